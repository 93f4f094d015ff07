package org.signalfall.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.schema.topic.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends refused records to the dead letters; anything else is a bug and stops the application. */
public final class RefusalHandler implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    // A punctuator holds no record that could be refused, so there it is a bug too.
    if (!(exception instanceof RefusedRecordException) || context.topic() == null) {
      LOG.error(
          "{} failed on {}-{} at offset {}",
          context.processorNodeId(),
          context.topic(),
          context.partition(),
          context.offset(),
          exception);
      return Response.fail();
    }
    String place = "%s-%d:%d".formatted(context.topic(), context.partition(), context.offset());
    LOG.warn("Refused {}: {}", place, exception.getMessage());
    Headers headers = new RecordHeaders();
    headers.add("source", utf8(context.topic()));
    headers.add("place", utf8(place));
    headers.add("reason", utf8(String.valueOf(exception.getMessage())));
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                TopicCatalogue.DEAD_LETTER,
                null,
                null,
                utf8(context.topic()),
                context.sourceRawValue(),
                headers)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void configure(Map<String, ?> configs) {}
}
