package org.signalfall.ingest;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer of a feed. Its records are numbered from 1 and rise, and all of them are written in
 * transactions; a second process with the same lane fences this one.
 */
final class Lane implements AutoCloseable {

  /** A feed has one lane, since one process writes all of it. */
  static final int LANES = 1;

  private static final int LANE = 0;

  /** More records than one process writes in a millisecond, over its life. */
  private static final long SEQUENCES_PER_MS = 1_000;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final FeedInfo feed;
  private final RawTopic topic;
  private final Origin origin;
  private final int partitions;
  private final Producer<String, SpecificRecord> producer;
  private long sequence;
  private boolean inTransaction;
  private long markedThrough = Long.MIN_VALUE;

  Lane(FeedInfo feed, Origin origin, int partitions, ProducerFactory producers) {
    this.feed = feed;
    this.topic = RawTopic.of(feed.kind());
    this.origin = origin;
    this.partitions = partitions;
    this.producer = producers.rawRecords("signalfall-ingest-" + feed.name() + "-" + LANE);
  }

  FeedInfo feed() {
    return feed;
  }

  /** Fences earlier producers of the lane and checks that the topic is laid out as configured. */
  void open() {
    producer.initTransactions();
    // Partitions drop what does not rise, and a process that starts again must not be dropped.
    sequence = System.currentTimeMillis() * SEQUENCES_PER_MS;
    int actual = producer.partitionsFor(topic.topicName()).size();
    if (actual != partitions) {
      throw new IllegalStateException(
          "topic "
              + topic.topicName()
              + " has "
              + actual
              + " partitions but "
              + IngestConfig.PARTITIONS
              + " is "
              + partitions);
    }
  }

  /** Announces a feed to every partition. */
  void announce(FeedInfo joining, long effective) {
    RosterChange roster =
        RosterChange.newBuilder()
            .setFeed(joining.name())
            .setKind(joining.kind())
            .setJoins(true)
            .setEffective(Instant.ofEpochMilli(effective))
            .setLanes(LANES)
            .setPublisher(joining.publisher().orElse(null))
            .setLicence(joining.licence().orElse(null))
            .build();
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, null, topic.roster(envelope(), roster));
    }
  }

  /** Writes a record; returns whether it came behind a marker of this lane. */
  boolean write(TimedRecord record) {
    if (topic.concernsAllPartitions(record)) {
      for (int partition = 0; partition < partitions; partition++) {
        send(partition, null, topic.data(envelope(), record));
      }
    } else {
      send(null, topic.key(record), topic.data(envelope(), record));
    }
    return record.time() < markedThrough;
  }

  /** Tells every partition that all records before {@code through} have been sent. */
  void mark(long through, boolean last) {
    ProgressMarker marker =
        ProgressMarker.newBuilder()
            .setLanes(LANES)
            .setThrough(Instant.ofEpochMilli(through))
            .setFinalMarker(last)
            .build();
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, null, topic.marker(envelope(), marker));
    }
    markedThrough = through;
  }

  /** Makes all that was written since the last commit visible at once. */
  void commit() {
    if (inTransaction) {
      producer.commitTransaction();
      inTransaction = false;
    }
  }

  /** Leaves no half-written transaction behind, as far as the broker lets it. */
  @Override
  public void close() {
    try {
      if (inTransaction) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      LOG.debug("the transaction of {} can't be aborted and will time out", feed.name(), e);
    } finally {
      producer.close(CLOSE_TIMEOUT);
    }
  }

  private Envelope envelope() {
    sequence++;
    return new Envelope(feed.name(), LANE, sequence, origin);
  }

  private void send(Integer partition, String key, SpecificRecord value) {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
    // A failed send fails the commit, so the future needs no look of its own.
    var unused = producer.send(new ProducerRecord<>(topic.topicName(), partition, key, value));
  }
}
