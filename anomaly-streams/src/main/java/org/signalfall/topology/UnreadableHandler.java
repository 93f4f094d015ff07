package org.signalfall.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends bytes that are no record of the contract to the dead letters. When nobody can say, since
 * the schema registry doesn't answer, the thread stops, and the bytes are read again later.
 */
public final class UnreadableHandler implements DeserializationExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableHandler.class);

  private final LetterLog log = new LetterLog(LOG);
  private Telemetry telemetry = Telemetry.NONE;

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RetriableException) {
      return Response.fail();
    }
    log.tell("Unreadable", Letter.place(context), exception.getMessage());
    telemetry.deadLetter(context.topic(), DeadLetterKind.UNREADABLE);
    return Response.resume(
        Letter.ofInput(context, DeadLetterKind.UNREADABLE, String.valueOf(exception.getMessage())));
  }

  @Override
  public void configure(Map<String, ?> configs) {
    telemetry = Telemetry.of(configs);
  }
}
