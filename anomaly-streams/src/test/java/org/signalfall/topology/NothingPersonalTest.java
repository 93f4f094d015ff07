package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.topology.Prober.app;
import static org.signalfall.topology.Prober.hour;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.schema.json.AlertJson;
import org.signalfall.schema.json.CloudEventJson;
import org.signalfall.schema.json.EventJson;

/**
 * Law 8: who measured, and in which measurement, stays in the raw topics. A block, a vantage that
 * falls silent and one that is at fault make everything speak that may speak of vantages.
 */
class NothingPersonalTest {

  private static final int HOURS = 72;
  private static final int BLOCKED_FROM = 48;
  private static final List<String> SERVICES = List.of("telegram", "whatsapp", "signal");

  private final Walk walk = new Walk();
  private final Prober prober = new Prober(walk, "probes");

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldNameNoVantageAndNoMeasurementOutsideOfTheRawTopics() {
    for (int hour = 0; hour < HOURS; hour++) {
      for (int vantage = 0; vantage < 4; vantage++) {
        if (vantage < 3 || hour < BLOCKED_FROM) {
          measure(hour, vantage);
        }
      }
    }
    prober.end(hour(HOURS));

    List<ConnectivityEvent> events = walk.events();
    List<ObservabilityEvent> observability = walk.observability();
    assertThat(events).extracting(ConnectivityEvent::getStatus).contains(EventStatus.OPEN);
    assertThat(observability)
        .extracting(ObservabilityEvent::getKind)
        .contains(ObservabilityKind.VANTAGE_LOST);
    List<Object> said = new ArrayList<>(observability);
    events.forEach(
        event -> {
          said.add(event);
          said.add(EventJson.line(event));
          said.add(CloudEventJson.line(event));
          said.add(AlertJson.line(List.of(event), hour(HOURS)));
        });
    said.addAll(walk.verdicts());
    said.addAll(walk.bins());
    said.addAll(walk.evaluated());
    assertThat(said)
        .extracting(Object::toString)
        .noneMatch(text -> text.contains("203.0.113"))
        .noneMatch(text -> text.matches("(?s).*\\bm[0-9]+\\b.*"));
  }

  @Test
  void shouldPublishNoCountOfFewerThanFive() {
    for (int hour = 0; hour < HOURS; hour++) {
      for (int vantage = 0; vantage < 3; vantage++) {
        measure(hour, vantage);
      }
    }
    prober.end(hour(HOURS));

    assertThat(walk.events())
        .isNotEmpty()
        .flatExtracting(ConnectivityEvent::getEvidence)
        .extracting(Evidence::getVantages)
        .containsOnly("1-4");
  }

  private void measure(int hour, int vantage) {
    for (String service : SERVICES) {
      boolean blocked = service.equals("telegram") && hour >= BLOCKED_FROM;
      prober.measure(
          hour(hour).plusSeconds(vantage * 20L), "203.0.113." + vantage, service, app(blocked));
    }
  }
}
