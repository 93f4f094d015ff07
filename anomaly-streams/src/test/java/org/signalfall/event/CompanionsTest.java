package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.context;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;

class CompanionsTest {

  private static final Scope NETWORK = network("IR", 44244);
  private static final String TELEGRAM = "telegram";
  private static final String WHATSAPP = "whatsapp";

  private final Desk desk = new Desk();

  @AfterEach
  void shouldKeepTheLaws() {
    Laws.assertKept(desk.published());
  }

  @Test
  void shouldSpeakOnceForServicesThatANetworkLosesAtOnce() {
    desk.decide(
        hour(10),
        record(block(NETWORK, TELEGRAM, hour(10))),
        record(block(NETWORK, WHATSAPP, hour(10))));

    assertThat(events()).hasSize(1);
    assertThat(last().getScope().getService()).isEqualTo(TELEGRAM);
    assertThat(last().getServices()).containsExactly(TELEGRAM, WHATSAPP);
    assertThat(last().getSummary()).startsWith("Block of telegram and whatsapp by TLS at AS44244");
  }

  @Test
  void shouldUpdateTheEventWhenAnotherServiceTurnsOutToHaveGoneWithIt() {
    desk.decide(hour(10), record(block(NETWORK, TELEGRAM, hour(10))));

    desk.decide(hour(11), record(sameOnset(WHATSAPP, 11)));

    assertThat(events()).hasSize(1);
    assertThat(last().getStatus()).isEqualTo(EventStatus.UPDATED);
    assertThat(last().getServices()).containsExactly(TELEGRAM, WHATSAPP);
  }

  @Test
  void shouldKeepApartWhatWasTakenHoursApart() {
    desk.decide(hour(10), record(block(NETWORK, TELEGRAM, hour(10))));

    desk.decide(hour(14), record(block(NETWORK, WHATSAPP, hour(14))));

    assertThat(events()).hasSize(2);
  }

  @Test
  void shouldKeepApartWhatWasTakenBeforeObservation() {
    desk.decide(
        hour(10),
        record(block(NETWORK, TELEGRAM, hour(10)).setNeverClear(true)),
        record(block(NETWORK, WHATSAPP, hour(10)).setNeverClear(true)));

    assertThat(events()).hasSize(2);
  }

  @Test
  void shouldLastUntilTheLastServiceComesBack() {
    SeriesVerdict.Builder telegram = block(NETWORK, TELEGRAM, hour(10));
    SeriesVerdict.Builder whatsapp = block(NETWORK, WHATSAPP, hour(10));
    desk.decide(hour(10), record(telegram), record(whatsapp));

    desk.decide(hour(20), record(recovered(telegram, hour(20))));
    assertThat(last().getServices()).containsExactly(WHATSAPP);
    assertThat(last().getSummary()).startsWith("Block of whatsapp by TLS");
    assertThat(EventDesk.isOpen(last())).isTrue();
    desk.decide(hour(30), record(recovered(whatsapp, hour(30))));

    assertThat(events()).hasSize(1);
    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last().getServices()).containsExactly(TELEGRAM, WHATSAPP);
  }

  @Test
  void shouldOpenItsOwnEventWhenItIsTakenAgainAfterTheCommonOneIsOver() {
    SeriesVerdict.Builder telegram = block(NETWORK, TELEGRAM, hour(10));
    SeriesVerdict.Builder whatsapp = block(NETWORK, WHATSAPP, hour(10));
    desk.decide(hour(10), record(telegram), record(whatsapp));
    desk.decide(
        hour(20), record(recovered(telegram, hour(20))), record(recovered(whatsapp, hour(20))));

    desk.decide(hour(40), record(block(NETWORK, WHATSAPP, hour(40))));

    assertThat(events()).hasSize(2);
    assertThat(last().getStatus()).isEqualTo(EventStatus.OPEN);
    assertThat(last().getServices()).containsExactly(WHATSAPP);
  }

  @Test
  void shouldGoOnAloneWhenTheOtherServiceIsDownEverywhere() {
    desk.decide(
        hour(10),
        record(block(NETWORK, TELEGRAM, hour(10))),
        record(block(NETWORK, WHATSAPP, hour(10))));

    desk.decide(hour(11), context(TELEGRAM, true, hour(11)));

    assertThat(events())
        .extracting(ConnectivityEvent::getStatus)
        .containsExactlyInAnyOrder(EventStatus.RETRACTED, EventStatus.OPEN);
    assertThat(last().getServices()).containsExactly(WHATSAPP);
  }

  private static SeriesVerdict.Builder sameOnset(String service, long hours) {
    return block(NETWORK, service, hour(hours))
        .setOnset(block(NETWORK, service, hour(10)).getOnset());
  }

  private ConnectivityEvent last() {
    List<ConnectivityEvent> published = desk.published();
    return published.get(published.size() - 1);
  }

  private Collection<ConnectivityEvent> events() {
    return Laws.latest(desk.published()).values();
  }
}
