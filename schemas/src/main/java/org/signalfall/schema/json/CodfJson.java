package org.signalfall.schema.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Scope;
import org.signalfall.avro.TimeInterval;

/**
 * An outage in the Common Outage Data Format, which knows outages of places and networks but no
 * restrictions of services, and one state of an outage but no revisions.
 *
 * <p>Source: Dainotti et al., "Common Outage Data Format, version 1.0", ISI-TR-729 (2018), in the
 * JSON that IODA's events API serves under that name: location, location_name, start, duration,
 * uncertainty, status, fraction, score, overlaps_window. Times are whole seconds; the start is the
 * earliest one possible and the uncertainty says by how many seconds later it may have been.
 */
public final class CodfJson {

  /** The only status of a record that is about an outage rather than its end. */
  private static final int DOWN = 0;

  private CodfJson() {}

  /** Returns the outage on one line, without a line end; empty when the format cannot tell it. */
  public static Optional<String> line(ConnectivityEvent event) {
    boolean tellable =
        event.getCategory() == Category.OUTAGE
            && event.getStatus() != EventStatus.RETRACTED
            && location(event.getScope()) != null;
    return tellable ? Optional.of(JsonLine.of(json -> write(json, event))) : Optional.empty();
  }

  private static void write(JsonGenerator json, ConnectivityEvent event) throws IOException {
    Instant start = event.getOnset().getEarliest();
    Instant end = end(event);
    json.writeStartObject();
    json.writeStringField("location", location(event.getScope()));
    json.writeStringField("location_name", name(event));
    json.writeNumberField("start", start.getEpochSecond());
    json.writeNumberField("duration", Math.max(0, Duration.between(start, end).toSeconds()));
    if (event.getOnset().getLatest() == null) {
      json.writeNullField("uncertainty");
    } else {
      json.writeNumberField(
          "uncertainty", Duration.between(start, event.getOnset().getLatest()).toSeconds());
    }
    json.writeNumberField("status", DOWN);
    if (event.getObservedPercent() == null) {
      json.writeNullField("fraction");
    } else {
      json.writeNumberField(
          "fraction", Math.max(0, Math.min(1, 1 - event.getObservedPercent() / 100)));
    }
    json.writeNumberField("score", event.getSeverity());
    json.writeBooleanField("overlaps_window", event.getEnded() == null);
    json.writeEndObject();
  }

  /** An outage that goes on has lasted until it was last decided on. */
  private static Instant end(ConnectivityEvent event) {
    TimeInterval ended = event.getEnded();
    if (ended == null) {
      return event.getAsOf();
    }
    return ended.getLatest() == null ? ended.getEarliest() : ended.getLatest();
  }

  private static String location(Scope scope) {
    return switch (scope.getLevel()) {
      case COUNTRY -> "country/" + scope.getCountry();
      case REGION -> "region/" + scope.getRegion();
      case NETWORK -> "asn/" + scope.getAsn();
      case SERVICE, UNKNOWN -> null;
    };
  }

  private static String name(ConnectivityEvent event) {
    Scope scope = event.getScope();
    return switch (scope.getLevel()) {
      case REGION -> scope.getRegion() + ", " + scope.getCountry();
      case NETWORK -> networkName(event);
      default -> scope.getCountry();
    };
  }

  private static String networkName(ConnectivityEvent event) {
    String number = "AS" + event.getScope().getAsn();
    return event.getNetworks().stream()
        .filter(network -> network.getName() != null)
        .findFirst()
        .map(network -> number + " (" + network.getName() + ")")
        .orElse(number);
  }
}
