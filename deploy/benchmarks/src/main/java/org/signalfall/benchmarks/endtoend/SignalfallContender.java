package org.signalfall.benchmarks.endtoend;

import org.signalfall.runtime.SignalfallStreams;

/** The whole walk, raw records to events, until a reader of commits has read that all is judged. */
final class SignalfallContender implements Contender {

  @Override
  public String name() {
    return "Signalfall, raw records to events";
  }

  @Override
  public long run(Bench bench, String run) {
    try (EvaluationEnd end = new EvaluationEnd(bench);
        SignalfallStreams streams = new SignalfallStreams(TopologySettings.of(bench, run))) {
      long started = System.nanoTime();
      streams.start();
      end.await(streams);
      return System.nanoTime() - started;
    }
  }
}
