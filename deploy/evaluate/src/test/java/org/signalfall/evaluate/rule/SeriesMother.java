package org.signalfall.evaluate.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.signalfall.avro.Access;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SignalFamily;
import org.signalfall.schema.TrustedClasses;

/** Series of Iraq for the rules: as many bins as asked for, each of one width. */
final class SeriesMother {

  static final long START = Instant.parse("2023-08-20T00:00:00Z").toEpochMilli();

  private SeriesMother() {}

  static BinSeries levels(String signal, Duration width, int count, IntToDoubleFunction value) {
    return series(signal, SignalFamily.LEVEL, width, count, value);
  }

  static BinSeries probes(Duration width, int count, IntToDoubleFunction success) {
    return series("probe-success", SignalFamily.PROBE, width, count, success);
  }

  private static BinSeries series(
      String signal, SignalFamily family, Duration width, int count, IntToDoubleFunction value) {
    TrustedClasses.register();
    List<BinSeries.Bin> bins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = START + i * width.toMillis();
      bins.add(new BinSeries.Bin(start, start + width.toMillis(), value.applyAsDouble(i)));
    }
    Scope scope = new Scope(ScopeLevel.COUNTRY, "IQ", null, null, Access.ANY, null, null);
    return new BinSeries("feed", scope, signal, family, bins);
  }
}
