package org.signalfall.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.CaseKey;

/**
 * Records that wait until every task upstream has passed their time, kept in the order in which
 * they will be judged: time, feed, scope, signal. Arrival order leaves no trace.
 */
final class StageInbox {

  private final TimedStore<StageRecord> store;

  StageInbox(KeyValueStore<Bytes, StageRecord> store) {
    this.store = new TimedStore<>(store);
  }

  /**
   * Keeps a record until its time has come.
   *
   * @param group records of one group share one clock
   * @param time when the record counts, epoch ms
   */
  void keep(String group, long time, StageRecord record) {
    store.put(group, time, name(record), record);
  }

  /** Returns the earliest time of the group that is not after {@code through}. */
  OptionalLong firstTime(String group, long through) {
    return store.firstTime(group, through);
  }

  /** Takes out all records of exactly that time, in canonical order. */
  List<StageRecord> take(String group, long time) {
    List<StageRecord> records = new ArrayList<>();
    for (KeyValue<StoreKeys.Timed, StageRecord> entry : store.at(group, time)) {
      store.remove(group, time, entry.key.name());
      records.add(entry.value);
    }
    return records;
  }

  private static String name(StageRecord record) {
    return switch (record.getType()) {
      case VERDICT, CORRECTION ->
          String.join(
              "\u001f",
              record.getFeed(),
              CaseKey.of(record.getVerdict().getScope()).encoded(),
              String.valueOf(record.getVerdict().getScope().getComponent()),
              record.getVerdict().getSignal(),
              spoken(record),
              record.getStage().name(),
              record.getType() == StageRecordType.CORRECTION ? "late" : "");
      case CONTEXT ->
          String.join("\u001f", record.getFeed(), record.getContext().getService(), spoken(record));
      default ->
          throw new IllegalArgumentException(
              "a record of type %s does not wait".formatted(record.getType()));
    };
  }

  /** What is late counts at one time with what is later, and keeps its turn within that. */
  private static String spoken(StageRecord record) {
    return "%016x".formatted(record.getTime().toEpochMilli());
  }
}
