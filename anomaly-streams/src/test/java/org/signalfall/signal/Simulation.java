package org.signalfall.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.signalfall.avro.Stage;
import org.signalfall.event.UpstreamProgress;

/**
 * Feeds, their lanes, the partitions of the raw topics, a task for each, and below them tasks that
 * wait for all of these: everything that Kafka may do to the order of records, and no Kafka.
 */
final class Simulation {

  private static final int TASKS_BELOW = 2;
  private static final double DUPLICATED = 0.1;

  /**
   * How records travel.
   *
   * @param partitions partitions of the raw topics
   * @param lanes lanes of each feed
   * @param markerStep event time between two promises, ms
   */
  record Way(int partitions, int lanes, long markerStep) {}

  private record Place(int task, String feed) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparingInt(Place::task).thenComparing(Place::feed).compare(this, other);
    }
  }

  /** What a task below has heard of a feed, and what it has released, in its order. */
  private static final class Inbox {
    private final TreeMap<String, String> waiting = new TreeMap<>();
    private final UpstreamProgress upstream = new UpstreamProgress();
    private final List<String> released = new ArrayList<>();
  }

  private final Way way;
  private final Random random;
  private final List<SimulatedTask> tasks = new ArrayList<>();
  private final Map<Place, Inbox> inboxes = new TreeMap<>();

  private Simulation(Way way, Random random) {
    this.way = way;
    this.random = random;
    for (int partition = 0; partition < way.partitions(); partition++) {
      tasks.add(new SimulatedTask(new Path(partition)));
    }
  }

  /** Sends readings in time order through one lane and one partition, with one promise. */
  static Map<String, List<String>> inOrder(List<Reading> readings, long end) {
    return new Simulation(new Way(1, 1, end), null).run(readings, end);
  }

  /** Sends readings as it comes. */
  static Map<String, List<String>> anyhow(
      List<Reading> readings, long end, Way way, Random random) {
    return new Simulation(way, random).run(readings, end);
  }

  private Map<String, List<String>> run(List<Reading> readings, long end) {
    List<Deque<Sent>> lanes = new ArrayList<>();
    for (String feed : List.of("levels", "probes")) {
      lanes.addAll(lanesOf(feed, readings, end));
    }
    deliver(lanes);
    if (tasks.stream().anyMatch(task -> task.late() > 0)) {
      throw new AssertionError("nothing comes behind its marker here");
    }
    Map<String, List<String>> released = new TreeMap<>();
    inboxes.forEach((place, inbox) -> released.put(place.toString(), inbox.released));
    return released;
  }

  /** Puts each reading anywhere before the first promise that covers it, on a lane of its feed. */
  private List<Deque<Sent>> lanesOf(String feed, List<Reading> readings, long end) {
    int steps = (int) ((end + way.markerStep() - 1) / way.markerStep());
    List<List<List<Reading>>> beforeMarker = new ArrayList<>();
    for (int lane = 0; lane < way.lanes(); lane++) {
      List<List<Reading>> buckets = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        buckets.add(new ArrayList<>());
      }
      beforeMarker.add(buckets);
    }
    for (Reading reading : readings) {
      if (reading.feed().equals(feed)) {
        int latest = (int) (reading.time() / way.markerStep());
        beforeMarker.get(any(way.lanes())).get(latest - any(latest + 1)).add(reading);
      }
    }
    List<Deque<Sent>> lanes = new ArrayList<>();
    for (int lane = 0; lane < way.lanes(); lane++) {
      lanes.add(numbered(feed, lane, beforeMarker.get(lane), end));
    }
    return lanes;
  }

  private Deque<Sent> numbered(String feed, int lane, List<List<Reading>> buckets, long end) {
    Deque<Sent> sent = new ArrayDeque<>();
    for (int step = 0; step < buckets.size(); step++) {
      List<Reading> bucket = buckets.get(step);
      if (random == null) {
        bucket.sort(Comparator.comparingLong(Reading::time));
      } else {
        Collections.shuffle(bucket, random);
      }
      for (Reading reading : bucket) {
        sent.add(new Sent(feed, lane, sent.size() + 1L, way.lanes(), reading, 0, false));
      }
      long through = Math.min(end, (step + 1) * way.markerStep());
      boolean last = step == buckets.size() - 1;
      sent.add(new Sent(feed, lane, sent.size() + 1L, way.lanes(), null, through, last));
    }
    return sent;
  }

  /** Each partition keeps the order of a lane, and mixes lanes as it likes. */
  private void deliver(List<Deque<Sent>> lanes) {
    List<Deque<Sent>> left = new ArrayList<>();
    List<Integer> partitionOf = new ArrayList<>();
    for (Deque<Sent> lane : lanes) {
      for (int partition = 0; partition < way.partitions(); partition++) {
        int to = partition;
        left.add(
            new ArrayDeque<>(
                lane.stream().filter(sent -> sent.goesTo(to, way.partitions())).toList()));
        partitionOf.add(partition);
      }
    }
    List<List<Sent>> delivered = new ArrayList<>();
    left.forEach(queue -> delivered.add(new ArrayList<>()));
    while (left.stream().anyMatch(queue -> !queue.isEmpty())) {
      int next = any(left.size());
      while (left.get(next).isEmpty()) {
        next = (next + 1) % left.size();
      }
      SimulatedTask task = tasks.get(partitionOf.get(next));
      Sent sent = left.get(next).removeFirst();
      task.take(sent);
      delivered.get(next).add(sent);
      if (random != null && random.nextDouble() < DUPLICATED) {
        task.take(delivered.get(next).get(any(delivered.get(next).size())));
      }
    }
  }

  private int any(int bound) {
    return random == null ? 0 : random.nextInt(bound);
  }

  /** The way from one task to all tasks below. */
  private final class Path implements SimulatedTask.Below {

    private final int partition;

    Path(int partition) {
      this.partition = partition;
    }

    @Override
    public void bin(String feed, long end, String series, String text) {
      int task = Math.floorMod(SeriesId.decoded(series).country().hashCode(), TASKS_BELOW);
      inbox(task, feed).waiting.put("%016x %s".formatted(end, series), text);
    }

    @Override
    public void passed(String feed, long through, boolean ended) {
      for (int task = 0; task < TASKS_BELOW; task++) {
        Inbox inbox = inbox(task, feed);
        inbox.upstream.note(Stage.SCOPE, partition, through, ended, false);
        long all = inbox.upstream.through(Map.of(Stage.SCOPE, way.partitions()));
        if (all != UpstreamProgress.UNKNOWN) {
          var over = inbox.waiting.headMap("%016x".formatted(all + 1));
          over.forEach((name, text) -> inbox.released.add(name + " " + text));
          over.clear();
        }
      }
    }

    private Inbox inbox(int task, String feed) {
      return inboxes.computeIfAbsent(new Place(task, feed), place -> new Inbox());
    }
  }
}
