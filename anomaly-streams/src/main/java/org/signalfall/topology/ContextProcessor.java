package org.signalfall.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.CountryFare;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.ServiceContext;
import org.signalfall.avro.ServiceWatchState;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.ServiceWatch;

/** Context stage, one partition: tells every event task how a service fares across countries. */
final class ContextProcessor implements Processor<byte[], StageRecord, String, SpecificRecord> {

  private static final Duration DRAIN_INTERVAL = Duration.ofMillis(100);

  private final int partitions;
  private final ServiceWatch watch = new ServiceWatch();

  private ProcessorContext<String, SpecificRecord> context;
  private StageDrain drain;
  private NewsCommit commits;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;
  private KeyValueStore<String, ServiceWatchState> services;

  ContextProcessor(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    telemetry =
        Telemetry.of(context.appConfigs()).task(NodeNames.CONTEXT, context.taskId().partition());
    services = context.getStateStore(NodeNames.CONTEXT_SERVICES);
    commits = new NewsCommit(context, NodeNames.CONTEXT);
    drain =
        new StageDrain(
            new Upstream(context.getStateStore(NodeNames.CONTEXT_FEEDS)),
            new StageInbox(context.getStateStore(NodeNames.CONTEXT_INBOX)),
            Stage.CONTEXT,
            this::required,
            this::note,
            this::announce);
    context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> drain.drainAll());
  }

  /** The scope stage passes a moment only after the network stage has, whatever the feed. */
  private Map<Stage, Integer> required(FeedKind kind) {
    return Map.of(Stage.SCOPE, partitions);
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<byte[], StageRecord> record) {
    commits.heard(record);
    drain.take(record.value());
  }

  private void note(StageRecord word) {
    Scope scope = word.getVerdict().getScope();
    String service = scope.getService();
    ServiceWatchState known = services.get(service);
    ServiceWatchState state = known == null ? ServiceWatchState.newBuilder().build() : known;
    ServiceContext before = ServiceWatch.context(service, state);
    CountryFare fare =
        CountryFare.newBuilder()
            .setCountry(scope.getCountry())
            .setBy(word.getFeed() + "/" + scope.getComponent())
            .setFailing(word.getVerdict().getAfter() == SeriesState.OPEN)
            .setSuspect(word.getVerdict().getAfter() == SeriesState.SUSPECT)
            .setWeight(word.getWeight())
            .setOnset(word.getVerdict().getOnset())
            .build();
    ServiceContext now = watch.note(service, state, fare, word.getTime());
    services.put(service, state);
    if (ServiceWatch.isNews(before, now)) {
      StageRecord change =
          StageRecord.newBuilder(word)
              .setType(StageRecordType.CONTEXT)
              .setStage(Stage.CONTEXT)
              .setPartition(0)
              .setVerdict(null)
              .setContext(now)
              .build();
      forward("", change);
      if (before.getDown() != now.getDown()) {
        forward(ServiceWatch.WORLD, ServiceWatch.verdict(change, word.getVerdict()));
      }
    }
  }

  private void announce(StageRecord progress) {
    StageProgress.tell(telemetry, progress);
    commits.tell(progress, List.of(NodeNames.TO_EVENT));
  }

  private void forward(String key, StageRecord value) {
    context.forward(
        new Record<>(key, value, context.currentStreamTimeMs()),
        NodeNames.sink(NodeNames.CONTEXT, NodeNames.TO_EVENT));
  }
}
