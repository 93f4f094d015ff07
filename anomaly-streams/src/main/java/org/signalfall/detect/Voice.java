package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one vantage contributed to a bin with one version of its software.
 *
 * @param vantage hash of the vantage; {@link #REMAINDER} lumps all that the slot doesn't list
 * @param version hash of the software version; {@link #UNKNOWN_VERSION} where none was given
 * @param samples its samples in the bin, at least 1
 * @param failures how many of them failed
 */
public record Voice(long vantage, long version, int samples, int failures) {

  /** Vantage under which the caller lumps those that it doesn't list. */
  public static final long REMAINDER = 0;

  /** Version of software that doesn't name its version. */
  public static final long UNKNOWN_VERSION = 0;

  /** By vantage, then by version. */
  public static final Comparator<Voice> ORDER =
      (one, other) ->
          one.vantage == other.vantage
              ? Long.compare(one.version, other.version)
              : Long.compare(one.vantage, other.vantage);

  public Voice {
    if (samples < 1 || failures < 0 || failures > samples) {
      throw new IllegalArgumentException(
          "Vantage failed %d times in %d samples".formatted(failures, samples));
    }
  }

  /** Returns whether this is one vantage, not many lumped. */
  public boolean isListed() {
    return vantage != REMAINDER;
  }

  /**
   * Writes voices, each in at most two longs and two {@link Varints}, after a varint of their
   * number. Most have the version of the one before.
   */
  public static void writeAll(List<Voice> voices, ByteBuffer out) {
    Varints.put(out, voices.size());
    long version = UNKNOWN_VERSION;
    for (Voice voice : voices) {
      boolean isOther = voice.version != version;
      version = voice.version;
      out.putLong(voice.vantage);
      Varints.put(out, 2L * voice.samples + (isOther ? 1 : 0));
      Varints.put(out, voice.failures);
      if (isOther) {
        out.putLong(version);
      }
    }
  }

  /** Reads what {@link #writeAll} wrote. */
  public static List<Voice> readAll(ByteBuffer in) {
    int size = Varints.getInt(in);
    List<Voice> voices = new ArrayList<>(size);
    long version = UNKNOWN_VERSION;
    for (int i = 0; i < size; i++) {
      long vantage = in.getLong();
      long samples = Varints.get(in);
      int failures = Varints.getInt(in);
      if ((samples & 1) != 0) {
        version = in.getLong();
      }
      voices.add(new Voice(vantage, version, (int) (samples >>> 1), failures));
    }
    return voices;
  }
}
