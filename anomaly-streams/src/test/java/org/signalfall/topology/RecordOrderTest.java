package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.topology.MeasurementMother.failure;
import static org.signalfall.topology.MeasurementMother.success;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.signalfall.schema.json.CanonicalEvent;

/** Law 5 of events.md: order of arrival leaves no trace, so long as a marker follows its data. */
class RecordOrderTest {

  private static final String LEVELS = "levels";
  private static final String PROBES = "probes";
  private static final List<String> SERVICES = List.of("telegram", "whatsapp", "signal");
  private static final int HOURS = 60;
  private static final int HOURS_A_MARKER = 6;
  private static final int LOST_AT = 36;
  private static final int BACK_AT = 48;

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void shouldGiveTheSameEventsInAnyOrderThatKeepsMarkersAfterTheirData(@ForAll Random random) {
    List<String> ordered = eventsOf(null);

    List<String> shuffled = eventsOf(random);

    assertThat(ordered).hasSizeGreaterThan(2);
    assertThat(shuffled).isEqualTo(ordered);
  }

  /** Sends two feeds; in event time, or where a random source is given in some order of its. */
  private static List<String> eventsOf(Random random) {
    try (Walk walk = new Walk().withTrafficFeed(LEVELS).withProbeFeed(PROBES)) {
      Deque<Runnable> levels = arrange(levels(walk), levelMarkers(walk), random);
      Deque<Runnable> probes = arrange(probes(walk), probeMarkers(walk), random);
      while (!levels.isEmpty() || !probes.isEmpty()) {
        boolean levelsNext =
            probes.isEmpty() || (!levels.isEmpty() && (random == null || random.nextBoolean()));
        (levelsNext ? levels : probes).removeFirst().run();
      }
      walk.finish();
      assertThat(walk.refusals()).isEmpty();
      assertThat(walk.observability()).as("nothing is late").isEmpty();
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  /** Puts every record anywhere before its marker. */
  private static Deque<Runnable> arrange(
      List<List<Runnable>> recordsByMarker, List<Runnable> markers, Random random) {
    List<List<Runnable>> before = new ArrayList<>();
    markers.forEach(marker -> before.add(new ArrayList<>()));
    for (int i = 0; i < markers.size(); i++) {
      for (Runnable record : recordsByMarker.get(i)) {
        before.get(random == null ? i : random.nextInt(i + 1)).add(record);
      }
    }
    Deque<Runnable> arranged = new ArrayDeque<>();
    for (int i = 0; i < markers.size(); i++) {
      if (random != null) {
        Collections.shuffle(before.get(i), random);
      }
      arranged.addAll(before.get(i));
      arranged.add(markers.get(i));
    }
    return arranged;
  }

  private static List<List<Runnable>> levels(Walk walk) {
    List<List<Runnable>> records = new ArrayList<>();
    for (int from = 0; from < HOURS; from += HOURS_A_MARKER) {
      List<Runnable> some = new ArrayList<>();
      for (int hour = from; hour < from + HOURS_A_MARKER; hour++) {
        int now = hour;
        if (hour < LOST_AT || hour >= BACK_AT) {
          some.add(() -> walk.sample(LEVELS, count(hour(now)).setValue(1_000 + now).build()));
          some.add(() -> walk.sample(LEVELS, count(hour(now)).setValue(1_000.1).build()));
        }
      }
      records.add(some);
    }
    return records;
  }

  private static List<List<Runnable>> probes(Walk walk) {
    List<List<Runnable>> records = new ArrayList<>();
    for (int from = 0; from < HOURS; from += HOURS_A_MARKER) {
      List<Runnable> some = new ArrayList<>();
      for (int hour = from; hour < from + HOURS_A_MARKER; hour++) {
        int now = hour;
        for (String service : SERVICES) {
          boolean fails = service.equals("telegram") && hour >= LOST_AT;
          for (int vantage = 1; vantage <= 3; vantage++) {
            int by = vantage;
            some.add(
                () ->
                    walk.measurement(
                        PROBES,
                        fails
                            ? failure(service, hour(now), by).build()
                            : success(service, hour(now), by).build()));
          }
        }
      }
      records.add(some);
    }
    return records;
  }

  private static List<Runnable> levelMarkers(Walk walk) {
    List<Runnable> markers = new ArrayList<>();
    for (int to = HOURS_A_MARKER; to < HOURS; to += HOURS_A_MARKER) {
      int through = to;
      markers.add(() -> walk.trafficPromise(LEVELS, hour(through)));
    }
    markers.add(() -> walk.trafficEnds(LEVELS, hour(HOURS)));
    return markers;
  }

  private static List<Runnable> probeMarkers(Walk walk) {
    List<Runnable> markers = new ArrayList<>();
    for (int to = HOURS_A_MARKER; to < HOURS; to += HOURS_A_MARKER) {
      int through = to;
      markers.add(() -> walk.probePromise(PROBES, hour(through)));
    }
    markers.add(() -> walk.probesEnd(PROBES, hour(HOURS)));
    return markers;
  }
}
