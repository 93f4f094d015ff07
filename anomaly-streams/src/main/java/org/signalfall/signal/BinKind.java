package org.signalfall.signal;

import java.nio.ByteBuffer;

/**
 * What remembering has to know of a kind of bins: how late samples add up, what they make of a bin,
 * and how both are written.
 *
 * @param <B> a bin as it is judged
 * @param <L> sums of late samples, which no order of arrival changes
 */
public interface BinKind<B, L> {

  /** Returns sums of no late sample. */
  L noneLate();

  /**
   * Returns a bin as it is with what came late.
   *
   * @param bin the bin as it was judged; null where there was none
   * @param before the bin before it, of those remembered; null where there is none
   * @param start first instant of the bin, epoch ms
   * @param end first instant after it, epoch ms
   */
  B corrected(B bin, B before, long start, long end, L late);

  /** Returns a bin as bytes, its bounds left out. */
  byte[] encode(B bin);

  /** Reads what {@link #encode} wrote, for a bin [start, end). */
  B decode(ByteBuffer in, long start, long end);

  /** Returns late sums as bytes, a format tag first. */
  byte[] encodeLate(L late);

  /** Reads what {@link #encodeLate} wrote. */
  L decodeLate(byte[] bytes);
}
