package org.signalfall.ingest.prober;

import java.io.IOException;
import java.util.Optional;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.LiveSource;
import org.signalfall.ingest.TimedProbe;

/** What a prober of one's own measures, as a live feed. */
public final class ProberSource implements LiveSource {

  private final FeedInfo feed;
  private final Prober prober;

  /**
   * Takes over a prober; whoever made it closes it.
   *
   * @param feed name of the feed, such as {@code prober:VANTAGE}
   */
  public ProberSource(String feed, Prober prober) {
    this.feed = new FeedInfo(feed, FeedKind.PROBE, Optional.empty(), Optional.empty());
    this.prober = prober;
  }

  @Override
  public FeedInfo feed() {
    return feed;
  }

  @Override
  public void listen(LiveSink sink) throws IOException, InterruptedException {
    prober.run(
        measurement -> {
          // A record that is never acknowledged ends the ingestion itself.
          var unused = sink.put(new TimedProbe(measurement));
        });
  }
}
