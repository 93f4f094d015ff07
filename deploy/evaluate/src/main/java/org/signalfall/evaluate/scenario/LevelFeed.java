package org.signalfall.evaluate.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.signalfall.avro.Absence;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.TrafficSample;
import org.signalfall.evaluate.shape.Curve;
import org.signalfall.evaluate.shape.Noise;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedTraffic;
import org.signalfall.ingest.scenario.Period;

/** A feed of levels to be generated. A zero of a signal where silence means zero has no sample. */
final class LevelFeed {

  private final String name;
  private final Period period;
  private final Duration cadence;
  private final long seed;
  private final List<Series> series = new ArrayList<>();
  private final List<Period> silences = new ArrayList<>();

  private record Series(TrafficSample scope, Curve curve, Supplier<Noise> noise) {}

  LevelFeed(String name, Period period, Duration cadence, long seed) {
    this.name = name;
    this.period = period;
    this.cadence = cadence;
    this.seed = seed;
  }

  /** Adds a signal of a whole country. */
  LevelFeed country(
      String country, String signal, Absence absence, Curve curve, Supplier<Noise> noise) {
    return series(sample(country, signal, absence), curve, noise);
  }

  /** Adds a signal of a network. */
  LevelFeed network(
      String country,
      long asn,
      String signal,
      Absence absence,
      Curve curve,
      Supplier<Noise> noise) {
    return series(sample(country, signal, absence).setAsn(asn), curve, noise);
  }

  /** Adds how much of a service a network uses. */
  LevelFeed service(
      String country,
      long asn,
      String service,
      String signal,
      Absence absence,
      Curve curve,
      Supplier<Noise> noise) {
    return series(sample(country, signal, absence).setAsn(asn).setService(service), curve, noise);
  }

  /** Lets the feed send nothing for a while, though it lives. */
  LevelFeed silent(Period silence) {
    silences.add(silence);
    return this;
  }

  Source source() {
    List<Series> all = List.copyOf(series);
    List<Period> without = List.copyOf(silences);
    return new GeneratedSource(
        GeneratedSource.feed(name, FeedKind.TRAFFIC), "seed " + seed, () -> samples(all, without));
  }

  private LevelFeed series(TrafficSample.Builder scope, Curve curve, Supplier<Noise> noise) {
    series.add(new Series(scope.build(), curve, noise));
    return this;
  }

  private TrafficSample.Builder sample(String country, String signal, Absence absence) {
    return TrafficSample.newBuilder()
        .setTime(Instant.EPOCH)
        .setCountry(country)
        .setSignal(signal)
        .setAbsence(absence)
        .setCadenceMs(cadence.toMillis());
  }

  private Iterator<TimedTraffic> samples(List<Series> all, List<Period> without) {
    List<Noise> noises = all.stream().map(one -> one.noise().get()).toList();
    List<Random> randoms =
        LongStream.range(0, all.size()).mapToObj(i -> new Random(seed * 1_000 + i)).toList();
    long width = cadence.toMillis();
    long from = period.from().toEpochMilli();
    long bins = (period.to().toEpochMilli() - from) / width;
    return LongStream.range(0, bins)
        .map(bin -> from + bin * width)
        .boxed()
        .flatMap(
            time -> {
              Stream.Builder<TimedTraffic> records = Stream.builder();
              for (int i = 0; i < all.size(); i++) {
                Series one = all.get(i);
                double value = noises.get(i).apply(one.curve().at(time), randoms.get(i));
                boolean silent = one.scope().getAbsence() == Absence.ZERO && value == 0;
                if (!silent && without.stream().noneMatch(gap -> gap.contains(time))) {
                  records.add(new TimedTraffic(sample(one.scope(), time, value)));
                }
              }
              return records.build();
            })
        .iterator();
  }

  private static TrafficSample sample(TrafficSample scope, long time, double value) {
    return TrafficSample.newBuilder(scope)
        .setTime(Instant.ofEpochMilli(time))
        .setValue(value)
        .build();
  }
}
