package org.signalfall.benchmarks.endtoend;

import java.util.Map;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;

/** The whole walk, raw records to events, until a reader of commits has read that all is judged. */
final class SignalfallContender implements Contender {

  @Override
  public String name() {
    return "Signalfall, raw records to events";
  }

  @Override
  public Timing run(Bench bench, String run) {
    StartClock clock = new StartClock();
    Map<String, Object> settings =
        TopologySettings.of(bench.client(), run, bench.state(run), bench.partitions());
    settings.putAll(clock.settings());
    try (EvaluationEnd end = new EvaluationEnd(bench);
        SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(settings))) {
      streams.start();
      end.await(streams);
      return clock.stop();
    }
  }
}
