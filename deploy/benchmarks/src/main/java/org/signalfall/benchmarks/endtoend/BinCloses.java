package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/** When bins closed, as the raw topic tells afterwards. */
final class BinCloses {

  private static final Duration POLL = Duration.ofMillis(200);

  /** By partition, how far each marker reaches and when the broker appended it, both epoch ms. */
  private final Map<Integer, NavigableMap<Long, Long>> markers = new HashMap<>();

  private BinCloses() {}

  /** Reads the raw topic of a load that has been written to its end. */
  static BinCloses of(Bench bench) {
    BinCloses closes = new BinCloses();
    Deserializer<ProbeRecord> records =
        new ContractSerdes(bench.client()).value(ProbeRecord.class).deserializer();
    try (KafkaConsumer<String, ProbeRecord> reader =
        TopicReader.of(bench, TopicCatalogue.RAW_PROBE, records)) {
      Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
        reader.poll(POLL).forEach(closes::note);
      }
    }
    return closes;
  }

  /**
   * Returns when the last partition was told that nothing is missing before a time, epoch ms; empty
   * when only the feed's end says so.
   */
  OptionalLong at(long binEnd) {
    long last = 0;
    for (NavigableMap<Long, Long> partition : markers.values()) {
      Map.Entry<Long, Long> marker = partition.ceilingEntry(binEnd);
      if (marker == null) {
        return OptionalLong.empty();
      }
      last = Math.max(last, marker.getValue());
    }
    return OptionalLong.of(last);
  }

  private void note(ConsumerRecord<String, ProbeRecord> record) {
    ProbeRecord value = record.value();
    if (value.getType() == ProbeRecordType.MARKER && !value.getMarker().getFinalMarker()) {
      markers
          .computeIfAbsent(record.partition(), none -> new TreeMap<>())
          .putIfAbsent(value.getMarker().getThrough().toEpochMilli(), record.timestamp());
    }
  }
}
