package org.signalfall.standalone.kafka;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.NotControllerException;

/**
 * Drops three things that Kafka 4.3 reports as trouble whenever broker and controller share a
 * process, and that are none: a client closed twice at every stop, a registration that came before
 * the controller was ready and is sent again, and the offsets topic asked for twice before it is
 * there.
 */
public final class KnownNoise extends Filter<ILoggingEvent> {
  private static final String CLOSED_TWICE =
      "Attempting to close NetworkClient that has already been closed";

  private static final String CREATED_TWICE =
      "Auto topic creation failed for __consumer_offsets with error 'TOPIC_ALREADY_EXISTS'";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    return message.contains(CLOSED_TWICE) || message.contains(CREATED_TWICE) || cameTooEarly(event)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static boolean cameTooEarly(ILoggingEvent event) {
    if (!event.getLoggerName().equals("kafka.server.ControllerApis")) {
      return false;
    }
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      if (thrown.getClassName().equals(NotControllerException.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
