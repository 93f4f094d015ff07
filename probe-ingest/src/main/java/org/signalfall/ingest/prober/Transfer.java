package org.signalfall.ingest.prober;

/**
 * A small download by which goodput is measured.
 *
 * @param path path of the request, with a query if there is one
 * @param maxBytes bytes after which the download is ended, 16 KiB to 4 MiB
 */
public record Transfer(String path, int maxBytes) {

  /** Bytes that are downloaded when a plan doesn't say. */
  public static final int USUAL_BYTES = 256 * 1024;

  private static final int MIN_BYTES = 16 * 1024;
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  public Transfer {
    RequestPath.check(path);
    if (maxBytes < MIN_BYTES || maxBytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a transfer has " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + maxBytes);
    }
  }
}
