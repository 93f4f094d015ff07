package org.signalfall.standalone.cli;

import java.time.Instant;
import java.util.Locale;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import picocli.CommandLine.Option;

/** Which events a person asks for. */
final class EventFilter {

  @Option(
      names = "--country",
      paramLabel = "CC",
      description = "Only events of that country (ISO 3166-1); ZZ for services across countries.")
  private String country;

  @Option(
      names = "--category",
      paramLabel = "CATEGORY",
      description = "Only outages or only restrictions: outage, restriction.")
  private Category category;

  @Option(names = "--open", description = "Only events that go on.")
  private boolean open;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description =
          "Only events that went on after then, such as 2022-09-21 or"
              + " 2022-09-21T15:30:00Z (UTC).")
  private Instant since;

  /** Returns whether the event, in its latest revision, is asked for. */
  boolean accepts(ConnectivityEvent event) {
    boolean goesOn =
        event.getStatus() != EventStatus.RESOLVED && event.getStatus() != EventStatus.RETRACTED;
    return (country == null
            || country.toUpperCase(Locale.ROOT).equals(event.getScope().getCountry()))
        && (category == null || category == event.getCategory())
        && (!open || goesOn)
        && (since == null || goesOn || !lastMoment(event).isBefore(since));
  }

  private static Instant lastMoment(ConnectivityEvent event) {
    if (event.getEnded() == null) {
      return event.getAsOf();
    }
    Instant latest = event.getEnded().getLatest();
    return latest == null ? event.getEnded().getEarliest() : latest;
  }
}
