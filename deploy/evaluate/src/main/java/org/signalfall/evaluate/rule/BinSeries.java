package org.signalfall.evaluate.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.BinMeaning;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.SignalFamily;

/**
 * One series as the topology binned it.
 *
 * @param feed feed of the series
 * @param scope what it is about
 * @param signal its signal
 * @param family whether its values are levels, or shares of samples that succeeded
 * @param bins its bins in time order; those that hold nothing are there only where that means zero
 */
public record BinSeries(
    String feed, Scope scope, String signal, SignalFamily family, List<Bin> bins) {

  /**
   * A closed bin.
   *
   * @param start epoch ms
   * @param end epoch ms
   * @param value mean level, or share of samples that succeeded
   */
  public record Bin(long start, long end, double value) {}

  public BinSeries {
    bins = List.copyOf(bins);
  }

  /** Sorts the bins of a walk into series, in the order in which these first closed one. */
  public static List<BinSeries> of(List<SignalBin> walked) {
    Map<List<Object>, List<SignalBin>> bySeries = new LinkedHashMap<>();
    for (SignalBin bin : walked) {
      bySeries
          .computeIfAbsent(
              List.of(bin.getFeed(), bin.getScope(), bin.getSignal()), key -> new ArrayList<>())
          .add(bin);
    }
    return bySeries.values().stream().map(BinSeries::series).toList();
  }

  /** Returns what the series is called. */
  public String name() {
    List<String> parts = new ArrayList<>(List.of(scope.getCountry()));
    if (scope.getRegion() != null) {
      parts.add(scope.getRegion());
    }
    if (scope.getAsn() != null) {
      parts.add("AS" + scope.getAsn());
    }
    if (scope.getService() != null) {
      parts.add(scope.getService());
    }
    if (scope.getComponent() != null) {
      parts.add(scope.getComponent());
    }
    parts.add(signal);
    return String.join(" ", parts);
  }

  private static BinSeries series(List<SignalBin> walked) {
    boolean silenceIsZero = walked.stream().anyMatch(bin -> bin.getMeaning() == BinMeaning.ZERO);
    List<Bin> bins = new ArrayList<>();
    for (SignalBin bin : walked) {
      long start = bin.getStart().toEpochMilli();
      long width = bin.getEnd().toEpochMilli() - start;
      if (silenceIsZero) {
        for (long back = bin.getEmptyBinsBefore(); back > 0; back--) {
          bins.add(new Bin(start - back * width, start - (back - 1) * width, 0));
        }
      }
      bins.add(new Bin(start, start + width, bin.getValue()));
    }
    SignalBin first = walked.get(0);
    return new BinSeries(
        first.getFeed(), first.getScope(), first.getSignal(), first.getFamily(), bins);
  }
}
