package org.signalfall.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.signal.ProbeSample;
import org.signalfall.signal.ProbeSlot;
import org.signalfall.signal.SeriesId;

/**
 * Slots that gather samples, as objects until a commit is near: a slot that is opened and closed
 * between two commits leaves no trace in the store. When they take more room than they may, all are
 * laid aside, which is to say that they are in the store alone.
 *
 * <p>Invariant: what is in the store alone ends within the bounds that are kept of each feed.
 */
final class OpenSlots {

  /** Most bytes of slots as objects, about. */
  static final int MOST_BYTES = 24 << 20;

  /** A slot of one series, in memory. */
  static final class Open {

    private final SeriesId series;
    private final String name;
    private final ProbeSlot slot;
    private boolean isStored;
    private boolean isChanged;

    private Open(SeriesId series, String name, ProbeSlot slot, boolean isStored) {
      this.series = series;
      this.name = name;
      this.slot = slot;
      this.isStored = isStored;
    }

    SeriesId series() {
      return series;
    }

    ProbeSlot slot() {
      return slot;
    }
  }

  /** The slots of one feed. */
  private static final class Feed {

    /** By their end; those that are being closed are no longer among them. */
    private final TreeMap<Long, Map<SeriesId, Open>> byEnd = new TreeMap<>();

    /** First and last end of slots that are in the store alone; the first is larger without any. */
    private long asideFrom;

    private long asideTo;

    /** What is being closed, in order, from {@link #next} on; all of one end. */
    private List<Open> closing = List.of();

    private int next;
    private long closingEnd;

    /** Whether the store holds more of that end than was read. */
    private boolean goesOn;

    boolean isAside(long end) {
      return end >= asideFrom && end <= asideTo;
    }

    boolean isClosing() {
      return next < closing.size();
    }
  }

  /** Slots with the end that they have in the store. */
  private record Change(String feed, long end, Open open) {}

  private final KeyValueStore<Bytes, byte[]> entries;
  private final TimedStore<byte[]> store;
  private final int mostBytes;
  private final Map<String, Feed> feeds = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long bytes;

  /**
   * Creates the slots over their store.
   *
   * @param mostBytes bytes that slots may take as objects, about
   */
  OpenSlots(KeyValueStore<Bytes, byte[]> entries, int mostBytes) {
    this.entries = entries;
    this.mostBytes = mostBytes;
    this.store = new TimedStore<>(entries);
  }

  /** Adds a sample to the slot of its series that ends at a time, epoch ms. */
  void add(String feed, long end, SeriesId series, ProbeSample sample) {
    Feed slots = of(feed);
    Open open =
        slots
            .byEnd
            .computeIfAbsent(end, none -> new HashMap<>())
            .computeIfAbsent(series, none -> open(feed, slots, end, series));
    int before = open.slot.sizeInMemory();
    open.slot.add(sample);
    bytes += open.slot.sizeInMemory() - before;
    if (!open.isChanged) {
      open.isChanged = true;
      changes.add(new Change(feed, end, open));
    }
    if (bytes > mostBytes) {
      layAside();
    }
  }

  private Feed of(String feed) {
    return feeds.computeIfAbsent(
        feed,
        name -> {
          Feed slots = new Feed();
          slots.asideFrom = StoreKeys.firstTime(entries, name).orElse(Long.MAX_VALUE);
          slots.asideTo = StoreKeys.lastTime(entries, name).orElse(Long.MIN_VALUE);
          return slots;
        });
  }

  private Open open(String feed, Feed slots, long end, SeriesId series) {
    String name = series.encoded();
    byte[] known = slots.isAside(end) ? store.get(feed, end, name) : null;
    Open open = new Open(series, name, ProbeSlot.decode(known), known != null);
    bytes += open.slot.sizeInMemory();
    return open;
  }

  private void layAside() {
    write();
    for (Feed slots : feeds.values()) {
      if (!slots.byEnd.isEmpty()) {
        slots.asideFrom = Math.min(slots.asideFrom, slots.byEnd.firstKey());
        slots.asideTo = Math.max(slots.asideTo, slots.byEnd.lastKey());
        slots.byEnd.values().forEach(some -> some.values().forEach(this::release));
        slots.byEnd.clear();
      }
    }
  }

  private void release(Open open) {
    bytes -= open.slot.sizeInMemory();
  }

  /** Writes what has changed since the last time and isn't closed yet. */
  void write() {
    for (Change change : changes) {
      Open open = change.open();
      if (open.isChanged) {
        store.put(change.feed(), change.end(), open.name, open.slot.encode());
        open.isStored = true;
        open.isChanged = false;
      }
    }
    changes.clear();
  }

  /** Returns whether slots of a feed end at a time or before, epoch ms. */
  boolean areDue(String feed, long through) {
    Feed slots = of(feed);
    return slots.isClosing() || begins(feed, slots, through);
  }

  /**
   * Takes out the slots of one place of those that end first, all of them unless they are more than
   * are read at once.
   *
   * @param feed a feed of which slots are due
   */
  Group take(String feed) {
    Feed slots = of(feed);
    int end = endOfPlace(slots);
    if (end == slots.closing.size() && slots.goesOn && slots.next > 0) {
      // The place may go on behind what was read.
      readMore(feed, slots);
      end = endOfPlace(slots);
    }
    List<Open> members = slots.closing.subList(slots.next, end);
    for (Open open : members) {
      if (open.isStored) {
        store.remove(feed, slots.closingEnd, open.name);
      }
      open.isChanged = false;
      release(open);
    }
    slots.next = end;
    Group group = new Group(slots.closingEnd, members);
    if (!slots.isClosing()) {
      if (slots.goesOn) {
        readMore(feed, slots);
      } else {
        begin(slots, slots.closingEnd, List.of(), false);
      }
    }
    return group;
  }

  /** Slots of one place that end together, in order, at least one. */
  record Group(long end, List<Open> members) {}

  private static int endOfPlace(Feed slots) {
    SeriesId first = slots.closing.get(slots.next).series;
    int end = slots.next + 1;
    while (end < slots.closing.size() && first.isBeside(slots.closing.get(end).series)) {
      end++;
    }
    return end;
  }

  private boolean begins(String feed, Feed slots, long through) {
    long first = slots.byEnd.isEmpty() ? Long.MAX_VALUE : slots.byEnd.firstKey();
    OptionalLong aside = firstAside(feed, slots, through);
    if (aside.isPresent() && aside.getAsLong() <= first) {
      beginStored(feed, slots, aside.getAsLong());
      return true;
    }
    if (first > through) {
      return false;
    }
    List<Open> all = new ArrayList<>(slots.byEnd.pollFirstEntry().getValue().values());
    all.sort(Comparator.comparing(open -> open.name));
    begin(slots, first, all, false);
    return true;
  }

  private OptionalLong firstAside(String feed, Feed slots, long through) {
    if (slots.asideFrom > Math.min(slots.asideTo, through)) {
      return OptionalLong.empty();
    }
    long last = Math.min(slots.asideTo, through);
    OptionalLong first = store.firstTime(feed, last);
    slots.asideFrom = first.orElse(last + 1);
    return first;
  }

  /** What is in memory of slots that are in the store as well joins them there. */
  private void beginStored(String feed, Feed slots, long end) {
    if (slots.byEnd.containsKey(end)) {
      write();
      slots.byEnd.remove(end).values().forEach(this::release);
    }
    slots.closingEnd = end;
    readMore(feed, slots);
  }

  private void readMore(String feed, Feed slots) {
    List<Open> read = new ArrayList<>();
    for (KeyValue<StoreKeys.Timed, byte[]> entry : store.chunk(feed, slots.closingEnd)) {
      String name = entry.key.name();
      Open open =
          new Open(
              SeriesId.decoded(name), name, ProbeSlot.decode(entry.value), /* isStored= */ true);
      bytes += open.slot.sizeInMemory();
      read.add(open);
    }
    slots.closing.subList(slots.next, slots.closing.size()).forEach(this::release);
    begin(slots, slots.closingEnd, read, read.size() == TimedStore.CHUNK);
  }

  private static void begin(Feed slots, long end, List<Open> inOrder, boolean goesOn) {
    slots.closing = inOrder;
    slots.next = 0;
    slots.closingEnd = end;
    slots.goesOn = goesOn;
  }
}
