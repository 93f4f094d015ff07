package org.signalfall.runtime.operations;

import org.apache.kafka.streams.KafkaStreams;

/**
 * How the process is.
 *
 * @param state the state of Kafka Streams
 * @param restoring records that stores still have to read back, 0 when they are whole
 * @param failure why the topology has failed, one sentence; empty while it hasn't
 */
public record Health(KafkaStreams.State state, long restoring, String failure) {

  /** Returns whether the process goes on, or may by itself: if not, it is to be started anew. */
  public boolean isAlive() {
    return failure.isEmpty() && state != KafkaStreams.State.ERROR && !state.hasCompletedShutdown();
  }

  /** Returns whether every task of this process works. */
  public boolean isReady() {
    return failure.isEmpty() && state == KafkaStreams.State.RUNNING && restoring == 0;
  }

  /** Returns all of it as one line of JSON. */
  public String json() {
    return "{\"alive\":%b,\"ready\":%b,\"state\":\"%s\",\"restoring\":%d,\"failure\":%s}%n"
        .formatted(
            isAlive(), isReady(), state, restoring, failure.isEmpty() ? "null" : quoted(failure));
  }

  private static String quoted(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
