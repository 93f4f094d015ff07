package org.signalfall.topology;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends refused records to the dead letters, and those on which the program fails, as long as they
 * are few. What Kafka or the schema registry fails at says nothing of the record, and stops the
 * thread; so does a failure outside of a record, in a punctuator.
 */
public final class RefusalHandler implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

  private final LetterLog log = new LetterLog(LOG);
  private Telemetry telemetry = Telemetry.NONE;
  private FailureBudget budget = new FailureBudget(0);

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    // A punctuator holds no record that could be refused, so there it is a bug too.
    if (exception instanceof RefusedRecordException && context.topic() != null) {
      log.tell("Refused", Letter.place(context), exception.getMessage());
      return letter(context, DeadLetterKind.REFUSED, String.valueOf(exception.getMessage()));
    }
    boolean isRecord = record != null && context.sourceRawValue() != null;
    if (isRecord && !(exception instanceof KafkaException) && budget.take()) {
      LOG.error(
          "{} failed on {}, which becomes a dead letter",
          context.processorNodeId(),
          Letter.place(context),
          exception);
      return letter(
          context,
          DeadLetterKind.FAILED,
          "%s failed: %s".formatted(context.processorNodeId(), exception));
    }
    LOG.error("{} failed on {}", context.processorNodeId(), Letter.place(context), exception);
    return Response.fail();
  }

  private Response letter(ErrorHandlerContext context, DeadLetterKind kind, String reason) {
    telemetry.deadLetter(context.topic(), kind);
    return Response.resume(Letter.ofInput(context, kind, reason));
  }

  @Override
  public void configure(Map<String, ?> configs) {
    telemetry = Telemetry.of(configs);
    budget = FailureBudget.of(configs);
  }
}
