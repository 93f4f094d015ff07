package org.signalfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;

/** An ingestion that is killed and run again leaves the same behind as one that wasn't. */
class ResumeTest {

  private static final int PARTITIONS = 2;
  private static final byte[] ARBITRARY = {1, 2, 3};

  private final RecordingBrokers brokers = new RecordingBrokers(PARTITIONS);

  /** Times in seconds, of which some stand for a piece of input that is no record. */
  private record Input(String name, List<Integer> times) implements Source {

    private static final int REJECTED_EVERY = 7;

    @Override
    public FeedInfo feed() {
      return ListSource.traffic(name, List.of()).feed();
    }

    @Override
    public String identity() {
      return name + times;
    }

    @Override
    public RecordReader open(Rejections rejections) throws IOException {
      List<TimedTraffic> records = new ArrayList<>();
      for (int time : times) {
        if (time % REJECTED_EVERY == 0) {
          rejections.reject(new Rejection(name, "line of " + time, "no record", ARBITRARY, 3));
        } else {
          records.add(Records.trafficAt(time));
        }
      }
      return ListSource.traffic(name, records).open(rejections);
    }
  }

  @Property(tries = 200)
  void shouldLeaveTheSameBehindWhereverItIsKilled(
      @ForAll("inputs") List<Input> inputs,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 12) Integer> kills)
      throws Exception {
    RecordingBrokers undisturbed = new RecordingBrokers(PARTITIONS);
    run(undisturbed, PositionMode.RESUME, inputs);

    RecordingBrokers disturbed = new RecordingBrokers(PARTITIONS);
    for (int commits : kills) {
      disturbed.killAfter(commits);
      runUntilKilled(disturbed, inputs);
    }
    disturbed.revive();
    run(disturbed, PositionMode.RESUME, inputs);

    assertThat(content(disturbed, inputs)).isEqualTo(content(undisturbed, inputs));
    assertThat(letters(disturbed, inputs)).isEqualTo(letters(undisturbed, inputs));
    assertSequencesRise(disturbed, inputs);
  }

  @Test
  void shouldSendNothingAgainWhenAllOfTheInputIsAcknowledged() throws Exception {
    List<Input> inputs = List.of(new Input("series:a", List.of(1, 2, 7, 9)));
    run(brokers, PositionMode.RESUME, inputs);
    List<String> before = content(brokers, inputs).get("series:a");

    IngestSummary again = run(brokers, PositionMode.RESUME, inputs);

    assertThat(again).isEqualTo(IngestSummary.allWrittenBefore(3));
    assertThat(content(brokers, inputs).get("series:a")).isEqualTo(before);
    assertThat(letters(brokers, inputs).get("series:a")).hasSize(1);
  }

  @Test
  void shouldSendEverythingAgainWhenAskedToBeginAnew() throws Exception {
    List<Input> inputs = List.of(new Input("series:a", List.of(1, 2, 7, 9)));
    run(brokers, PositionMode.RESUME, inputs);

    IngestSummary again = run(brokers, PositionMode.RESTART, inputs);

    assertThat(again.resumedAfter()).isZero();
    assertThat(samples("series:a")).hasSize(2 * 3);
    assertThat(letters(brokers, inputs).get("series:a")).hasSize(2);
    assertSequencesRise(brokers, inputs);
  }

  @Test
  void shouldTakeOtherInputOfTheSameFeedForNew() throws Exception {
    run(brokers, PositionMode.RESUME, List.of(new Input("series:a", List.of(1, 2))));

    IngestSummary other =
        run(brokers, PositionMode.RESUME, List.of(new Input("series:a", List.of(1, 2, 3))));

    assertThat(other.resumedAfter()).isZero();
    assertThat(samples("series:a")).hasSize(2 + 3);
  }

  @Test
  void shouldSayHowMuchWasThereWhenItGoesOn() throws Exception {
    List<Input> inputs = List.of(new Input("series:a", IntStream.range(1, 6).boxed().toList()));
    int announcement = 1;
    brokers.killAfter(announcement + 3);
    runUntilKilled(brokers, inputs);
    brokers.revive();

    IngestSummary summary = run(brokers, PositionMode.RESUME, inputs);

    assertThat(summary.records()).isEqualTo(5);
    assertThat(summary.resumedAfter()).isEqualTo(3);
  }

  @Test
  void shouldKeepNoPositionWhenToldSo() throws Exception {
    List<Input> inputs = List.of(new Input("series:a", List.of(1, 2)));

    run(brokers, PositionMode.OFF, inputs);

    assertThat(brokers.groups()).isEmpty();
    assertThat(run(brokers, PositionMode.OFF, inputs).resumedAfter()).isZero();
  }

  @Provide
  Arbitrary<List<Input>> inputs() {
    Arbitrary<List<Integer>> times = Arbitraries.integers().between(0, 20_000).list().ofMaxSize(9);
    return times
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            lists ->
                IntStream.range(0, lists.size())
                    .mapToObj(i -> new Input("series:" + i, lists.get(i)))
                    .toList());
  }

  private static void runUntilKilled(RecordingBrokers brokers, List<Input> inputs)
      throws Exception {
    try {
      run(brokers, PositionMode.RESUME, inputs);
    } catch (IOException e) {
      assertThat(e).hasCauseInstanceOf(RecordingBrokers.Killed.class);
    }
  }

  private static IngestSummary run(RecordingBrokers brokers, PositionMode mode, List<Input> inputs)
      throws Exception {
    IngestConfig config =
        new IngestConfig(
            Map.of(
                IngestConfig.BOOTSTRAP_SERVERS,
                "broker:9092",
                IngestConfig.SCHEMA_REGISTRY_URL,
                "http://registry:8081",
                IngestConfig.PARTITIONS,
                PARTITIONS,
                IngestConfig.POSITION,
                mode.name(),
                IngestConfig.COMMIT_INTERVAL_MS,
                0));
    try (Ingestion ingestion =
        new Ingestion(config, List.copyOf(inputs), IngestListener.NONE, brokers)) {
      return ingestion.run();
    }
  }

  /** What a reader sees of each feed, but for the numbers of the records. */
  private static Map<String, List<String>> content(RecordingBrokers brokers, List<Input> inputs) {
    Map<String, List<String>> content = new TreeMap<>();
    for (Input input : inputs) {
      content.put(
          input.name,
          brokers.sentBy(Lane.id(input.name)).stream()
              .map(
                  record ->
                      record.partition()
                          + record.key()
                          + TrafficRecord.newBuilder((TrafficRecord) record.value())
                              .setSequence(0)
                              .build())
              .toList());
    }
    return content;
  }

  private static Map<String, List<String>> letters(RecordingBrokers brokers, List<Input> inputs) {
    Map<String, List<String>> letters = new TreeMap<>();
    for (Input input : inputs) {
      letters.put(
          input.name,
          brokers.deadLettersOf(input.name).stream()
              .map(
                  letter ->
                      new String(
                          letter.headers().lastHeader("place").value(), StandardCharsets.UTF_8))
              .toList());
    }
    return letters;
  }

  private static void assertSequencesRise(RecordingBrokers brokers, List<Input> inputs) {
    for (Input input : inputs) {
      List<Long> sequences =
          brokers.sentBy(Lane.id(input.name)).stream()
              .map(record -> ((TrafficRecord) record.value()).getSequence())
              .toList();
      assertThat(sequences).isSorted().doesNotHaveDuplicates();
    }
  }

  private List<ProducerRecord<String, ?>> samples(String feed) {
    return brokers.sentBy(Lane.id(feed)).stream()
        .filter(record -> ((TrafficRecord) record.value()).getType() == TrafficRecordType.SAMPLE)
        .toList();
  }
}
