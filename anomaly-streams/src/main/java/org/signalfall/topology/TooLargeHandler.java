package org.signalfall.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.signalfall.schema.serde.LargeRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes out and is too large for Kafka becomes a dead letter, cut, and the rest goes on.
 * Anything else that Kafka refuses stops the program: under exactly-once its transaction is lost by
 * then.
 */
public final class TooLargeHandler implements ProductionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(TooLargeHandler.class);

  private Telemetry telemetry = Telemetry.NONE;

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    return exception instanceof RetriableException ? Response.retry() : Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    if (!(exception instanceof LargeRecordException large)) {
      return Response.fail();
    }
    LOG.error("What {} led to is lost: {}", Letter.place(context), large.getMessage());
    telemetry.deadLetter(record.topic(), DeadLetterKind.TOO_LARGE);
    return Response.resume(
        Letter.ofOutput(
            context,
            DeadLetterKind.TOO_LARGE,
            record.topic(),
            large.bytes(),
            String.valueOf(large.getMessage())));
  }

  @Override
  public void configure(Map<String, ?> configs) {
    telemetry = Telemetry.of(configs);
  }
}
