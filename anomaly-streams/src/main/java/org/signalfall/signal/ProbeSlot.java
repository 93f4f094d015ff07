package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.signalfall.avro.Locality;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.Varints;
import org.signalfall.detect.Voice;

/**
 * Samples of one component of one service at one network that fell into one slot. All counts are
 * integers, and what is kept under a cap is chosen by hash, so that no order of arrival can change
 * the slot.
 *
 * <p>Not safe for several threads: the task that owns the store owns the slot.
 */
public final class ProbeSlot {

  /**
   * Width of a slot in ms. An opening takes two whole slots, and two of a minute each, after the
   * one in which it began, would be more than the two minutes in which a block is to be told.
   */
  public static final long WIDTH_MS = 20_000;

  /** Vantages, each with its software version, counted apart; the rest are lumped. */
  static final int MAX_VOICES = 64;

  /** Measurements remembered to drop duplicates; beyond, the sequence of the lane alone does. */
  static final int MAX_MEASUREMENTS = 1024;

  private static final byte FORMAT = 3;

  /** Bytes in memory of a slot that holds nothing, of a voice and of a measurement, about. */
  private static final int EMPTY_BYTES = 400;

  private static final int VOICE_BYTES = 48;

  private static final long[] NO_MEASUREMENTS = {};

  private int samples;
  private int failures;
  private LayerFailures layers = LayerFailures.NONE;
  private String networkName = "";
  private boolean inferred;
  private Locality locality = Locality.UNKNOWN;
  private LogHistogram goodput = LogHistogram.EMPTY;
  private int remainderSamples;
  private int remainderFailures;

  /** In the order of their vantages and versions. */
  private final List<Voice> voices = new ArrayList<>(2);

  /** In ascending order, as many as {@link #measurementCount}. */
  private long[] measurements = NO_MEASUREMENTS;

  private int measurementCount;

  /** Adds one sample unless its measurement is in the slot already. */
  public void add(ProbeSample sample) {
    if (!isNew(sample.measurement())) {
      return;
    }
    samples++;
    int failed = 0;
    if (sample.failure() != null) {
      failed = 1;
      failures++;
      layers = layers.plus(sample.failure());
    }
    String name = sample.networkName();
    if (networkName.isEmpty() || (!name.isEmpty() && name.compareTo(networkName) < 0)) {
      networkName = name;
    }
    inferred |= sample.inferred();
    if (sample.locality().compareTo(locality) > 0) {
      locality = sample.locality();
    }
    if (sample.goodputKbps() > 0) {
      goodput = goodput.isEmpty() ? new LogHistogram() : goodput;
      goodput.add(sample.goodputKbps());
    }
    count(new Voice(sample.vantage(), sample.version(), 1, failed));
  }

  /** Keeping the smallest hashes makes the choice independent of order, here as with voices. */
  private boolean isNew(long measurement) {
    int found = Arrays.binarySearch(measurements, 0, measurementCount, measurement);
    if (found >= 0) {
      return false;
    }
    int at = -found - 1;
    if (at == MAX_MEASUREMENTS) {
      return true;
    }
    measurementCount = Math.min(measurementCount, MAX_MEASUREMENTS - 1);
    if (measurementCount == measurements.length) {
      measurements = Arrays.copyOf(measurements, Math.max(4, 2 * measurementCount));
    }
    System.arraycopy(measurements, at, measurements, at + 1, measurementCount - at);
    measurements[at] = measurement;
    measurementCount++;
    return true;
  }

  private void count(Voice one) {
    int at = 0;
    while (at < voices.size() && isBefore(voices.get(at), one)) {
      at++;
    }
    if (at < voices.size() && !isBefore(one, voices.get(at))) {
      voices.set(at, sum(voices.get(at), one));
      return;
    }
    voices.add(at, one);
    if (voices.size() > MAX_VOICES) {
      Voice lumped = voices.remove(voices.size() - 1);
      remainderSamples += lumped.samples();
      remainderFailures += lumped.failures();
    }
  }

  private static boolean isBefore(Voice one, Voice other) {
    return one.vantage() != other.vantage()
        ? one.vantage() < other.vantage()
        : one.version() < other.version();
  }

  static Voice sum(Voice known, Voice one) {
    return new Voice(
        known.vantage(),
        known.version(),
        known.samples() + one.samples(),
        known.failures() + one.failures());
  }

  /** Returns the number of samples. */
  public int samples() {
    return samples;
  }

  /** Returns the number of failed samples. */
  public int failures() {
    return failures;
  }

  /** Returns the failures by layer. */
  public LayerFailures layers() {
    return layers;
  }

  /** Returns the name of the network; empty when unknown. */
  public String networkName() {
    return networkName;
  }

  /** Returns whether a vantage was inferred and may stand for several. */
  boolean isInferred() {
    return inferred;
  }

  /** Returns where the target stands. */
  Locality locality() {
    return locality;
  }

  /**
   * Returns the bucket of the median goodput; {@link LogHistogram#NONE} where none was measured.
   */
  int goodput() {
    return goodput.median();
  }

  /** Returns the contributors, those beyond a bound lumped under {@link Voice#REMAINDER}. */
  public List<Voice> voices() {
    List<Voice> all = new ArrayList<>(voices);
    if (remainderSamples > 0) {
      all.add(
          new Voice(Voice.REMAINDER, Voice.UNKNOWN_VERSION, remainderSamples, remainderFailures));
    }
    return all;
  }

  /** Returns about how many bytes the slot takes in memory. */
  public int sizeInMemory() {
    return EMPTY_BYTES + voices.size() * VOICE_BYTES + measurements.length * Long.BYTES;
  }

  /** Returns the slot as bytes, a format tag first. */
  public byte[] encode() {
    byte[] name = networkName.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(
            3
                + 12 * Varints.MAX_BYTES
                + name.length
                + goodput.bytes()
                + voices.size() * (2 * Long.BYTES + 2 * Varints.MAX_BYTES)
                + measurementCount * Long.BYTES);
    out.put(FORMAT);
    Varints.put(out, samples);
    Varints.put(out, failures);
    if (failures > 0) {
      layers.write(out);
    }
    Varints.put(out, remainderSamples);
    Varints.put(out, remainderFailures);
    Varints.put(out, name.length);
    out.put(name).put((byte) (inferred ? 1 : 0)).put(LocalityCode.of(locality));
    goodput.write(out);
    Voice.writeAll(voices, out);
    Varints.put(out, measurementCount);
    for (int i = 0; i < measurementCount; i++) {
      out.putLong(measurements[i]);
    }
    byte[] written = new byte[out.position()];
    out.flip().get(written);
    return written;
  }

  /**
   * Reads what {@link #encode} wrote; null gives an empty slot.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static ProbeSlot decode(byte[] bytes) {
    ProbeSlot slot = new ProbeSlot();
    if (bytes == null) {
      return slot;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("probe slot", FORMAT, in.get());
    slot.samples = Varints.getInt(in);
    slot.failures = Varints.getInt(in);
    slot.layers = slot.failures == 0 ? LayerFailures.NONE : LayerFailures.read(in);
    slot.remainderSamples = Varints.getInt(in);
    slot.remainderFailures = Varints.getInt(in);
    byte[] name = new byte[Varints.getInt(in)];
    in.get(name);
    slot.networkName = new String(name, StandardCharsets.UTF_8);
    slot.inferred = in.get() != 0;
    slot.locality = LocalityCode.decoded(in.get());
    slot.goodput = LogHistogram.read(in);
    slot.voices.addAll(Voice.readAll(in));
    slot.measurementCount = Varints.getInt(in);
    slot.measurements = new long[slot.measurementCount];
    for (int i = 0; i < slot.measurementCount; i++) {
      slot.measurements[i] = in.getLong();
    }
    return slot;
  }
}
