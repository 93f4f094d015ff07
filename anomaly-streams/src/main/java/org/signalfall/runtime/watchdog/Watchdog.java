package org.signalfall.runtime.watchdog;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.signalfall.avro.FeedKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the raw topics, and writes into them that a feed has stalled or resumed: to every partition
 * of the feed's topic, on a lane of its own ({@link org.signalfall.schema.topic.Lanes#WATCHDOG}).
 * It alone reads the wall clock; the topology obeys its records.
 *
 * <p>It begins a day back and learns from there which feeds there are and what was said of them. A
 * second watchdog of the same cluster fences the first.
 */
public final class Watchdog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private static final String TRANSACTIONAL_ID = "signalfall-watchdog";
  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Clock clock;
  private final Watch watch;
  private final Map<String, RawTopicWords<?>> byTopic;
  private final Map<FeedKind, RawTopicWords<?>> byKind;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private List<TopicPartition> partitions = List.of();
  private Map<TopicPartition, Long> ends = Map.of();
  private volatile List<FeedFigures> figures = List.of();

  /**
   * Prepares a watchdog; nothing is read before {@link #learn}.
   *
   * @param client keys of Kafka's clients, of the registry client and of the serde
   * @param stallAfter silence of a lane that makes a stall
   */
  public Watchdog(Map<String, Object> client, Duration stallAfter) {
    this(client, stallAfter, Clock.systemUTC());
  }

  Watchdog(Map<String, Object> client, Duration stallAfter, Clock clock) {
    this.clock = clock;
    this.watch = new Watch(clock, stallAfter);
    List<RawTopicWords<?>> all =
        List.of(new ProbeWords(client), new TrafficWords(client), new BgpWords(client));
    this.byTopic =
        all.stream().collect(Collectors.toMap(RawTopicWords::topic, Function.identity()));
    this.byKind = all.stream().collect(Collectors.toMap(RawTopicWords::kind, Function.identity()));
    this.consumer =
        new KafkaConsumer<>(
            consumerConfigs(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            producerConfigs(client), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Reads what there is of the last day, and says nothing.
   *
   * @throws org.apache.kafka.common.KafkaException when the cluster doesn't answer, or has no raw
   *     topics
   */
  public void learn() {
    partitions = byTopic.keySet().stream().flatMap(this::partitionsOf).toList();
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions);
    long since = clock.instant().minus(LOOK_BACK).toEpochMilli();
    Map<TopicPartition, OffsetAndTimestamp> starts =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(Function.identity(), one -> since)));
    starts.forEach(
        (partition, start) ->
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset()));
    while (!hasRead(ends)) {
      hear();
    }
    figures = watch.figures();
  }

  /**
   * Watches until the thread is interrupted, beginning with what {@link #learn} has learnt.
   *
   * @throws org.apache.kafka.common.KafkaException when the cluster fails for good, or another
   *     watchdog has taken over
   * @throws InterruptedException when it was told to stop
   */
  public void run() throws InterruptedException {
    try {
      producer.initTransactions();
      long nextLook = System.nanoTime();
      while (true) {
        hear();
        if (System.nanoTime() - nextLook >= 0) {
          say(watch.look(seesAll()));
          figures = watch.figures();
          nextLook = System.nanoTime() + LOOK_EVERY.toNanos();
        }
      }
    } catch (InterruptException e) {
      boolean unused = Thread.interrupted();
      throw new InterruptedException("the watchdog was interrupted");
    }
  }

  /** Returns what is known of each feed as of the last look. Any thread may ask. */
  public List<FeedFigures> figures() {
    return figures;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(ANSWER);
  }

  private Stream<TopicPartition> partitionsOf(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(one -> new TopicPartition(topic, one.partition()));
  }

  private void hear() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      try {
        watch.hear(byTopic.get(record.topic()).read(record));
      } catch (SerializationException e) {
        // The topology sends it to the dead letters.
        LOG.debug("{}-{} at {}", record.topic(), record.partition(), record.offset(), e);
      }
    }
  }

  /**
   * Returns whether the brokers answer now, and everything that was there at the last look has been
   * read: what comes while a look is taken must not keep it from seeing all.
   */
  private boolean seesAll() {
    try {
      Map<TopicPartition, Long> now = consumer.endOffsets(partitions, ANSWER);
      boolean all = hasRead(ends);
      ends = now;
      return all;
    } catch (TimeoutException e) {
      LOG.warn(
          "The brokers do not answer, so that nothing is known of the feeds: {}", e.getMessage());
      return false;
    }
  }

  private boolean hasRead(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void say(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    for (Verdict verdict : verdicts) {
      LOG.info("{}", verdict);
      RawTopicWords<?> words = byKind.get(verdict.feed().kind());
      byte[] value = words.write(verdict);
      partitions.stream()
          .filter(partition -> partition.topic().equals(words.topic()))
          .forEach(partition -> send(partition, value));
    }
    producer.commitTransaction();
  }

  private void send(TopicPartition partition, byte[] value) {
    // A failed send fails the commit, so the future needs no look of its own.
    var unused =
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, value));
  }

  private static Map<String, Object> consumerConfigs(Map<String, Object> client) {
    Map<String, Object> configs = new HashMap<>(client);
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return configs;
  }

  private static Map<String, Object> producerConfigs(Map<String, Object> client) {
    Map<String, Object> configs = new HashMap<>(client);
    configs.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    return configs;
  }
}
