package org.signalfall.ingest.rislive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.schema.TrustedClasses;

/**
 * Files of messages of RIS Live, one a line, packed or not, merged by time into one feed. Within a
 * file messages count as ordered; the grace of the ingestion puts right what is a little late.
 */
public final class RisLiveSource implements Source {

  private final List<Path> files;
  private final FullFeedRule fullFeed;
  private final Clock clock;
  private final FeedInfo feed = RisLiveFeed.of(List.of());

  /**
   * Names the files.
   *
   * @param files at least one file, in any order
   * @param fullFeed says which peers send a full table
   */
  public RisLiveSource(List<Path> files, FullFeedRule fullFeed) {
    this(files, fullFeed, Clock.systemUTC());
  }

  RisLiveSource(List<Path> files, FullFeedRule fullFeed, Clock clock) {
    TrustedClasses.register();
    this.files = List.copyOf(files);
    this.fullFeed = fullFeed;
    this.clock = clock;
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
    return new RisFilesReader(feed.name(), files, fullFeed, new Plausibility(clock), rejections);
  }
}
