package org.signalfall.signal;

import static org.signalfall.signal.ProbeSampleMother.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.signalfall.avro.Origin;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.ProbeBin;

/**
 * One task of the network stages, without Kafka: gathers slots as records come and closes them on
 * progress, as the processors do.
 */
final class SimulatedTask {

  /** What the task has closed: time, name and text of each bin, and how far it has come. */
  interface Below {
    void bin(String feed, long end, String series, String text);

    void passed(String feed, long through, boolean ended);
  }

  private static final class Feed {
    private byte[] progress;
    private final TreeMap<Long, TreeMap<String, byte[]>> levels = new TreeMap<>();
    private final TreeMap<Long, TreeMap<String, byte[]>> probes = new TreeMap<>();
    private final TreeMap<String, LevelGrid> grids = new TreeMap<>();
    private final TreeMap<String, byte[]> places = new TreeMap<>();
  }

  private final Below below;
  private final Map<String, Feed> feeds = new TreeMap<>();

  SimulatedTask(Below below) {
    this.below = below;
  }

  /** Takes a record, whichever it is; duplicates and late ones are dropped. */
  void take(Sent sent) {
    Feed feed = feeds.computeIfAbsent(sent.feed(), name -> new Feed());
    FeedProgress progress = FeedProgress.decode(feed.progress);
    if (progress.accept(sent.lane(), sent.sequence())) {
      if (sent.reading() == null) {
        progress.promise(sent.lane(), sent.lanes(), sent.through(), sent.last(), Origin.SYNTHETIC);
        if (progress.hasWork()) {
          close(sent.feed(), feed, progress.watermark());
          progress.closed();
          below.passed(sent.feed(), progress.watermark(), progress.isEnded());
        }
      } else if (!progress.isLate(sent.reading().time())) {
        gather(feed, sent.reading());
      }
    }
    feed.progress = progress.encode();
  }

  /** Returns how many records came too late. */
  long late() {
    return feeds.values().stream()
        .mapToLong(feed -> FeedProgress.decode(feed.progress).late().records())
        .sum();
  }

  private static void gather(Feed feed, Reading reading) {
    String series = reading.series().encoded();
    if (reading.isProbe()) {
      long end = Slots.endOf(reading.time(), ProbeSlot.WIDTH_MS);
      TreeMap<String, byte[]> slots = feed.probes.computeIfAbsent(end, e -> new TreeMap<>());
      ProbeSlot slot = ProbeSlot.decode(slots.get(series));
      LayerFailures failure = reading.value() > 0 ? null : new LayerFailures(0, 0, 0, 1, 0, 0);
      slot.add(sample(reading.id(), 1 + reading.id() % 70, failure, "net"));
      slots.put(series, slot.encode());
    } else {
      long end = Slots.endOf(reading.time());
      TreeMap<String, byte[]> slots = feed.levels.computeIfAbsent(end, e -> new TreeMap<>());
      LevelSlot slot = LevelSlot.decode(slots.get(series));
      slot.add(reading.value(), reading.cadence(), reading.absenceIsZero());
      slots.put(series, slot.encode());
    }
  }

  private void close(String name, Feed feed, long watermark) {
    closeLevels(name, feed, watermark);
    var probes = feed.probes.headMap(watermark, true);
    probes.forEach((end, slots) -> closeProbes(name, feed, end, slots));
    probes.clear();
  }

  private void closeLevels(String name, Feed feed, long watermark) {
    var ended = feed.levels.headMap(watermark, true);
    ended.forEach(
        (end, slots) ->
            slots.forEach(
                (series, slot) -> {
                  LevelGrid grid = feed.grids.computeIfAbsent(series, s -> new LevelGrid());
                  pass(name, series, grid, end - 1);
                  grid.add(
                      end - Slots.WIDTH_MS, LevelSlot.decode(slot), bin -> tell(name, series, bin));
                }));
    ended.clear();
    feed.grids.forEach((series, grid) -> pass(name, series, grid, watermark));
  }

  private void pass(String name, String series, LevelGrid grid, long through) {
    while (grid.nextBinEnd() <= through) {
      grid.advance(through, bin -> tell(name, series, bin));
    }
  }

  private void closeProbes(String name, Feed feed, long end, SortedMap<String, byte[]> slots) {
    List<List<SeriesId>> groups = new ArrayList<>();
    for (String series : slots.keySet()) {
      SeriesId id = SeriesId.decoded(series);
      if (groups.isEmpty() || !groups.get(groups.size() - 1).get(0).isBeside(id)) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(id);
    }
    BiConsumer<SeriesId, ProbeBin> tell =
        (id, bin) -> below.bin(name, bin.end(), id.encoded(), bin.toString());
    for (List<SeriesId> beside : groups) {
      SeriesId first = beside.get(0);
      String place = first.country() + "/" + first.region() + "/" + first.asn();
      PlaceMemory memory = PlaceMemory.decode(feed.places.get(place));
      ProbeGroup group = new ProbeGroup(end, memory);
      beside.forEach(id -> group.add(id, ProbeSlot.decode(slots.get(id.encoded()))));
      group.bins(tell);
      feed.places.put(place, memory.encode());
    }
  }

  private void tell(String name, String series, LevelBin bin) {
    below.bin(name, bin.end(), series, bin.toString());
  }
}
