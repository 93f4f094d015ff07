package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.signalfall.avro.Locality;
import org.signalfall.detect.LayerFailures;
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

  private static final byte FORMAT = 2;

  private record Contributor(long vantage, long version) implements Comparable<Contributor> {
    @Override
    public int compareTo(Contributor other) {
      int byVantage = Long.compare(vantage, other.vantage);
      return byVantage != 0 ? byVantage : Long.compare(version, other.version);
    }
  }

  private int samples;
  private int failures;
  private LayerFailures layers = LayerFailures.NONE;
  private String networkName = "";
  private boolean inferred;
  private Locality locality = Locality.UNKNOWN;
  private LogHistogram goodput = new LogHistogram();
  private int remainderSamples;
  private int remainderFailures;
  private final TreeMap<Contributor, Voice> voices = new TreeMap<>();
  private final TreeSet<Long> measurements = new TreeSet<>();

  /** Adds one sample unless its measurement is in the slot already. */
  public void add(ProbeSample sample) {
    if (!measurements.add(sample.measurement())) {
      return;
    }
    if (measurements.size() > MAX_MEASUREMENTS) {
      measurements.pollLast();
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
      goodput.add(sample.goodputKbps());
    }
    count(new Voice(sample.vantage(), sample.version(), 1, failed));
  }

  /** Keeping the smallest hashes makes the choice, and so every count, independent of order. */
  private void count(Voice one) {
    voices.merge(new Contributor(one.vantage(), one.version()), one, ProbeSlot::sum);
    if (voices.size() > MAX_VOICES) {
      Voice lumped = voices.pollLastEntry().getValue();
      remainderSamples += lumped.samples();
      remainderFailures += lumped.failures();
    }
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
    List<Voice> all = new ArrayList<>(voices.values());
    if (remainderSamples > 0) {
      all.add(
          new Voice(Voice.REMAINDER, Voice.UNKNOWN_VERSION, remainderSamples, remainderFailures));
    }
    return all;
  }

  /** Returns the slot as bytes, a format tag first. */
  public byte[] encode() {
    byte[] name = networkName.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(
            1
                + 4 * 10
                + 2
                + name.length
                + 2
                + goodput.bytes()
                + 1
                + voices.size() * 24
                + 2
                + measurements.size() * 8);
    out.put(FORMAT).putInt(samples).putInt(failures);
    out.putInt(layers.dns()).putInt(layers.ip()).putInt(layers.tcp());
    out.putInt(layers.tls()).putInt(layers.http()).putInt(layers.throttling());
    out.putInt(remainderSamples).putInt(remainderFailures);
    out.putShort((short) name.length).put(name);
    out.put((byte) (inferred ? 1 : 0)).put(LocalityCode.of(locality));
    goodput.write(out);
    out.put((byte) voices.size());
    for (Voice voice : voices.values()) {
      out.putLong(voice.vantage()).putLong(voice.version());
      out.putInt(voice.samples()).putInt(voice.failures());
    }
    out.putShort((short) measurements.size());
    measurements.forEach(out::putLong);
    return out.array();
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
    slot.samples = in.getInt();
    slot.failures = in.getInt();
    slot.layers =
        new LayerFailures(
            in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    slot.remainderSamples = in.getInt();
    slot.remainderFailures = in.getInt();
    byte[] name = new byte[in.getShort()];
    in.get(name);
    slot.networkName = new String(name, StandardCharsets.UTF_8);
    slot.inferred = in.get() != 0;
    slot.locality = LocalityCode.decoded(in.get());
    slot.goodput = LogHistogram.read(in);
    for (int left = in.get(); left > 0; left--) {
      Voice voice = new Voice(in.getLong(), in.getLong(), in.getInt(), in.getInt());
      slot.voices.put(new Contributor(voice.vantage(), voice.version()), voice);
    }
    for (int left = in.getShort(); left > 0; left--) {
      slot.measurements.add(in.getLong());
    }
    return slot;
  }
}
