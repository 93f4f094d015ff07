package org.signalfall.standalone.bgp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.mrt.MrtSource;

/** Everything that the adapter makes of a file. */
final class MrtRecords {

  private MrtRecords() {}

  static List<TimedBgp> of(Path file, int fullFeedPrefixes) throws IOException {
    FullFeedRule rule = new FullFeedRule(fullFeedPrefixes, Integer.MAX_VALUE);
    List<TimedBgp> records = new ArrayList<>();
    try (RecordReader reader = new MrtSource("rrc00", List.of(file), rule).open(rejection -> {})) {
      for (TimedRecord record = reader.next(); record != null; record = reader.next()) {
        records.add((TimedBgp) record);
      }
    }
    return records;
  }
}
