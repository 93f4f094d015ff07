package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.List;
import org.signalfall.standalone.topics.TopicDrift;

/** Tells drift to a person, one line each. */
final class DriftReport {

  private DriftReport() {}

  /** Prints the drift and returns the exit code that goes with it. */
  static int print(List<TopicDrift> drift, PrintWriter out) {
    for (TopicDrift one : drift) {
      out.println(one.topic() + "  " + one.description());
    }
    if (drift.isEmpty()) {
      out.println("The cluster agrees with the catalogue.");
    }
    out.flush();
    return drift.isEmpty() ? ExitCode.OK : ExitCode.DRIFT;
  }
}
