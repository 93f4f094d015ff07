package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.VantageCount;

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

  /** Vantages counted apart; the rest are lumped. */
  static final int MAX_VANTAGES = 64;

  /** Measurements remembered to drop duplicates; beyond, the sequence of the lane alone does. */
  static final int MAX_MEASUREMENTS = 1024;

  private static final int TOP_VANTAGES = 8;
  private static final byte FORMAT = 1;

  private int samples;
  private int failures;
  private LayerFailures layers = LayerFailures.NONE;
  private String networkName = "";
  private int remainderSamples;
  private int remainderFailures;
  private final TreeMap<Long, VantageCount> vantages = new TreeMap<>();
  private final TreeSet<Long> measurements = new TreeSet<>();

  /**
   * Adds one sample unless its measurement is in the slot already.
   *
   * @param measurement hash of the measurement's identity
   * @param vantage hash of the vantage, not 0
   * @param failure layers of the failure; null for a success
   * @param name name of the network, may be empty
   */
  public void add(long measurement, long vantage, LayerFailures failure, String name) {
    if (measurements.contains(measurement)) {
      return;
    }
    measurements.add(measurement);
    if (measurements.size() > MAX_MEASUREMENTS) {
      measurements.pollLast();
    }
    int failed = failure == null ? 0 : 1;
    samples++;
    failures += failed;
    if (failure != null) {
      layers = layers.plus(failure);
    }
    if (networkName.isEmpty() || (!name.isEmpty() && name.compareTo(networkName) < 0)) {
      networkName = name;
    }
    vantages.merge(
        vantage,
        new VantageCount(vantage, 1, failed),
        (known, one) ->
            new VantageCount(vantage, known.samples() + 1, known.failures() + one.failures()));
    if (vantages.size() > MAX_VANTAGES) {
      lump(vantages.pollLastEntry().getValue());
    }
  }

  /** Keeping the smallest hashes makes the choice, and so every count, independent of order. */
  private void lump(VantageCount vantage) {
    remainderSamples += vantage.samples();
    remainderFailures += vantage.failures();
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

  /** Returns the largest contributors, the rest lumped under {@link VantageCount#REMAINDER}. */
  public List<VantageCount> topVantages() {
    List<VantageCount> sorted = new ArrayList<>(vantages.values());
    sorted.sort(
        Comparator.comparingInt(VantageCount::samples)
            .reversed()
            .thenComparingLong(VantageCount::vantageHash));
    int restSamples = remainderSamples;
    int restFailures = remainderFailures;
    while (sorted.size() > TOP_VANTAGES) {
      VantageCount small = sorted.remove(sorted.size() - 1);
      restSamples += small.samples();
      restFailures += small.failures();
    }
    if (restSamples > 0) {
      sorted.add(new VantageCount(VantageCount.REMAINDER, restSamples, restFailures));
    }
    return sorted;
  }

  /** Returns the slot as bytes, a format tag first. */
  public byte[] encode() {
    byte[] name = networkName.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(
            1 + 4 * 10 + 2 + name.length + 1 + vantages.size() * 16 + 2 + measurements.size() * 8);
    out.put(FORMAT).putInt(samples).putInt(failures);
    out.putInt(layers.dns()).putInt(layers.ip()).putInt(layers.tcp());
    out.putInt(layers.tls()).putInt(layers.http()).putInt(layers.throttling());
    out.putInt(remainderSamples).putInt(remainderFailures);
    out.putShort((short) name.length).put(name);
    out.put((byte) vantages.size());
    for (VantageCount vantage : vantages.values()) {
      out.putLong(vantage.vantageHash()).putInt(vantage.samples()).putInt(vantage.failures());
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
    for (int left = in.get(); left > 0; left--) {
      VantageCount vantage = new VantageCount(in.getLong(), in.getInt(), in.getInt());
      slot.vantages.put(vantage.vantageHash(), vantage);
    }
    for (int left = in.getShort(); left > 0; left--) {
      slot.measurements.add(in.getLong());
    }
    return slot;
  }
}
