package org.signalfall.topology;

import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.KeyValue;
import org.signalfall.avro.Origin;
import org.signalfall.avro.SignalFamily;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeState;
import org.signalfall.signal.ProbeSlot;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.SeriesRules;

/**
 * What silence does to probe series: at first they count as unknown, and much later they retire, as
 * do places.
 *
 * <p>A series is listed under the time at which it was due when it was listed. Samples that come
 * before then move nothing; when the time has come the series is looked at, and listed again.
 */
final class ProbeSilence {

  private static final byte[] DUE = {};

  private final ProbeDetector detector;
  private final SeriesRules rules;
  private final VerdictRelay relay;
  private final ProbeSeries series;
  private final TimedStore<byte[]> dues;
  private final ProbePlaces places;
  private final RecentSeries<ProbeState, ProbeBin, ProbeSlot> recent;
  private final SeriesCensus census;

  ProbeSilence(
      ProbeDetector detector,
      SeriesRules rules,
      VerdictRelay relay,
      ProbeSeries series,
      TimedStore<byte[]> dues,
      ProbePlaces places,
      RecentSeries<ProbeState, ProbeBin, ProbeSlot> recent,
      SeriesCensus census) {
    this.detector = detector;
    this.rules = rules;
    this.relay = relay;
    this.series = series;
    this.dues = dues;
    this.places = places;
    this.recent = recent;
    this.census = census;
  }

  /** Lists a series that has had a sample, unless it is listed early enough. */
  void sampled(String feed, SeriesId id, ProbeTrack track) {
    if (dueOf(track) < track.dueAt()) {
      if (track.dueAt() != Long.MAX_VALUE) {
        dues.remove(feed, track.dueAt(), id.encoded());
      }
      list(feed, id.encoded(), track);
    }
  }

  /** Lets time pass for series that are due through then; returns for how many, at most so many. */
  int pass(String feed, Origin origin, long through, int most) {
    int passed = 0;
    OptionalLong next = dues.firstTime(feed, through);
    while (next.isPresent() && passed < most) {
      List<KeyValue<StoreKeys.Timed, byte[]>> over =
          dues.chunk(feed, next.getAsLong(), most - passed);
      for (KeyValue<StoreKeys.Timed, byte[]> due : over) {
        look(feed, origin, due.key.name(), due.key.time());
      }
      passed += over.size();
      next = dues.firstTime(feed, through);
    }
    return passed;
  }

  private void look(String feed, Origin origin, String name, long time) {
    dues.remove(feed, time, name);
    SeriesId id = SeriesId.decoded(name);
    if (ProbePlaces.isPlace(id)) {
      places.look(feed, id, time);
      return;
    }
    SeriesKey key = new SeriesKey(feed, id);
    ProbeTrack track = series.get(key);
    Subject subject = new Subject(feed, origin, id, SignalFamily.PROBE, "");
    if (retiresAt(track) <= time) {
      recent.forget(feed, name, track.memory());
      relay.retire(subject, detector.retire(track.state()), time);
      series.delete(key);
      census.forgets(feed, subject.series());
      return;
    }
    if (detector.lapseDeadline(track.state()) <= time) {
      track.relayed(
          relay.relay(subject, detector.lapse(track.state(), time), time, 0, track.relayedAt()));
    }
    list(feed, name, track);
    series.put(key, track);
  }

  private void list(String feed, String name, ProbeTrack track) {
    track.due(dueOf(track));
    dues.put(feed, track.dueAt(), name, DUE);
  }

  private long dueOf(ProbeTrack track) {
    return Math.min(detector.lapseDeadline(track.state()), retiresAt(track));
  }

  private long retiresAt(ProbeTrack track) {
    return rules.retiresAt(track.sampledUntil(), track.state().status().isAffected());
  }
}
