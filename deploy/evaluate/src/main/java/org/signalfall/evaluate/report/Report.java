package org.signalfall.evaluate.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an evaluation has to say. */
public interface Report {

  /** Returns it for a person, line by line. */
  List<String> lines();

  /** Returns it for a program. */
  JsonNode json();
}
