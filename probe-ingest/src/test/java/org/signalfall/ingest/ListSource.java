package org.signalfall.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.FeedKind;

/** A source of given records. */
record ListSource(FeedInfo feed, List<? extends TimedRecord> records) implements Source {

  static ListSource traffic(String name, List<TimedTraffic> records) {
    return new ListSource(
        new FeedInfo(name, FeedKind.TRAFFIC, Optional.empty(), Optional.empty()), records);
  }

  static ListSource probe(String name, List<TimedProbe> records) {
    return new ListSource(
        new FeedInfo(name, FeedKind.PROBE, Optional.of("someone"), Optional.of("some licence")),
        records);
  }

  @Override
  public String identity() {
    return "list of " + records.size();
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    Iterator<? extends TimedRecord> left = records.iterator();
    return new RecordReader() {
      @Override
      public TimedRecord next() {
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public double progress() {
        return left.hasNext() ? 0.0 : 1.0;
      }

      @Override
      public void close() {}
    };
  }
}
