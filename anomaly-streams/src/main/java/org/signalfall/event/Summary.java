package org.signalfall.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Method;
import org.signalfall.avro.Scope;
import org.signalfall.avro.TimeInterval;

/** Puts an event into one plain sentence: what, where, since when, how sure. */
final class Summary {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int MAX_NAMED = 4;

  private Summary() {}

  static String of(ConnectivityEvent event) {
    StringBuilder sentence = new StringBuilder();
    sentence.append(what(event)).append(' ').append(where(event));
    if (event.getObservedPercent() != null && event.getCategory() == Category.OUTAGE) {
      sentence.append(
          String.format(
              Locale.ROOT,
              ", at %.0f %% of the ordinary level of %s",
              event.getObservedPercent(),
              event.getObservedSignal()));
    }
    sentence.append(", ").append(when(event));
    if (event.getRecurrence() != null) {
      sentence
          .append(", number ")
          .append(event.getRecurrence().getOrdinal())
          .append(" of a row (")
          .append(event.getRecurrence().getPattern())
          .append(" local time)");
    }
    sentence.append(
        event.getConfidence() == Confidence.CONFIRMED ? "; confirmed" : "; suspected only");
    if (!event.getQuorumBasis().isEmpty()) {
      sentence.append(": ").append(event.getQuorumBasis().get(0));
    }
    return sentence.append('.').toString();
  }

  private static String what(ConnectivityEvent event) {
    Kind kind = event.getKind();
    String service = service(event);
    String component = event.getScope().getComponent();
    return switch (kind) {
      case BLACKOUT -> "Blackout";
      case PARTIAL -> "Partial outage";
      case ISOLATION -> "Isolation from the outside";
      case SERVICE_DOWN -> "Failure of " + service + " across countries";
      case BLOCK -> "Block of " + service + by(event.getMethod());
      case THROTTLING -> "Throttling of " + service;
      case PARTIAL_SERVICE ->
          "Restriction of "
              + service
              + (component == null ? ", in part," : " (" + component + ")")
              + by(event.getMethod());
      case UNKNOWN -> "Disturbance";
    };
  }

  /** Names the services that are kept away now, which need not be all that once were. */
  private static String service(ConnectivityEvent event) {
    List<String> services = event.getServices();
    int count = services.size();
    if (count == 0) {
      return event.getScope().getService();
    }
    if (count > MAX_NAMED) {
      return String.join(", ", services.subList(0, MAX_NAMED))
          + " and %d more services".formatted(count - MAX_NAMED);
    }
    String last = services.get(count - 1);
    return count == 1 ? last : String.join(", ", services.subList(0, count - 1)) + " and " + last;
  }

  private static String by(Method method) {
    return method == Method.UNKNOWN || method == Method.MIXED ? "" : " by " + method;
  }

  private static String where(ConnectivityEvent event) {
    Scope scope = event.getScope();
    return switch (scope.getLevel()) {
      case NETWORK -> {
        String name =
            event.getNetworks().isEmpty() || event.getNetworks().get(0).getName() == null
                ? ""
                : " (" + event.getNetworks().get(0).getName() + ")";
        String region = scope.getRegion() == null ? "" : scope.getRegion() + ", ";
        yield "at AS" + scope.getAsn() + name + ", " + region + scope.getCountry();
      }
      case REGION -> "in " + scope.getRegion() + ", " + scope.getCountry();
      case SERVICE -> "worldwide";
      case COUNTRY, UNKNOWN -> "in " + scope.getCountry();
    };
  }

  private static String when(ConnectivityEvent event) {
    String since = event.getSinceBeforeObservation() ? "since before observation" : "since ";
    String begun = event.getSinceBeforeObservation() ? since : since + moment(event.getOnset());
    TimeInterval ended = event.getEnded();
    if (ended == null) {
      return begun;
    }
    return event.getEndReason() == EndReason.UNOBSERVED
        ? begun + ", unobserved after " + minute(ended.getEarliest())
        : begun + " until " + moment(ended);
  }

  private static String moment(TimeInterval interval) {
    return minute(interval.getLatest() == null ? interval.getEarliest() : interval.getLatest());
  }

  private static String minute(Instant time) {
    return MINUTE.format(time) + " UTC";
  }
}
