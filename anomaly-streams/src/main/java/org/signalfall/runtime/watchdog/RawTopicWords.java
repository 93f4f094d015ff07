package org.signalfall.runtime.watchdog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.schema.serde.ContractSerdes;

/** Reads and writes the raw topic of one kind of feed. */
abstract class RawTopicWords<T extends SpecificRecord> {

  private final FeedKind kind;
  private final String topic;
  private final Serde<T> serde;

  /**
   * Creates it.
   *
   * @param configs keys of the registry client and of the serde
   */
  RawTopicWords(FeedKind kind, String topic, Class<T> type, Map<String, ?> configs) {
    this.kind = kind;
    this.topic = topic;
    this.serde = new ContractSerdes(configs).value(type);
  }

  final FeedKind kind() {
    return kind;
  }

  final String topic() {
    return topic;
  }

  /**
   * Reads a record.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when it is no such record
   */
  final Heard read(ConsumerRecord<byte[], byte[]> record) {
    return heard(
        serde.deserializer().deserialize(topic, record.value()),
        Instant.ofEpochMilli(record.timestamp()));
  }

  /** Writes a word as the value of a record. */
  final byte[] write(Verdict verdict) {
    return serde.serializer().serialize(topic, word(verdict, new FeedStall(verdict.through())));
  }

  abstract Heard heard(T record, Instant appended);

  abstract T word(Verdict verdict, FeedStall stall);

  /** Returns what a record of this kind comes to; what it lacks is null. */
  final Heard heard(
      String feed,
      int lane,
      long sequence,
      Origin origin,
      Instant appended,
      Instant time,
      ProgressMarker marker,
      RosterChange roster,
      Heard.Word word) {
    return new Heard(
        new Feed(kind, feed),
        lane,
        sequence,
        origin,
        appended,
        Optional.ofNullable(time),
        Optional.ofNullable(marker),
        Optional.ofNullable(roster),
        Optional.ofNullable(word));
  }

  static Heard.Word wordOf(boolean stalled, FeedStall stall) {
    return stall == null ? null : new Heard.Word(stalled, stall);
  }
}
