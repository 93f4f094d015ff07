package org.signalfall.ingest.mrt;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.schema.TrustedClasses;

/**
 * MRT files of one collector (RFC 6396, RFC 8050): table dumps and updates in any number, packed or
 * not, merged by time into one feed.
 *
 * <p>A file is opened when the time reached its first record, so that no more are open than
 * overlap. Within a file records count as ordered; the grace of the ingestion puts right what is a
 * little late.
 */
public final class MrtSource implements Source {

  private final String collector;
  private final List<Path> files;
  private final FullFeedRule fullFeed;
  private final Clock clock;
  private final FeedInfo feed;

  /**
   * Names the files of a collector.
   *
   * @param collector its name, such as {@code rrc00}; the feed is {@code bgp:rrc00}
   * @param files at least one file, in any order
   * @param fullFeed says which peers send a full table
   */
  public MrtSource(String collector, List<Path> files, FullFeedRule fullFeed) {
    this(collector, files, fullFeed, Clock.systemUTC());
  }

  MrtSource(String collector, List<Path> files, FullFeedRule fullFeed, Clock clock) {
    TrustedClasses.register();
    this.collector = collector;
    this.files = List.copyOf(files);
    this.fullFeed = fullFeed;
    this.clock = clock;
    this.feed = new FeedInfo("bgp:" + collector, FeedKind.BGP, Optional.empty(), Optional.empty());
  }

  @Override
  public FeedInfo feed() {
    return feed;
  }

  @Override
  public String identity() throws IOException {
    return Fingerprint.of(files);
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    return CollectorReader.of(
        collector, files, fullFeed, new Plausibility(clock), feed.name(), rejections);
  }
}
