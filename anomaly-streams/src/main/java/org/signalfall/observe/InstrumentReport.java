package org.signalfall.observe;

import java.time.Instant;
import java.util.Locale;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;

/** Tells consumers that a vantage was lost or an instrument is defective, or no longer. */
public final class InstrumentReport {

  /**
   * Where and by whom it was seen.
   *
   * @param feed feed concerned
   * @param origin why the feed's records exist
   * @param place key of the network, {@code CC/ASn}
   */
  public record Sight(String feed, Origin origin, String place) {}

  private InstrumentReport() {}

  /**
   * Returns the report on a vantage that fell silent while others at its network go on.
   *
   * @param vantage public name of the vantage
   * @param since when it was last heard
   * @param until when it was heard again; null while it isn't
   * @param asOf decision time, event time
   */
  public static ObservabilityEvent ofVantage(
      Sight sight, String vantage, Instant since, Instant until, Instant asOf) {
    return of(ObservabilityKind.VANTAGE_LOST, sight, vantage, since, until, asOf)
        .setVantage(vantage)
        .setSummary(
            until == null
                ? "A vantage at %s has fallen silent; the others there go on."
                    .formatted(sight.place())
                : "A vantage at %s measures again.".formatted(sight.place()))
        .build();
  }

  /**
   * Returns the report on a vantage whose failures follow it and not the network.
   *
   * @param what service and component that it fails to measure, separated by a slash
   */
  public static ObservabilityEvent ofDefectiveVantage(
      Sight sight, String what, String vantage, Instant since, Instant until, Instant asOf) {
    return of(ObservabilityKind.INSTRUMENT_DEFECT, sight, what + "/" + vantage, since, until, asOf)
        .setVantage(vantage)
        .setSummary(summary("a single vantage", sight, what, until))
        .build();
  }

  /** Returns the report on a software version whose failures follow it and not the network. */
  public static ObservabilityEvent ofDefectiveVersion(
      Sight sight, String what, String version, Instant since, Instant until, Instant asOf) {
    String id = "%s/version-%s".formatted(what, version);
    return of(ObservabilityKind.INSTRUMENT_DEFECT, sight, id, since, until, asOf)
        .setSummary(summary("one version of the measuring software", sight, what, until))
        .build();
  }

  private static String summary(String who, Sight sight, String what, Instant until) {
    return until == null
        ? "Failures of %s at %s follow %s, not the network; its samples are not judged."
            .formatted(what, sight.place(), who)
        : "Failures of %s at %s no longer follow %s; its samples are judged again."
            .formatted(what, sight.place(), who);
  }

  private static ObservabilityEvent.Builder of(
      ObservabilityKind kind, Sight sight, String id, Instant since, Instant until, Instant asOf) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return ObservabilityEvent.newBuilder()
        .setObservationId("%s/%s/%s/%s".formatted(name, sight.feed(), sight.place(), id))
        .setKind(kind)
        .setStatus(until == null ? ObservabilityStatus.BEGUN : ObservabilityStatus.ENDED)
        .setFeed(sight.feed())
        .setSince(since)
        .setUntil(until)
        .setAsOf(asOf)
        .setOrigin(sight.origin());
  }
}
