package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.LayerFailures;
import org.signalfall.avro.Origin;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.ServiceContext;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

/** Verdicts as the network stages send them: hourly bins, a clear case unless told otherwise. */
public final class VerdictMother {

  public static final String TRAFFIC_FEED = "levels";
  public static final String PROBE_FEED = "probes";
  public static final Instant START = Instant.parse("2024-03-04T00:00:00Z");

  private static final Duration BIN = Duration.ofHours(1);

  static {
    TrustedClasses.register();
  }

  private VerdictMother() {}

  /** Returns the moment so many hours after the start. */
  public static Instant hour(long hours) {
    return START.plus(Duration.ofHours(hours));
  }

  public static Scope network(String country, long asn) {
    return Scope.newBuilder().setLevel(ScopeLevel.NETWORK).setCountry(country).setAsn(asn).build();
  }

  public static Scope country(String country) {
    return Scope.newBuilder().setLevel(ScopeLevel.COUNTRY).setCountry(country).build();
  }

  /** A level at 5 % of its ordinary value since the bin before {@code binEnd}. */
  public static SeriesVerdict.Builder outage(Scope scope, String signal, Instant binEnd) {
    return SeriesVerdict.newBuilder()
        .setFeed(TRAFFIC_FEED)
        .setOrigin(Origin.SYNTHETIC)
        .setScope(scope)
        .setSignal(signal)
        .setFamily(SignalFamily.LEVEL)
        .setBefore(SeriesState.SUSPECT)
        .setAfter(SeriesState.OPEN)
        .setBinStart(binEnd.minus(BIN))
        .setBinEnd(binEnd)
        .setFirstBin(binEnd.minus(BIN.multipliedBy(2)))
        .setObserved(5)
        .setExpected(100)
        .setSpread(3)
        .setSamples(120)
        .setScore(13)
        .setThreshold(12)
        .setOnset(new TimeInterval(binEnd.minus(BIN.multipliedBy(2)), binEnd.minus(BIN)));
  }

  /** A service that fails for 12 vantages while its controls pass, at the TLS layer. */
  public static SeriesVerdict.Builder block(Scope scope, String service, Instant binEnd) {
    return outage(Scope.newBuilder(scope).setService(service).build(), "probe-success", binEnd)
        .setFeed(PROBE_FEED)
        .setFamily(SignalFamily.PROBE)
        .setScope(Scope.newBuilder(scope).setService(service).setComponent("app").build())
        .setObserved(0)
        .setExpected(0.98)
        .setSpread(0.1)
        .setSamples(40)
        .setFailures(40)
        .setVantages(12)
        .setControlled(true)
        .setLayers(LayerFailures.newBuilder().setTls(40).build());
  }

  /** The same series, back to normal in the bin before {@code binEnd}. */
  public static SeriesVerdict.Builder recovered(SeriesVerdict.Builder affected, Instant binEnd) {
    return SeriesVerdict.newBuilder(affected)
        .setBefore(SeriesState.RECOVERING)
        .setAfter(SeriesState.NORMAL)
        .setBinStart(binEnd.minus(BIN))
        .setBinEnd(binEnd)
        .setEnded(new TimeInterval(binEnd.minus(BIN.multipliedBy(2)), binEnd.minus(BIN)));
  }

  /** The same series, ordinary as it always was. */
  public static SeriesVerdict.Builder ordinary(SeriesVerdict.Builder affected, Instant binEnd) {
    return SeriesVerdict.newBuilder(affected)
        .setBefore(SeriesState.INSUFFICIENT)
        .setAfter(SeriesState.NORMAL)
        .setBinStart(binEnd.minus(BIN))
        .setBinEnd(binEnd)
        .setObserved(affected.getExpected())
        .setScore(0)
        .setOnset(null);
  }

  /** The verdict on its way from the network stage of its family. */
  public static StageRecord record(SeriesVerdict.Builder verdict) {
    return record(verdict, 1);
  }

  public static StageRecord record(SeriesVerdict.Builder verdict, double weight) {
    return StageRecord.newBuilder()
        .setType(StageRecordType.VERDICT)
        .setStage(networkStage(verdict.getFeed()))
        .setFeed(verdict.getFeed())
        .setOrigin(Origin.SYNTHETIC)
        .setTime(verdict.getBinEnd())
        .setVerdict(verdict.build())
        .setWeight(weight)
        .build();
  }

  /** The word that a service is down across countries since two hours ago, or up again. */
  public static StageRecord context(String service, boolean down, Instant time) {
    return StageRecord.newBuilder()
        .setType(StageRecordType.CONTEXT)
        .setStage(Stage.CONTEXT)
        .setFeed(PROBE_FEED)
        .setTime(time)
        .setContext(
            ServiceContext.newBuilder()
                .setService(service)
                .setCountriesObserved(6)
                .setWeightFailing(down ? 1 : 0)
                .setDown(down)
                .setOnset(
                    new TimeInterval(
                        time.minus(Duration.ofHours(2)), time.minus(Duration.ofHours(1))))
                .build())
        .build();
  }

  /** The word that a feed joins. */
  public static StageRecord roster(String feed) {
    return StageRecord.newBuilder()
        .setType(StageRecordType.ROSTER)
        .setFeed(feed)
        .setRoster(RosterChange.newBuilder().setFeed(feed).setKind(kind(feed)).build())
        .build();
  }

  /** The word that a task has passed a time with a feed. */
  public static StageRecord progress(Stage stage, String feed, Instant through, boolean last) {
    return StageRecord.newBuilder()
        .setType(StageRecordType.PROGRESS)
        .setStage(stage)
        .setFeed(feed)
        .setOrigin(Origin.SYNTHETIC)
        .setTime(through)
        .setFinalMarker(last)
        .build();
  }

  /** The network stage that speaks of a feed of this mother. */
  public static Stage networkStage(String feed) {
    return kind(feed) == FeedKind.PROBE ? Stage.NETWORK_PROBE : Stage.NETWORK_TRAFFIC;
  }

  private static FeedKind kind(String feed) {
    return feed.startsWith(PROBE_FEED) ? FeedKind.PROBE : FeedKind.TRAFFIC;
  }
}
