package org.signalfall.standalone.rejudge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;

class LaneOrderTest {

  private final List<TrafficRecord> out = new ArrayList<>();

  @Property(tries = 200)
  void shouldGiveEachLaneBackAsItWasSentWhateverOrderPartitionsAreReadIn(
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int lanes,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Queue<TrafficRecord>> log = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      log.add(new ArrayDeque<>());
    }
    List<List<TrafficRecord>> sent = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      sent.add(send(lane, log, random));
    }
    List<TrafficRecord> taken = new ArrayList<>();
    LaneOrder order = new LaneOrder(partitions, value -> taken.add((TrafficRecord) value));

    List<Integer> open = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      open.add(partition);
    }
    while (!open.isEmpty()) {
      int partition = open.get(random.nextInt(open.size()));
      TrafficRecord next = log.get(partition).poll();
      if (next == null) {
        order.end(partition);
        open.remove((Integer) partition);
      } else {
        order.take(partition, Sent.of(next));
      }
    }

    for (int lane = 0; lane < lanes; lane++) {
      int number = lane;
      assertThat(taken.stream().filter(record -> record.getLane() == number).toList())
          .isEqualTo(sent.get(lane));
    }
    assertThat(taken).hasSize(sent.stream().mapToInt(List::size).sum());
  }

  /** Sends samples to one partition each and markers to all; returns what is to come out. */
  private static List<TrafficRecord> send(int lane, List<Queue<TrafficRecord>> log, Random random) {
    List<TrafficRecord> sent = new ArrayList<>();
    long sequence = 0;
    for (int i = 0; i < 40; i++) {
      if (random.nextInt(4) > 0) {
        TrafficRecord sample = record(TrafficRecordType.SAMPLE, lane, ++sequence);
        log.get(random.nextInt(log.size())).add(sample);
        sent.add(sample);
      } else {
        sent.add(record(TrafficRecordType.MARKER, lane, sequence + 1));
        for (Queue<TrafficRecord> partition : log) {
          partition.add(record(TrafficRecordType.MARKER, lane, ++sequence));
        }
      }
    }
    return sent;
  }

  @Example
  void shouldHoldARecordBackUntilNoOtherPartitionCanHaveAnEarlierOne() {
    LaneOrder order = order(2);

    order.take(0, sample(2));
    assertThat(out).isEmpty();
    order.take(1, sample(1));

    assertThat(out).extracting(TrafficRecord::getSequence).containsExactly(1L);
    order.end(1);
    assertThat(out).extracting(TrafficRecord::getSequence).containsExactly(1L, 2L);
  }

  @Example
  void shouldDropWhatDoesNotRiseInItsPartition() {
    LaneOrder order = order(1);

    order.take(0, sample(1));
    order.take(0, sample(1));
    order.take(0, sample(2));

    assertThat(out).extracting(TrafficRecord::getSequence).containsExactly(1L, 2L);
  }

  @Example
  void shouldLetPartitionsWaitThatAreAheadOfAnother() {
    LaneOrder order = order(3);

    for (int sequence = 1; sequence <= 3; sequence++) {
      order.take(0, sample(sequence));
    }

    assertThat(order.ahead(2)).containsExactly(0);
    assertThat(order.ahead(3)).isEmpty();
    order.end(1);
    order.end(2);
    assertThat(order.ahead(2)).isEmpty();
    assertThat(out).hasSize(3);
  }

  private LaneOrder order(int partitions) {
    return new LaneOrder(partitions, value -> out.add((TrafficRecord) value));
  }

  private static Sent sample(long sequence) {
    return Sent.of(record(TrafficRecordType.SAMPLE, 0, sequence));
  }

  private static TrafficRecord record(TrafficRecordType type, int lane, long sequence) {
    return TrafficRecord.newBuilder()
        .setType(type)
        .setFeed("levels")
        .setLane(lane)
        .setSequence(sequence)
        .build();
  }
}
