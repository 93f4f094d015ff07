package org.signalfall.standalone.kafka;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.NotControllerException;

/**
 * Drops two things that Kafka 4.3 reports as trouble whenever broker and controller share a
 * process, and that are none: a client closed twice at every stop, and a registration that came
 * before the controller was ready and is sent again.
 */
public final class KnownNoise extends Filter<ILoggingEvent> {
  private static final String CLOSED_TWICE =
      "Attempting to close NetworkClient that has already been closed";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event.getFormattedMessage().contains(CLOSED_TWICE) || cameTooEarly(event)
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
