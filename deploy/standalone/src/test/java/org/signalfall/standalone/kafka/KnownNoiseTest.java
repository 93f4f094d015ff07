package org.signalfall.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.NotControllerException;
import org.junit.jupiter.api.Test;

class KnownNoiseTest {
  private static final String ANY = "ARBITRARY";
  private final Throwable tooEarly = new CompletionException(new NotControllerException("node 1"));

  @Test
  void shouldDropWhatIsNoTrouble() {
    assertThat(
            decide(
                "org.apache.kafka.clients.NetworkClient",
                "[id=1] Attempting to close NetworkClient that has already been closed.",
                null))
        .isEqualTo(FilterReply.DENY);
    assertThat(decide("kafka.server.ControllerApis", ANY, tooEarly)).isEqualTo(FilterReply.DENY);
    assertThat(
            decide(
                "kafka.server.DefaultAutoTopicCreationManager",
                "Auto topic creation failed for __consumer_offsets with error"
                    + " 'TOPIC_ALREADY_EXISTS': Topic '__consumer_offsets' already exists.",
                null))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void shouldLetEverythingElsePass() {
    assertThat(decide("org.apache.kafka.clients.NetworkClient", ANY, null))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide("kafka.server.ControllerApis", ANY, new IllegalStateException()))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide("kafka.server.BrokerServer", ANY, tooEarly)).isEqualTo(FilterReply.NEUTRAL);
  }

  private static FilterReply decide(String logger, String message, Throwable thrown) {
    ILoggingEvent event =
        new LoggingEvent(
            KnownNoiseTest.class.getName(),
            new LoggerContext().getLogger(logger),
            Level.ERROR,
            message,
            thrown,
            null);
    return new KnownNoise().decide(event);
  }
}
