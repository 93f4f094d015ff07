package org.signalfall.standalone.replay;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.standalone.StandaloneException;

/** What has become of an ingestion that ran in a thread of its own. */
public final class IngestOutcome {

  private IngestOutcome() {}

  /**
   * Waits for the end of an ingestion.
   *
   * @throws StandaloneException when the input could not be sent; the message says why
   */
  public static IngestSummary of(Future<IngestSummary> ingestion) throws InterruptedException {
    try {
      return ingestion.get();
    } catch (ExecutionException e) {
      String reason = e.getCause().getMessage();
      throw new StandaloneException(
          e.getCause() instanceof IOException ? reason : "The input could not be sent: " + reason,
          e.getCause());
    }
  }
}
