package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;

/**
 * The measurements of a load as a fleet of probers all over the world would have them: a hundred
 * networks share a country, where one service is asked for, in so many components: as many series
 * come of each network.
 */
record ManyTargets(ProbeLoad load, int targets) implements Source {

  private static final int NETWORKS_PER_COUNTRY = 100;
  private static final String[] COUNTRIES = Locale.getISOCountries();

  @Override
  public FeedInfo feed() {
    return load.feed();
  }

  @Override
  public String identity() {
    return toString();
  }

  @Override
  public RecordReader open(Rejections rejections) {
    return new Reader(load.open(rejections));
  }

  private TimedRecord multiplied(TimedRecord record) {
    ProbeMeasurement measurement = ((TimedProbe) record).measurement();
    ComponentOutcome one = measurement.getComponents().get(0);
    List<ComponentOutcome> many =
        IntStream.range(0, targets)
            .mapToObj(
                target ->
                    ComponentOutcome.newBuilder(one).setComponent(one.getComponent() + target))
            .map(ComponentOutcome.Builder::build)
            .toList();
    measurement.setComponents(many);
    int country = (int) (measurement.getAsn() / NETWORKS_PER_COUNTRY % COUNTRIES.length);
    measurement.setCountry(COUNTRIES[country]);
    measurement.setService("service-" + country);
    return record;
  }

  private final class Reader implements RecordReader {

    private final RecordReader reader;

    private Reader(RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public TimedRecord next() throws IOException {
      TimedRecord record = reader.next();
      return record == null ? null : multiplied(record);
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
