package org.signalfall.topology;

import java.util.List;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.SignalFamily;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.Rejudgement;
import org.signalfall.detect.SeriesStatus;
import org.signalfall.signal.ProbeGroup;
import org.signalfall.signal.ProbeSample;
import org.signalfall.signal.ProbeSlot;
import org.signalfall.signal.SeriesId;
import org.signalfall.topology.MeasurementSamples.SeriesSample;

/**
 * Measurements that came behind their feed's promise: they land in the bins that are remembered,
 * and correct what is known of a series when its feed next closes bins.
 */
final class LateProbes {

  /** Series judged once more in a call: each may have a day of slots to go through. */
  private static final int MOST_CORRECTIONS = 20;

  private final MeasurementSamples samples;
  private final ProbeSeries series;
  private final RecentSeries<ProbeState, ProbeBin, ProbeSlot> recent;
  private final VerdictRelay relay;
  private final ProbeSilence silence;

  LateProbes(
      MeasurementSamples samples,
      ProbeSeries series,
      RecentSeries<ProbeState, ProbeBin, ProbeSlot> recent,
      VerdictRelay relay,
      ProbeSilence silence) {
    this.samples = samples;
    this.series = series;
    this.recent = recent;
    this.relay = relay;
    this.silence = silence;
  }

  /**
   * Adds a measurement to the bins that it came too late for.
   *
   * @param watermark event time through which the feed's bins are closed, epoch ms
   */
  void add(String feed, ProbeMeasurement measurement, long watermark) {
    long time = measurement.getTime().toEpochMilli();
    for (SeriesSample one : samples.of(measurement)) {
      ProbeSample sample = one.sample();
      add(feed, one.series(), sample, time, watermark);
      ProbeGroup.ofPlace(one.series(), sample)
          .forEach(any -> add(feed, any, sample, time, watermark));
    }
  }

  private void add(String feed, SeriesId id, ProbeSample sample, long time, long watermark) {
    ProbeTrack known = series.get(new SeriesKey(feed, id));
    if (known != null) {
      recent.addLate(feed, id.encoded(), known.memory(), time, watermark, late -> late.add(sample));
    }
  }

  /** Takes over what late samples change in a bounded number of series; returns whether in all. */
  boolean correct(String feed, Origin origin, long watermark) {
    List<String> names = recent.corrected(feed, MOST_CORRECTIONS);
    for (String name : names) {
      recent.rejudge(feed, name).ifPresent(again -> takeOver(feed, origin, name, again, watermark));
    }
    return names.size() < MOST_CORRECTIONS;
  }

  private void takeOver(
      String feed, Origin origin, String name, Rejudgement<ProbeState> again, long watermark) {
    SeriesKey key = new SeriesKey(feed, SeriesId.decoded(name));
    ProbeTrack track = series.get(key);
    SeriesStatus before = track.state().status();
    if (again.opens(before)) {
      return;
    }
    track.state().correct(again.state());
    if (track.memory().wasAffected()) {
      relay.correct(
          new Subject(feed, origin, key.id(), SignalFamily.PROBE, ""),
          again.corrected(before, track.state().status()),
          watermark,
          ProbeNetworkProcessor.ONE_NETWORK_ONE_VOTE);
    }
    silence.sampled(feed, key.id(), track);
    series.put(key, track);
  }
}
