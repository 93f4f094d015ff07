package org.signalfall.ingest;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer of a feed. Its records are numbered and rise. What an earlier ingestion of the same
 * input has written is taken in again and not written again: it gives the same records in the same
 * order, so that counting tells where to go on.
 */
final class Lane implements AutoCloseable {

  /** A feed has one lane, since one process writes all of it. */
  static final int LANES = 1;

  private static final int LANE = 0;

  /** More records than one process writes in a millisecond, over its life. */
  private static final long SEQUENCES_PER_MS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final FeedInfo feed;
  private final RawTopic topic;
  private final Origin origin;
  private final int partitions;
  private final PositionMode mode;
  private final PositionedProducer<SpecificRecord> producer;
  private Position resumed;
  private long records;
  private long sequence;
  private long markedThrough = Long.MIN_VALUE;
  private boolean finished;

  /**
   * Creates the lane of a feed; nothing is connected before {@link #open}.
   *
   * @param identity what tells the feed's input from others
   * @param mode what to make of earlier ingestions
   */
  Lane(FeedInfo feed, String identity, PositionMode mode, IngestConfig config, Brokers brokers) {
    this.feed = feed;
    this.topic = RawTopic.of(feed.kind());
    this.origin = config.origin();
    this.partitions = config.partitions();
    this.mode = mode;
    this.resumed = Position.startOf(identity);
    String id = id(feed.name());
    this.producer = new PositionedProducer<>(id, topic.topicName(), brokers.rawRecords(id), mode);
  }

  /** Returns the transactional id of a feed's lane. */
  static String id(String feed) {
    return "signalfall-ingest-" + feed + "-" + LANE;
  }

  FeedInfo feed() {
    return feed;
  }

  /** Returns how many records an earlier ingestion of the same input has written. */
  long resumedAfter() {
    return resumed.written();
  }

  /** Returns whether all of the input had been written before. */
  boolean finished() {
    return finished;
  }

  /**
   * Fences earlier producers of the lane, checks that the topic is laid out as configured, and
   * learns where to go on.
   */
  void open(Brokers brokers) {
    producer.open(brokers).ifPresent(this::goOnFrom);
    // Partitions drop what does not rise, and a process that starts again must not be dropped.
    sequence = Math.max(sequence, System.currentTimeMillis() * SEQUENCES_PER_MS);
    int actual = producer.partitions();
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
    if (resumed.sequence() > 0) {
      return;
    }
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
    records++;
    if (records > resumed.written()) {
      if (topic.concernsAllPartitions(record)) {
        for (int partition = 0; partition < partitions; partition++) {
          send(partition, null, topic.data(envelope(), record));
        }
      } else {
        send(null, topic.key(record), topic.data(envelope(), record));
      }
    }
    return record.time() < markedThrough;
  }

  /** Tells every partition that all records before {@code through} have been sent. */
  void mark(long through) {
    markedThrough = through;
    if (through > resumed.through() && !finished) {
      mark(through, false);
    }
  }

  /** Tells every partition that the feed has lost sight, or sees again, at a time. */
  void stall(long through, boolean lost) {
    FeedStall stall = FeedStall.newBuilder().setThrough(Instant.ofEpochMilli(through)).build();
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, null, topic.stall(envelope(), stall, lost));
    }
  }

  /** Tells every partition that the feed has ended, and that nothing is missing before a time. */
  void end(long through) {
    mark(through);
    if (!finished) {
      mark(through, true);
      finished = true;
    }
  }

  /** Makes all that was written since the last commit visible at once. */
  void commit() {
    // A marker may be due while what was written before is still being counted.
    long written = Math.max(records, resumed.written());
    long through = Math.max(markedThrough, resumed.through());
    producer.commit(new Position(resumed.identity(), written, sequence, through, finished));
  }

  @Override
  public void close() {
    producer.close();
  }

  private void goOnFrom(Position position) {
    sequence = position.sequence() + 1;
    if (position.identity().equals(resumed.identity())) {
      if (mode == PositionMode.RESUME) {
        resumed = position;
        finished = position.finished();
      }
    } else if (!position.finished()) {
      LOG.warn(
          "the last ingestion of {} stopped after {} records of another input; its rest is not sent",
          feed.name(),
          position.written());
    }
  }

  private void mark(long through, boolean last) {
    ProgressMarker marker =
        ProgressMarker.newBuilder()
            .setLanes(LANES)
            .setThrough(Instant.ofEpochMilli(through))
            .setFinalMarker(last)
            .build();
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, null, topic.marker(envelope(), marker));
    }
  }

  private Envelope envelope() {
    sequence++;
    return new Envelope(feed.name(), LANE, sequence, origin);
  }

  private void send(Integer partition, String key, SpecificRecord value) {
    producer.send(new ProducerRecord<>(topic.topicName(), partition, key, value));
  }
}
