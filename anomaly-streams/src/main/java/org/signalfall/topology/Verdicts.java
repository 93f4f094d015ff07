package org.signalfall.topology;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.LayerFailures;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.TimeInterval;
import org.signalfall.detect.Interval;
import org.signalfall.detect.ProbeEvidence;
import org.signalfall.detect.SeriesStatus;
import org.signalfall.signal.SeriesId;

/** Puts a detector's verdict into the words of the contract. */
final class Verdicts {

  private Verdicts() {}

  static Scope scope(SeriesId series) {
    return Scope.newBuilder()
        .setLevel(level(series))
        .setCountry(series.country())
        .setRegion(orNull(series.region()))
        .setAsn(series.asn() == 0 ? null : series.asn())
        .setService(orNull(series.service()))
        .setComponent(orNull(series.component()))
        .build();
  }

  /** Returns the record key of a scope: {@code CC}, {@code CC/region} or {@code CC/ASn}. */
  static String key(Scope scope) {
    if (scope.getAsn() != null) {
      return scope.getCountry() + "/AS" + scope.getAsn();
    }
    return scope.getRegion() == null
        ? scope.getCountry()
        : scope.getCountry() + "/" + scope.getRegion();
  }

  private static ScopeLevel level(SeriesId series) {
    if (series.asn() != 0) {
      return ScopeLevel.NETWORK;
    }
    return series.region().isEmpty() ? ScopeLevel.COUNTRY : ScopeLevel.REGION;
  }

  /**
   * Returns the verdict for the tap and the stages downstream.
   *
   * @param binEnd end of the bin judged, or the moment of a lapse, epoch ms
   */
  static SeriesVerdict contract(
      Subject subject, long binEnd, org.signalfall.detect.SeriesVerdict verdict) {
    SeriesVerdict.Builder out =
        SeriesVerdict.newBuilder()
            .setFeed(subject.feed())
            .setScope(scope(subject.series()))
            .setSignal(subject.series().signal())
            .setFamily(subject.family())
            .setOrigin(subject.origin())
            .setBefore(state(verdict.before()))
            .setAfter(state(verdict.after()))
            .setBinStart(Instant.ofEpochMilli(verdict.lastBin()))
            .setBinEnd(Instant.ofEpochMilli(binEnd))
            .setObserved(finite(verdict.observed()))
            .setExpected(finite(verdict.expected()))
            .setSpread(finite(verdict.spread()))
            .setSamples(verdict.samples())
            .setScore(finite(verdict.score()))
            .setThreshold(finite(verdict.threshold()))
            .setTailProbability(finite(verdict.tailProbability()))
            .setOnset(interval(verdict.onset()))
            .setEnded(interval(verdict.ended()))
            .setFirstBin(Instant.ofEpochMilli(verdict.firstBin()))
            .setNoisy(verdict.noisy())
            .setNeverClear(verdict.neverClear())
            .setDefect(verdict.defect())
            .setNetworkName(orNull(subject.networkName()));
    ProbeEvidence probe = verdict.probe();
    if (probe != null) {
      out.setFailures(probe.failures())
          .setVantages(probe.vantages())
          .setControlled(probe.controlled())
          .setLayers(layers(probe.layers()))
          .setByVantage(contributions(probe.byVantage()))
          .setByVersion(contributions(probe.byVersion()));
    }
    return out.build();
  }

  /** Who measured is nobody's business outside: the tap tells how many. */
  static SeriesVerdict forTap(SeriesVerdict verdict) {
    return SeriesVerdict.newBuilder(verdict)
        .setByVantage(List.of())
        .setByVersion(List.of())
        .setByNetwork(List.of())
        .build();
  }

  private static List<Contribution> contributions(
      List<org.signalfall.detect.Contribution> contributions) {
    return contributions.stream()
        .map(one -> new Contribution(one.value(), one.samples(), one.failures()))
        .toList();
  }

  /** JSON and SQL know no NaN; where nothing was observed, samples say so. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static TimeInterval interval(Interval interval) {
    return interval == null
        ? null
        : new TimeInterval(
            Instant.ofEpochMilli(interval.earliest()), Instant.ofEpochMilli(interval.latest()));
  }

  private static LayerFailures layers(org.signalfall.detect.LayerFailures layers) {
    return new LayerFailures(
        layers.dns(), layers.ip(), layers.tcp(), layers.tls(), layers.http(), layers.throttling());
  }

  static SeriesState state(SeriesStatus status) {
    return switch (status) {
      case INSUFFICIENT -> SeriesState.INSUFFICIENT;
      case NORMAL -> SeriesState.NORMAL;
      case SUSPECT -> SeriesState.SUSPECT;
      case OPEN -> SeriesState.OPEN;
      case RECOVERING -> SeriesState.RECOVERING;
    };
  }
}
