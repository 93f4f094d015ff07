package org.signalfall.standalone.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.TimedTraffic;

/**
 * Reads a source and declares the bin width of some of its signals.
 *
 * @param source what is read
 * @param cadence bin width by signal
 */
record DeclaredCadence(Source source, Map<String, Duration> cadence) implements Source {

  @Override
  public FeedInfo feed() {
    return source.feed();
  }

  @Override
  public String identity() throws IOException {
    return source.identity();
  }

  @Override
  public double openedShare() {
    return source.openedShare();
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    return new Declaring(source.open(rejections), cadence);
  }

  private record Declaring(RecordReader reader, Map<String, Duration> cadence)
      implements RecordReader {

    @Override
    public TimedRecord next() throws IOException {
      TimedRecord next = reader.next();
      if (next instanceof TimedTraffic traffic) {
        TrafficSample sample = traffic.sample();
        Duration declared = cadence.get(sample.getSignal());
        if (declared != null) {
          sample.setCadenceMs(declared.toMillis());
        }
      }
      return next;
    }

    @Override
    public double progress() {
      return reader.progress();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
