package org.signalfall.evaluate.scenario;

import java.util.List;
import org.signalfall.evaluate.score.Label;
import org.signalfall.ingest.Source;

/**
 * A scenario as it was drawn.
 *
 * @param sources its feeds
 * @param labels what happens in it
 */
public record Generated(List<Source> sources, List<Label> labels) {

  public Generated {
    sources = List.copyOf(sources);
    labels = List.copyOf(labels);
  }
}
