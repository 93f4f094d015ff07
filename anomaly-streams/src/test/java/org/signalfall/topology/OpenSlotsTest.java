package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Locality;
import org.signalfall.signal.ProbeSample;
import org.signalfall.signal.SeriesId;

class OpenSlotsTest {

  private static final String FEED = "probes";
  private static final int ROOM_FOR_ONE_SLOT = 1_000;

  private record Added(String feed, long end, SeriesId series, ProbeSample sample) {}

  @Test
  void shouldLeaveNoTraceOfASlotThatIsClosedBeforeACommit() {
    KeyValueStore<Bytes, byte[]> store = newStore();
    OpenSlots slots = new OpenSlots(store, OpenSlots.MOST_BYTES);
    slots.add(FEED, 20_000, series(1, "web"), sample(1));

    assertThat(slots.areDue(FEED, 20_000)).isTrue();
    slots.take(FEED);
    slots.write();

    assertThat(slots.areDue(FEED, 20_000)).isFalse();
    assertThat(entries(store)).isZero();
  }

  @Test
  void shouldTakePlaceByPlaceOfWhatEndsFirst() {
    OpenSlots slots = new OpenSlots(newStore(), OpenSlots.MOST_BYTES);
    slots.add(FEED, 40_000, series(1, "web"), sample(1));
    slots.add(FEED, 20_000, series(2, "web"), sample(2));
    slots.add(FEED, 20_000, series(1, "web"), sample(3));
    slots.add(FEED, 20_000, series(1, "app"), sample(4));

    List<String> taken = drained(slots, FEED, 20_000);

    assertThat(taken)
        .extracting(group -> group.replaceAll(" [0-9a-f]+,", ""))
        .containsExactly("20000: 1/app 1/web", "20000: 2/web");
    assertThat(slots.areDue(FEED, 39_999)).isFalse();
  }

  @Test
  void shouldTakeWholePlacesFromAStoreThatHoldsMoreThanIsReadAtOnce() {
    KeyValueStore<Bytes, byte[]> store = newStore();
    OpenSlots before = new OpenSlots(store, OpenSlots.MOST_BYTES);
    for (int place = 1; place <= TimedStore.CHUNK; place++) {
      for (String component : List.of("app", "media", "web")) {
        before.add(FEED, 20_000, series(place, component), sample(place));
      }
    }
    before.write();

    List<Integer> sizes = new ArrayList<>();
    OpenSlots after = new OpenSlots(store, OpenSlots.MOST_BYTES);
    while (after.areDue(FEED, 20_000)) {
      sizes.add(after.take(FEED).members().size());
    }

    assertThat(sizes).hasSize(TimedStore.CHUNK).containsOnly(3);
    assertThat(entries(store)).isZero();
  }

  /** Where slots lie until they are closed changes nothing, nor does losing those in memory. */
  @Property(tries = 100)
  void shouldCloseTheSameHoweverOftenTheyAreWrittenLaidAsideOrReadAgain(@ForAll Random random) {
    List<Added> samples = samples(random);
    KeyValueStore<Bytes, byte[]> plenty = newStore();
    KeyValueStore<Bytes, byte[]> scarce = newStore();

    List<String> kept = closed(samples, plenty, OpenSlots.MOST_BYTES, new Random(0), 0);
    List<String> moved = closed(samples, scarce, ROOM_FOR_ONE_SLOT, random, 3);

    assertThat(moved).isEqualTo(kept);
    assertThat(entries(plenty)).isZero();
    assertThat(entries(scarce)).isZero();
  }

  private static List<String> closed(
      List<Added> samples,
      KeyValueStore<Bytes, byte[]> store,
      int room,
      Random random,
      int oneIsInterruptedOf) {
    List<String> closed = new ArrayList<>();
    OpenSlots slots = new OpenSlots(store, room);
    for (int i = 0; i < samples.size(); i++) {
      Added one = samples.get(i);
      slots.add(one.feed(), one.end(), one.series(), one.sample());
      if (i == samples.size() / 2) {
        closed.addAll(drained(slots, "one", 0));
        closed.addAll(drained(slots, "two", 0));
      }
      if (oneIsInterruptedOf > 0 && random.nextInt(oneIsInterruptedOf) == 0) {
        slots.write();
        slots = random.nextBoolean() ? new OpenSlots(store, room) : slots;
      }
    }
    for (long through = 0; through <= 100_000; through += 20_000) {
      closed.addAll(drained(slots, "one", through));
      slots.write();
      closed.addAll(drained(slots, "two", through));
    }
    return closed;
  }

  private static List<Added> samples(Random random) {
    List<Added> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      samples.add(
          new Added(
              random.nextBoolean() ? "one" : "two",
              20_000L * (1 + random.nextInt(4)),
              series(1 + random.nextInt(3), random.nextBoolean() ? "web" : "app"),
              sample(random.nextInt(50))));
    }
    return samples;
  }

  private static List<String> drained(OpenSlots slots, String feed, long through) {
    List<String> groups = new ArrayList<>();
    while (slots.areDue(feed, through)) {
      OpenSlots.Group group = slots.take(feed);
      StringBuilder text = new StringBuilder(group.end() + ":");
      for (OpenSlots.Open open : group.members()) {
        text.append(' ').append(open.series().asn()).append('/').append(open.series().component());
        text.append(' ').append(HexFormat.of().formatHex(open.slot().encode())).append(',');
      }
      groups.add(text.toString());
    }
    return groups;
  }

  private static SeriesId series(long asn, String component) {
    return new SeriesId("XA", "", asn, "telegram", component, "probe-success");
  }

  private static ProbeSample sample(long measurement) {
    return new ProbeSample(
        measurement, 1 + measurement % 3, 0, false, null, "", Locality.FOREIGN, 0);
  }

  private static int entries(KeyValueStore<Bytes, byte[]> store) {
    int entries = 0;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        entries++;
      }
    }
    return entries;
  }

  private static KeyValueStore<Bytes, byte[]> newStore() {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("slots"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }
}
