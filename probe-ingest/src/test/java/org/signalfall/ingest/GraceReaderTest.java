package org.signalfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GraceReaderTest {

  private static final long GRACE_MS = 60_000;

  @Test
  void shouldRestoreOrderWithinGrace() throws IOException {
    assertThat(read(0, 100, 40, 50, 120)).containsExactly(at(0, 40, 50, 100, 120));
  }

  @Test
  void shouldPassOnWhatComesBeyondGraceOutOfOrder() throws IOException {
    assertThat(read(0, 100, 200, 10, 300)).containsExactly(at(0, 100, 10, 200, 300));
  }

  @Test
  void shouldGiveNothingWhenThereIsNothing() throws IOException {
    assertThat(read()).isEmpty();
  }

  private static List<TimedRecord> read(long... seconds) throws IOException {
    List<TimedTraffic> records = LongStream.of(seconds).mapToObj(Records::trafficAt).toList();
    RecordReader reader = ListSource.traffic("arbitrary", records).open(new CollectedRejections());
    return Records.readAll(new GraceReader(reader, GRACE_MS));
  }

  private static TimedRecord[] at(long... seconds) {
    return LongStream.of(seconds).mapToObj(Records::trafficAt).toArray(TimedRecord[]::new);
  }
}
