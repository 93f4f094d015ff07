package org.signalfall.ingest.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.TimedTraffic;

class RecordSorterTest {

  private static final long TINY_BUDGET_BYTES = 300;

  @Property(tries = 100)
  void shouldSortAnyTimesAndLoseNothingWhenTheBudgetIsTiny(
      @ForAll List<@LongRange(min = 0, max = 1000) Long> seconds) throws IOException {
    List<TimedRecord> records = new ArrayList<>();
    seconds.forEach(second -> records.add(Records.trafficAt(second)));

    List<TimedRecord> sorted = sort(records, TINY_BUDGET_BYTES);

    assertThat(sorted)
        .extracting(TimedRecord::time)
        .containsExactlyElementsOf(records.stream().map(TimedRecord::time).sorted().toList());
  }

  @Test
  void shouldMergeInTurnsWhenThereAreMoreRunsThanAreMergedAtOnce() throws IOException {
    List<TimedRecord> records = new ArrayList<>();
    for (int second = 0; second < 2000; second++) {
      records.add(Records.trafficAt(second));
    }
    List<TimedRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(1));

    List<TimedRecord> sorted = sort(shuffled, TINY_BUDGET_BYTES);

    assertThat(sorted).isEqualTo(records);
  }

  @Test
  void shouldOrderEqualTimesByTheirFieldsWhateverTheOrderOfArrival() throws IOException {
    List<TimedRecord> records = new ArrayList<>();
    for (String country : List.of("IR", "IQ", "KE", "MM", "VE")) {
      records.add(new TimedTraffic(Records.sample(0).setCountry(country).build()));
    }
    List<TimedRecord> reversed = new ArrayList<>(records);
    Collections.reverse(reversed);

    assertThat(sort(reversed, TINY_BUDGET_BYTES))
        .isEqualTo(sort(records, RecordSorter.DEFAULT_BUDGET_BYTES));
  }

  @Test
  void shouldGiveProbesBackWholeWhenTheyWereSpilled() throws IOException {
    List<TimedRecord> records =
        List.of(Records.probeAt(0), Records.probeAt(1), Records.probeAt(2), Records.probeAt(3));

    assertThat(sort(records, 1)).isEqualTo(records);
  }

  private static List<TimedRecord> sort(List<TimedRecord> records, long budgetBytes)
      throws IOException {
    try (RecordSorter sorter = new RecordSorter(budgetBytes)) {
      for (TimedRecord record : records) {
        sorter.add(record);
      }
      try (RecordReader reader = sorter.sorted()) {
        return Records.readAll(reader);
      }
    }
  }
}
