package org.signalfall.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.QuorumState;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.CaseKey;
import org.signalfall.event.Quorum;

/** Scope stage: counts the verdicts of networks and regions as votes on their country. */
final class ScopeProcessor implements Processor<byte[], StageRecord, String, SpecificRecord> {

  private static final Duration DRAIN_INTERVAL = Duration.ofMillis(100);

  /** At some 20 KiB a quorum of 60 networks. */
  private static final int MOST_AT_HAND = 1_024;

  private final int partitions;
  private final Quorum quorum = new Quorum();

  private ProcessorContext<String, SpecificRecord> context;
  private StageDrain drain;
  private NewsCommit commits;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;
  private AtHand<Bytes, QuorumState> quorums;

  ScopeProcessor(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    telemetry =
        Telemetry.of(context.appConfigs()).task(NodeNames.SCOPE, context.taskId().partition());
    CommittingStore<Bytes, QuorumState> stored = context.getStateStore(NodeNames.SCOPE_QUORUMS);
    KeyValueStore<Bytes, QuorumState> entries = stored.entries();
    quorums = new AtHand<>(MOST_AT_HAND, entries::get, entries::put);
    stored.beforeCommit(quorums::write);
    commits = new NewsCommit(context, NodeNames.SCOPE);
    drain =
        new StageDrain(
            new Upstream(context.getStateStore(NodeNames.SCOPE_FEEDS)),
            new StageInbox(context.getStateStore(NodeNames.SCOPE_INBOX)),
            Stage.SCOPE,
            this::required,
            this::cast,
            this::announce);
    context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> drain.drainAll());
  }

  private Map<Stage, Integer> required(FeedKind kind) {
    return switch (kind) {
      case PROBE -> Map.of(Stage.NETWORK_PROBE, partitions);
      case BGP -> Map.of(Stage.NETWORK_BGP, partitions);
      case TRAFFIC -> Map.of(Stage.NETWORK_TRAFFIC, partitions);
      case UNKNOWN -> throw new IllegalStateException("the roster holds no feed of unknown kind");
    };
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

  private void cast(StageRecord ballot) {
    for (Scope wider : Quorum.widerScopes(ballot.getVerdict().getScope())) {
      Bytes key = key(ballot.getVerdict(), wider);
      QuorumState known = quorums.get(key);
      QuorumState state = known == null ? QuorumState.newBuilder().build() : known;
      Quorum.Outcome outcome = quorum.cast(state, wider, ballot);
      quorums.put(key, state);
      outcome
          .verdict()
          .ifPresent(
              verdict -> {
                verdict.setPartition(context.taskId().partition());
                forward(Audience.of(verdict.getVerdict()), verdict, NodeNames.TO_EVENT);
                forward(
                    Verdicts.key(wider),
                    Verdicts.forTap(verdict.getVerdict()),
                    NodeNames.VERDICT_TAP);
              });
      if (wider.getLevel() == ScopeLevel.COUNTRY && wider.getService() != null) {
        tellContext(ballot, wider, outcome);
      }
    }
  }

  /** Parts of one kind vote on one question: networks with networks, regions with regions. */
  private static Bytes key(SeriesVerdict verdict, Scope wider) {
    return StoreKeys.named(
        verdict.getFeed() + '\0' + verdict.getSignal() + '\0' + wider.getComponent(),
        verdict.getScope().getLevel() + "\0" + CaseKey.of(wider).encoded());
  }

  private void tellContext(StageRecord ballot, Scope wider, Quorum.Outcome outcome) {
    SeriesVerdict fare =
        SeriesVerdict.newBuilder(ballot.getVerdict())
            .setScope(wider)
            .setAfter(stateOf(outcome))
            .build();
    StageRecord record =
        StageRecord.newBuilder(ballot)
            .setType(StageRecordType.VERDICT)
            .setStage(Stage.SCOPE)
            .setPartition(context.taskId().partition())
            .setVerdict(fare)
            .setWeight(outcome.weight())
            .build();
    forward(wider.getService(), record, NodeNames.TO_CONTEXT);
  }

  private static SeriesState stateOf(Quorum.Outcome outcome) {
    if (outcome.failing()) {
      return SeriesState.OPEN;
    }
    return outcome.suspect() ? SeriesState.SUSPECT : SeriesState.NORMAL;
  }

  private void announce(StageRecord progress) {
    StageProgress.tell(telemetry, progress);
    progress.setPartition(context.taskId().partition());
    commits.tell(progress, List.of(NodeNames.TO_CONTEXT, NodeNames.TO_EVENT));
  }

  private void forward(String key, SpecificRecord value, String target) {
    context.forward(
        new Record<>(key, value, context.currentStreamTimeMs()),
        NodeNames.sink(NodeNames.SCOPE, target));
  }
}
