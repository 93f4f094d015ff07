package org.signalfall.standalone.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Scope;
import org.signalfall.avro.TimeInterval;

/** An event revision as one line for a person. */
public final class EventLine {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int SCOPE_WIDTH = 30;

  private EventLine() {}

  /** Returns when, what became of it, what it is, where, since when, and how sure. */
  public static String of(ConnectivityEvent event) {
    return String.format(
        Locale.ROOT,
        "%s  %-9s %-15s %-" + SCOPE_WIDTH + "s %s",
        minute(event.getAsOf()),
        event.getStatus(),
        event.getKind(),
        scope(event),
        remarks(event));
  }

  /** Returns the moment to the minute, in UTC. */
  static String minute(Instant moment) {
    return MINUTE.format(moment);
  }

  /** Returns both bounds of an interval, or the one that is known. */
  static String interval(TimeInterval interval) {
    return interval.getLatest() == null
        ? "after " + minute(interval.getEarliest())
        : minute(interval.getEarliest()) + " to " + minute(interval.getLatest());
  }

  /** Returns country, region, network and services, as far as they say something. */
  static String scope(ConnectivityEvent event) {
    Scope scope = event.getScope();
    StringBuilder text = new StringBuilder(scope.getCountry());
    if (scope.getRegion() != null) {
      text.append(' ').append(scope.getRegion());
    }
    if (scope.getAsn() != null) {
      text.append(" AS").append(scope.getAsn());
    }
    if (event.getServices().size() > 1) {
      text.append(' ').append(event.getServices().size()).append(" services");
    } else if (event.getServices().size() == 1) {
      text.append(' ').append(event.getServices().get(0));
    } else if (scope.getService() != null) {
      text.append(' ').append(scope.getService());
    }
    if (scope.getComponent() != null) {
      text.append('/').append(scope.getComponent());
    }
    return text.toString();
  }

  private static String remarks(ConnectivityEvent event) {
    StringBuilder text = new StringBuilder("since ").append(minute(event.getOnset().getEarliest()));
    TimeInterval ended = event.getEnded();
    if (event.getSinceBeforeObservation()) {
      text.append(" or before");
    }
    if (ended != null) {
      text.append(", ended ").append(minute(ended.getEarliest()));
    } else if (event.getObservedPercent() != null) {
      text.append(", at ").append(Math.round(event.getObservedPercent())).append(" %");
    }
    return text.append(", ")
        .append(event.getConfidence().name().toLowerCase(Locale.ROOT))
        .toString();
  }
}
