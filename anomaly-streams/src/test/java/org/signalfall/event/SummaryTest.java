package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Method;
import org.signalfall.avro.Recurrence;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;

class SummaryTest {

  @Test
  void shouldTellOfABlackout() {
    ConnectivityEvent event = outage(Kind.BLACKOUT).setScope(country("IQ")).build();

    assertThat(Summary.of(event))
        .isEqualTo(
            "Blackout in IQ, at 5 % of the ordinary level of request-volume,"
                + " since 2024-03-04 09:00 UTC; suspected only.");
  }

  @Test
  void shouldTellOfAPartialOutageInARegionThatHasEnded() {
    ConnectivityEvent event =
        outage(Kind.PARTIAL)
            .setScope(
                Scope.newBuilder(country("VE"))
                    .setLevel(ScopeLevel.REGION)
                    .setRegion("Zulia")
                    .build())
            .setObservedPercent(48.4)
            .setEnded(new TimeInterval(hour(12), hour(13)))
            .setEndReason(EndReason.RECOVERED)
            .setConfidence(Confidence.CONFIRMED)
            .setQuorumBasis(List.of("2 independent signals agree", "another reason"))
            .build();

    assertThat(Summary.of(event))
        .isEqualTo(
            "Partial outage in Zulia, VE, at 48 % of the ordinary level of request-volume,"
                + " since 2024-03-04 09:00 UTC until 2024-03-04 13:00 UTC;"
                + " confirmed: 2 independent signals agree.");
  }

  @Test
  void shouldTellOfIsolation() {
    ConnectivityEvent event =
        outage(Kind.ISOLATION).setScope(country("IR")).setObservedPercent(null).build();

    assertThat(Summary.of(event))
        .isEqualTo("Isolation from the outside in IR, since 2024-03-04 09:00 UTC; suspected only.");
  }

  @Test
  void shouldTellOfAServiceThatFailsAcrossCountries() {
    ConnectivityEvent event =
        outage(Kind.SERVICE_DOWN)
            .setScope(
                Scope.newBuilder()
                    .setLevel(ScopeLevel.SERVICE)
                    .setCountry("ZZ")
                    .setService("whatsapp")
                    .build())
            .setObservedPercent(null)
            .build();

    assertThat(Summary.of(event))
        .isEqualTo(
            "Failure of whatsapp across countries worldwide, since 2024-03-04 09:00 UTC;"
                + " suspected only.");
  }

  @Test
  void shouldTellOfABlockAtANamedNetwork() {
    ConnectivityEvent event =
        restriction(Kind.BLOCK)
            .setMethod(Method.TLS)
            .setNetworks(List.of(new AffectedNetwork(12455L, "JTL", 1.0, 1.0)))
            .build();

    assertThat(Summary.of(event))
        .isEqualTo(
            "Block of telegram by TLS at AS12455 (JTL), KE, since 2024-03-04 09:00 UTC;"
                + " suspected only.");
  }

  @Test
  void shouldNameAFewServicesAndCountTheRest() {
    ConnectivityEvent.Builder event = restriction(Kind.BLOCK).setScope(country("IR"));

    assertThat(Summary.of(event.setServices(List.of("a", "b", "c")).build()))
        .startsWith("Block of a, b and c");
    assertThat(Summary.of(event.setServices(List.of("a", "b", "c", "d", "e", "f")).build()))
        .startsWith("Block of a, b, c, d and 2 more services");
  }

  @Test
  void shouldSayWhatRecurs() {
    ConnectivityEvent event =
        outage(Kind.BLACKOUT)
            .setScope(country("MM"))
            .setRecurrence(new Recurrence("daily 01:00-09:00", 4, "MM-1"))
            .build();

    assertThat(Summary.of(event))
        .contains(", number 4 of a row (daily 01:00-09:00 local time); suspected only.");
  }

  @Test
  void shouldTellOfThrottling() {
    assertThat(Summary.of(restriction(Kind.THROTTLING).build()))
        .isEqualTo(
            "Throttling of telegram at AS12455, KE, since 2024-03-04 09:00 UTC; suspected only.");
  }

  @Test
  void shouldTellOfARestrictedComponent() {
    Scope media =
        Scope.newBuilder(network("KE", 12455)).setService("telegram").setComponent("media").build();

    assertThat(Summary.of(restriction(Kind.PARTIAL_SERVICE).setScope(media).build()))
        .isEqualTo(
            "Restriction of telegram (media) at AS12455, KE, since 2024-03-04 09:00 UTC;"
                + " suspected only.");
  }

  @Test
  void shouldTellOfABanThatIsOlderThanTheData() {
    assertThat(Summary.of(restriction(Kind.BLOCK).setSinceBeforeObservation(true).build()))
        .isEqualTo("Block of telegram at AS12455, KE, since before observation; suspected only.");
  }

  @Test
  void shouldNotCallTheUnobservedRestored() {
    ConnectivityEvent event =
        restriction(Kind.BLOCK)
            .setEnded(new TimeInterval(hour(12), null))
            .setEndReason(EndReason.UNOBSERVED)
            .build();

    assertThat(Summary.of(event))
        .isEqualTo(
            "Block of telegram at AS12455, KE, since 2024-03-04 09:00 UTC,"
                + " unobserved after 2024-03-04 12:00 UTC; suspected only.");
  }

  private static ConnectivityEvent.Builder outage(Kind kind) {
    return event(kind)
        .setCategory(Category.OUTAGE)
        .setObservedPercent(5.0)
        .setObservedSignal("request-volume");
  }

  private static ConnectivityEvent.Builder restriction(Kind kind) {
    return event(kind)
        .setCategory(Category.RESTRICTION)
        .setScope(Scope.newBuilder(network("KE", 12455)).setService("telegram").build());
  }

  private static ConnectivityEvent.Builder event(Kind kind) {
    return ConnectivityEvent.newBuilder()
        .setKind(kind)
        .setConfidence(Confidence.SUSPECTED)
        .setOnset(new TimeInterval(hour(8), hour(9)));
  }
}
