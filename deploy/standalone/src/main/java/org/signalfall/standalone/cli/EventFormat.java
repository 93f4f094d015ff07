package org.signalfall.standalone.cli;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.AlertJson;
import org.signalfall.schema.json.CloudEventJson;
import org.signalfall.schema.json.CodfJson;
import org.signalfall.schema.json.EventJson;
import org.signalfall.standalone.view.EventLine;

/** How a revision is written, one line each. */
enum EventFormat {
  /** A line for a person. */
  SUMMARY,
  /** All fields. */
  JSON,
  /** CloudEvents 1.0, structured. */
  CLOUDEVENTS,
  /** An array for Alertmanager's API v2; open events are written again while one waits. */
  ALERTMANAGER,
  /** Common Outage Data Format; outages only. */
  CODF;

  /** Returns the line, or empty when the format has no words for the revision. */
  Optional<String> line(ConnectivityEvent event) {
    return switch (this) {
      case SUMMARY -> Optional.of(EventLine.of(event));
      case JSON -> Optional.of(EventJson.line(event));
      case CLOUDEVENTS -> Optional.of(CloudEventJson.line(event));
      case ALERTMANAGER -> Optional.of(AlertJson.line(List.of(event), null));
      case CODF -> CodfJson.line(event);
    };
  }
}
