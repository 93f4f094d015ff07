package org.signalfall.standalone.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to where they came from, each once: the record and its receipt are written in
 * one transaction, and a letter with a receipt isn't sent again. A second replay fences the first.
 */
public final class LetterReplay {

  private static final String TRANSACTIONAL_ID = "signalfall-deadletter-replay";
  private static final int LARGEST_REQUEST = 2 << 20;
  private static final int BATCH = 500;

  private final Map<String, Object> client;

  /**
   * What came of a replay.
   *
   * @param sent letters that were sent, or would have been
   * @param before letters that had been sent before
   * @param unsendable letters that were no record, or are cut
   */
  public record Outcome(long sent, long before, long unsendable) {}

  /**
   * Prepares a replay.
   *
   * @param client settings of a Kafka client
   */
  public LetterReplay(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /** Counts what {@link #run} would send. */
  public Outcome dryRun(Predicate<DeadLetter> wanted) {
    Sending counting = new Sending(null);
    try (DeadLetterTopic topic = new DeadLetterTopic(client)) {
      topic.read(letter -> counting.take(letter, wanted));
    }
    return counting.outcome();
  }

  /** Sends the letters that are wanted. */
  public Outcome run(Predicate<DeadLetter> wanted) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        DeadLetterTopic topic = new DeadLetterTopic(client)) {
      // What another replay was about to send is settled before the receipts are read.
      producer.initTransactions();
      Sending sending = new Sending(producer);
      topic.read(letter -> sending.take(letter, wanted));
      sending.commit();
      return sending.outcome();
    }
  }

  private static final class Sending {

    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;
    private long before;
    private long unsendable;
    private int open;

    /**
     * Begins.
     *
     * @param producer null to count only
     */
    Sending(KafkaProducer<byte[], byte[]> producer) {
      this.producer = producer;
    }

    void take(DeadLetter letter, Predicate<DeadLetter> wanted) {
      if (!wanted.test(letter)) {
        return;
      }
      if (letter.sentAgain()) {
        before++;
      } else if (!letter.isSendable()) {
        unsendable++;
      } else {
        send(letter);
        sent++;
      }
    }

    private void send(DeadLetter letter) {
      if (producer == null) {
        return;
      }
      if (open == 0) {
        producer.beginTransaction();
      }
      write(letter.original());
      write(letter.receipt());
      open++;
      if (open == BATCH) {
        commit();
      }
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
      // A failed send fails the commit, so the future needs no look of its own.
      var unused = producer.send(record);
    }

    void commit() {
      if (open > 0) {
        producer.commitTransaction();
        open = 0;
      }
    }

    Outcome outcome() {
      return new Outcome(sent, before, unsendable);
    }
  }
}
