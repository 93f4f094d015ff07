package org.signalfall.standalone.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.LiveIngestion;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.LiveSource;
import org.signalfall.standalone.Standalone;

/** A live feed that hears nothing and promises so five times a second, until it is closed. */
final class QuietFeed implements AutoCloseable {

  static final String NAME = "quiet";

  private static final class Quiet implements LiveSource {

    @Override
    public FeedInfo feed() {
      return new FeedInfo(NAME, FeedKind.TRAFFIC, Optional.empty(), Optional.empty());
    }

    @Override
    public void listen(LiveSink sink) throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final LiveIngestion ingestion;

  QuietFeed(Standalone cluster, int partitions) {
    Map<String, Object> config = new HashMap<>();
    config.put(IngestConfig.BOOTSTRAP_SERVERS, cluster.bootstrapServers());
    config.put(IngestConfig.SCHEMA_REGISTRY_URL, cluster.registryUrl());
    config.put(IngestConfig.ORIGIN, "SYNTHETIC");
    config.put(IngestConfig.PARTITIONS, partitions);
    config.put(IngestConfig.GRACE_MS, 1_000);
    config.put(IngestConfig.LIVE_MARKER_INTERVAL_MS, 200);
    ingestion = new LiveIngestion(new IngestConfig(config), new Quiet());
    var unused =
        thread.submit(
            () -> {
              ingestion.run();
              return null;
            });
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdownNow();
    boolean unused = thread.awaitTermination(10, TimeUnit.SECONDS);
    ingestion.close();
  }
}
