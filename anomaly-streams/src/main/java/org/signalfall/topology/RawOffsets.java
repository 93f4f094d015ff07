package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.EvidenceLocator;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SourceUsed;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Knows where the raw records of a time lie, by the markers that promised them: what is dated
 * before a marker lies before it, and what is dated after it lies after the marker before. So no
 * bin has to carry offsets; a range holds the evidence among other records, and late ones may lie
 * behind it.
 *
 * <p>Keeps one offset a marker for {@value #KEPT_DAYS} days, which is longer than raw topics do.
 */
final class RawOffsets {

  /** What an event may list (events.md, "Fields"). */
  static final int MOST = 64;

  private static final int KEPT_DAYS = 60;
  private static final long FOREVER = Long.MAX_VALUE - 1;
  private static final long KEPT_MS = Duration.ofDays(KEPT_DAYS).toMillis();

  private final KeyValueStore<Bytes, byte[]> markers;
  private final int partitions;

  /**
   * Opens the store.
   *
   * @param partitions partition count of the raw topics
   */
  RawOffsets(KeyValueStore<Bytes, byte[]> markers, int partitions) {
    this.markers = markers;
    this.partitions = partitions;
  }

  /** Notes where the marker lay by which a network stage has passed a time. */
  void note(StageRecord progress) {
    boolean ofRaw =
        progress.getStage() == Stage.NETWORK_PROBE || progress.getStage() == Stage.NETWORK_TRAFFIC;
    if (!ofRaw || progress.getRawOffset() == null) {
      return;
    }
    String group = group(progress.getFeed(), progress.getPartition());
    long time = progress.getTime().toEpochMilli();
    ByteBuffer offset = ByteBuffer.allocate(Long.BYTES).putLong(progress.getRawOffset());
    markers.put(StoreKeys.timed(group, time, ""), offset.array());
    forget(group, time - KEPT_MS);
  }

  private void forget(String group, long through) {
    List<Bytes> old = new ArrayList<>();
    if (through > 0) {
      try (KeyValueIterator<Bytes, byte[]> found =
          markers.range(StoreKeys.timed(group, 0, ""), StoreKeys.above(group, through))) {
        found.forEachRemaining(entry -> old.add(entry.key));
      }
    }
    old.forEach(markers::delete);
  }

  /** Returns where an event's evidence lies, at most {@value #MOST} ranges. */
  List<EvidenceLocator> of(ConnectivityEvent event) {
    List<EvidenceLocator> locators = new ArrayList<>();
    for (SourceUsed source : event.getSources()) {
      switch (source.getKind()) {
        case PROBE -> locate(event, source.getFeed(), TopicCatalogue.RAW_PROBE, locators);
        case TRAFFIC -> locate(event, source.getFeed(), TopicCatalogue.RAW_TRAFFIC, locators);
        // A route is the evidence of every prefix that it covers: it lies anywhere.
        case BGP, UNKNOWN -> {}
      }
    }
    locators.sort(
        Comparator.comparing(EvidenceLocator::getTopic)
            .thenComparingInt(EvidenceLocator::getPartition)
            .thenComparingLong(EvidenceLocator::getFirstOffset));
    return List.copyOf(locators.subList(0, Math.min(MOST, locators.size())));
  }

  private void locate(
      ConnectivityEvent event, String feed, String topic, List<EvidenceLocator> locators) {
    long from =
        event.getEvidence().stream()
            .filter(evidence -> evidence.getFeed().equals(feed))
            .map(Evidence::getFirstBin)
            .mapToLong(Instant::toEpochMilli)
            .min()
            .orElse(event.getOnset().getEarliest().toEpochMilli());
    long to = event.getLastEvidenceAt().toEpochMilli();
    for (int partition : partitionsOf(event.getScope()).toArray()) {
      String group = group(feed, partition);
      long first = first(group, from);
      last(group, to)
          .ifPresent(end -> locators.add(new EvidenceLocator(topic, partition, first, end)));
    }
  }

  /** Records of one network have one key in every raw topic, and so one partition. */
  private IntStream partitionsOf(Scope scope) {
    if (scope.getLevel() != ScopeLevel.NETWORK) {
      return IntStream.range(0, partitions);
    }
    String key = scope.getCountry() + "/AS" + scope.getAsn();
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return IntStream.of(Utils.toPositive(hash) % partitions);
  }

  /** Returns the offset of the last marker but one through that time, 0 when there is none. */
  private long first(String group, long through) {
    try (KeyValueIterator<Bytes, byte[]> before =
        markers.reverseRange(StoreKeys.timed(group, 0, ""), StoreKeys.above(group, through))) {
      if (before.hasNext()) {
        before.next();
      }
      return before.hasNext() ? offset(before.next()) : 0;
    }
  }

  /** Returns the offset of the first marker from that time on, else of the last one known. */
  private OptionalLong last(String group, long from) {
    try (KeyValueIterator<Bytes, byte[]> after =
        markers.range(StoreKeys.timed(group, from, ""), StoreKeys.above(group, FOREVER))) {
      if (after.hasNext()) {
        return OptionalLong.of(offset(after.next()));
      }
    }
    try (KeyValueIterator<Bytes, byte[]> before =
        markers.reverseRange(StoreKeys.timed(group, 0, ""), StoreKeys.above(group, from))) {
      return before.hasNext() ? OptionalLong.of(offset(before.next())) : OptionalLong.empty();
    }
  }

  private static long offset(KeyValue<Bytes, byte[]> marker) {
    return ByteBuffer.wrap(marker.value).getLong();
  }

  private static String group(String feed, int partition) {
    return feed + "/" + partition;
  }
}
