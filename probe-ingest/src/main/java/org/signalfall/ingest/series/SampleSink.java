package org.signalfall.ingest.series;

import java.io.IOException;
import org.signalfall.avro.TrafficSample;

/** Takes the samples of a file. */
@FunctionalInterface
interface SampleSink {
  void accept(TrafficSample sample) throws IOException;
}
