package org.signalfall.evaluate.scenario;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedRecord;

/**
 * A feed that is made up while it is read.
 *
 * @param feed what feed it is
 * @param identity what tells it from others
 * @param records makes its records, in time order
 */
record GeneratedSource(
    FeedInfo feed, String identity, Supplier<? extends Iterator<? extends TimedRecord>> records)
    implements Source {

  static FeedInfo feed(String name, FeedKind kind) {
    return new FeedInfo(
        name, kind, Optional.of("Signalfall, generated"), Optional.of("Apache-2.0"));
  }

  @Override
  public RecordReader open(Rejections rejections) {
    Iterator<? extends TimedRecord> rest = records.get();
    return new RecordReader() {
      @Override
      public TimedRecord next() {
        return rest.hasNext() ? rest.next() : null;
      }

      @Override
      public double progress() {
        return rest.hasNext() ? 0 : 1;
      }

      @Override
      public void close() {}
    };
  }
}
