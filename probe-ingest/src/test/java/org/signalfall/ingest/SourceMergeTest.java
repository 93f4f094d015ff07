package org.signalfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SourceMergeTest {

  @Property
  void shouldYieldTimeOrderAndLoseNothingWhenAnySourcesAreMerged(
      @ForAll @Size(max = 6) List<@Size(max = 30) List<@LongRange(min = 0, max = 50) Long>> times,
      @ForAll @LongRange(min = 0, max = 20_000) long graceMs)
      throws IOException {
    List<Source> sources = new ArrayList<>();
    for (List<Long> seconds : times) {
      List<TimedTraffic> sorted = seconds.stream().sorted().map(Records::trafficAt).toList();
      sources.add(ListSource.traffic("arbitrary", sorted));
    }

    List<Long> merged = new ArrayList<>();
    try (SourceMerge merge = new SourceMerge(sources, graceMs, new CollectedRejections())) {
      for (SourceMerge.Head head = merge.poll(); head != null; head = merge.poll()) {
        merged.add(head.record().time());
      }
    }

    Stream<Long> expected =
        times.stream().flatMap(List::stream).sorted().map(s -> Records.trafficAt(s).time());
    assertThat(merged).containsExactlyElementsOf(expected.toList());
  }
}
