package org.signalfall.topology;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.QuorumState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.ServiceWatchState;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.observe.VantageNames;
import org.signalfall.schema.topic.EventPartitioner;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Wires the walk: raw records to the network stage, verdicts to the scope and context stages, and
 * all of it to the event stage. Nothing but wiring happens here.
 */
public final class SignalfallTopology {

  /** Makes serdes for the classes of the contract. */
  @FunctionalInterface
  public interface ContractSerde {
    /** Returns a serde for values of that generated class. */
    <T extends SpecificRecord> Serde<T> of(Class<T> type);
  }

  private final Rulebook rules;
  private final VantageNames vantages;
  private final int partitions;
  private final boolean tapSignals;
  private final ContractSerde serdes;
  private final Function<String, KeyValueBytesStoreSupplier> stores;
  private final Topology topology = new Topology();

  private SignalfallTopology(
      Rulebook rules,
      String vantageKey,
      int partitions,
      boolean tapSignals,
      ContractSerde serdes,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    this.rules = rules;
    this.vantages = new VantageNames(vantageKey);
    this.partitions = partitions;
    this.tapSignals = tapSignals;
    this.serdes = serdes;
    this.stores = stores;
  }

  /**
   * Builds the topology.
   *
   * @param vantageKey secret under which vantages are hashed before they are spoken of in public
   * @param partitions partition count of the catalogue's topics
   * @param tapSignals whether every closed bin is written to the signals tap
   * @param serdes makes the serdes of topics and stores
   * @param stores makes the stores: on disk where state is to outlive the process, in memory where
   *     it needn't
   */
  public static Topology build(
      Rulebook rules,
      String vantageKey,
      int partitions,
      boolean tapSignals,
      ContractSerde serdes,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    SignalfallTopology wiring =
        new SignalfallTopology(rules, vantageKey, partitions, tapSignals, serdes, stores);
    wiring.probeNetworkStage();
    wiring.trafficNetworkStage();
    wiring.bgpTableStage();
    wiring.visibilityStage();
    wiring.scopeStage();
    wiring.contextStage();
    wiring.eventStage();
    return wiring.topology;
  }

  private void probeNetworkStage() {
    String node = NodeNames.PROBE_NETWORK;
    source(NodeNames.PROBE_SOURCE, TopicCatalogue.RAW_PROBE, ProbeRecord.class);
    ProcessorSupplier<byte[], ProbeRecord, String, SpecificRecord> supplier =
        () -> new ProbeNetworkProcessor(rules, vantages, tapSignals);
    topology.addProcessor(node, supplier, NodeNames.PROBE_SOURCE);
    topology.addStateStore(uncached(NodeNames.PROBE_SLOTS), node);
    topology.addStateStore(uncached(NodeNames.PROBE_SERIES), node);
    topology.addStateStore(timed(NodeNames.PROBE_DUES, Serdes.ByteArray()), node);
    topology.addStateStore(uncached(NodeNames.PROBE_PLACES), node);
    topology.addStateStore(timed(NodeNames.PROBE_RECENT, Serdes.ByteArray()), node);
    topology.addStateStore(committing(NodeNames.PROBE_FEEDS), node);
    topology.addStateStore(timed(NodeNames.PROBE_COUNTS, Serdes.ByteArray()), node);
    networkSinks(node);
  }

  private void trafficNetworkStage() {
    String node = NodeNames.TRAFFIC_NETWORK;
    source(NodeNames.TRAFFIC_SOURCE, TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class);
    ProcessorSupplier<byte[], TrafficRecord, String, SpecificRecord> supplier =
        () -> new TrafficNetworkProcessor(rules, tapSignals);
    topology.addProcessor(node, supplier, NodeNames.TRAFFIC_SOURCE);
    topology.addStateStore(timed(NodeNames.TRAFFIC_SLOTS, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.TRAFFIC_SERIES, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.TRAFFIC_DUES, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.TRAFFIC_RECENT, Serdes.ByteArray()), node);
    topology.addStateStore(committing(NodeNames.TRAFFIC_FEEDS), node);
    topology.addStateStore(timed(NodeNames.TRAFFIC_COUNTS, Serdes.ByteArray()), node);
    networkSinks(node);
  }

  private void bgpTableStage() {
    String node = NodeNames.BGP_TABLES;
    source(NodeNames.BGP_SOURCE, TopicCatalogue.RAW_BGP, BgpRecord.class);
    ProcessorSupplier<byte[], BgpRecord, String, SpecificRecord> supplier =
        () -> new BgpTablesProcessor(rules);
    topology.addProcessor(node, supplier, NodeNames.BGP_SOURCE);
    topology.addStateStore(timed(NodeNames.BGP_PENDING, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.BGP_PREFIXES, Serdes.ByteArray()), node);
    topology.addStateStore(named(NodeNames.BGP_PEERS, Serdes.ByteArray()), node);
    topology.addStateStore(committing(NodeNames.BGP_FEEDS), node);
    stageSink(node, NodeNames.TO_VISIBILITY, TopicCatalogue.TO_VISIBILITY);
    stageSink(node, NodeNames.TO_SCOPE, TopicCatalogue.TO_SCOPE);
    stageSink(node, NodeNames.TO_CONTEXT, TopicCatalogue.TO_CONTEXT);
    stageSink(node, NodeNames.TO_EVENT, TopicCatalogue.TO_EVENT);
    sink(node, NodeNames.OBSERVABILITY, TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
  }

  private void visibilityStage() {
    String node = NodeNames.VISIBILITY;
    source(NodeNames.VISIBILITY_SOURCE, TopicCatalogue.TO_VISIBILITY, StageRecord.class);
    ProcessorSupplier<byte[], StageRecord, String, SpecificRecord> supplier =
        () -> new VisibilityProcessor(rules, partitions, tapSignals);
    topology.addProcessor(node, supplier, NodeNames.VISIBILITY_SOURCE);
    topology.addStateStore(timed(NodeNames.VISIBILITY_CHANGES, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.VISIBILITY_SERIES, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.VISIBILITY_DUES, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.VISIBILITY_COUNTS, Serdes.ByteArray()), node);
    topology.addStateStore(named(NodeNames.VISIBILITY_WATCH, Serdes.ByteArray()), node);
    topology.addStateStore(named(NodeNames.VISIBILITY_FEEDS, Serdes.ByteArray()), node);
    stageSink(node, NodeNames.TO_SCOPE, TopicCatalogue.TO_SCOPE);
    stageSink(node, NodeNames.TO_EVENT, TopicCatalogue.TO_EVENT);
    sink(node, NodeNames.SIGNAL_TAP, TopicCatalogue.SIGNALS, SignalBin.class);
    sink(node, NodeNames.VERDICT_TAP, TopicCatalogue.VERDICTS, SeriesVerdict.class);
    sink(node, NodeNames.OBSERVABILITY, TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
  }

  private void networkSinks(String node) {
    stageSink(node, NodeNames.TO_SCOPE, TopicCatalogue.TO_SCOPE);
    stageSink(node, NodeNames.TO_CONTEXT, TopicCatalogue.TO_CONTEXT);
    stageSink(node, NodeNames.TO_EVENT, TopicCatalogue.TO_EVENT);
    sink(node, NodeNames.SIGNAL_TAP, TopicCatalogue.SIGNALS, SignalBin.class);
    sink(node, NodeNames.VERDICT_TAP, TopicCatalogue.VERDICTS, SeriesVerdict.class);
    sink(node, NodeNames.OBSERVABILITY, TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
  }

  private void scopeStage() {
    String node = NodeNames.SCOPE;
    source(NodeNames.SCOPE_SOURCE, TopicCatalogue.TO_SCOPE, StageRecord.class);
    ProcessorSupplier<byte[], StageRecord, String, SpecificRecord> supplier =
        () -> new ScopeProcessor(partitions);
    topology.addProcessor(node, supplier, NodeNames.SCOPE_SOURCE);
    topology.addStateStore(timed(NodeNames.SCOPE_INBOX, serdes.of(StageRecord.class)), node);
    topology.addStateStore(
        committing(NodeNames.SCOPE_QUORUMS, Serdes.Bytes(), serdes.of(QuorumState.class)), node);
    topology.addStateStore(named(NodeNames.SCOPE_FEEDS, Serdes.ByteArray()), node);
    stageSink(node, NodeNames.TO_CONTEXT, TopicCatalogue.TO_CONTEXT);
    stageSink(node, NodeNames.TO_EVENT, TopicCatalogue.TO_EVENT);
    sink(node, NodeNames.VERDICT_TAP, TopicCatalogue.VERDICTS, SeriesVerdict.class);
  }

  private void contextStage() {
    String node = NodeNames.CONTEXT;
    source(NodeNames.CONTEXT_SOURCE, TopicCatalogue.TO_CONTEXT, StageRecord.class);
    ProcessorSupplier<byte[], StageRecord, String, SpecificRecord> supplier =
        () -> new ContextProcessor(partitions);
    topology.addProcessor(node, supplier, NodeNames.CONTEXT_SOURCE);
    topology.addStateStore(timed(NodeNames.CONTEXT_INBOX, serdes.of(StageRecord.class)), node);
    topology.addStateStore(
        named(NodeNames.CONTEXT_SERVICES, serdes.of(ServiceWatchState.class)), node);
    topology.addStateStore(named(NodeNames.CONTEXT_FEEDS, Serdes.ByteArray()), node);
    stageSink(node, NodeNames.TO_EVENT, TopicCatalogue.TO_EVENT);
  }

  private void eventStage() {
    String node = NodeNames.EVENT;
    source(NodeNames.EVENT_SOURCE, TopicCatalogue.TO_EVENT, StageRecord.class);
    ProcessorSupplier<byte[], StageRecord, String, SpecificRecord> supplier =
        () -> new EventProcessor(rules, partitions);
    topology.addProcessor(node, supplier, NodeNames.EVENT_SOURCE);
    topology.addStateStore(timed(NodeNames.EVENT_INBOX, serdes.of(StageRecord.class)), node);
    topology.addStateStore(named(NodeNames.EVENT_CASES, serdes.of(EventCase.class)), node);
    topology.addStateStore(timed(NodeNames.EVENT_WAKES, Serdes.ByteArray()), node);
    topology.addStateStore(named(NodeNames.EVENT_CONTEXTS, serdes.of(StageRecord.class)), node);
    topology.addStateStore(named(NodeNames.EVENT_FEEDS, Serdes.ByteArray()), node);
    topology.addStateStore(named(NodeNames.EVENT_CLOCK, Serdes.ByteArray()), node);
    topology.addStateStore(timed(NodeNames.EVENT_OFFSETS, Serdes.ByteArray()), node);
    eventSink(NodeNames.EVENTS, TopicCatalogue.EVENTS);
    eventSink(NodeNames.EVENTS_LATEST, TopicCatalogue.EVENTS_LATEST);
    eventSink(NodeNames.EVENTS_OUTAGE, TopicCatalogue.EVENTS_OUTAGE);
    eventSink(NodeNames.EVENTS_RESTRICTION, TopicCatalogue.EVENTS_RESTRICTION);
    sink(node, NodeNames.OBSERVABILITY, TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
    sink(node, NodeNames.EVALUATED, TopicCatalogue.EVALUATED, Evaluated.class);
  }

  /** Keys say where records go, and all that they say is in the records as well. */
  private <T extends SpecificRecord> void source(String name, String topic, Class<T> type) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        Serdes.ByteArray().deserializer(),
        serdes.of(type).deserializer(),
        topic);
  }

  private <T extends SpecificRecord> void sink(
      String node, String target, String topic, Class<T> type) {
    topology.addSink(
        NodeNames.sink(node, target),
        topic,
        Serdes.String().serializer(),
        serdes.of(type).serializer(),
        node);
  }

  private void stageSink(String node, String target, String topic) {
    topology.addSink(
        NodeNames.sink(node, target),
        topic,
        Serdes.String().serializer(),
        serdes.of(StageRecord.class).serializer(),
        new StagePartitioner(),
        node);
  }

  private void eventSink(String target, String topic) {
    topology.addSink(
        NodeNames.sink(NodeNames.EVENT, target),
        topic,
        Serdes.String().serializer(),
        serdes.of(ConnectivityEvent.class).serializer(),
        (name, key, value, count) ->
            Optional.of(Set.of(EventPartitioner.partition(String.valueOf(key), count))),
        NodeNames.EVENT);
  }

  private <V> StoreBuilder<?> timed(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.Bytes(), values)
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /** A store of what its stage has as objects until a commit is near. */
  private StoreBuilder<?> uncached(String name) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  private StoreBuilder<?> committing(String name) {
    return committing(name, Serdes.String(), Serdes.ByteArray());
  }

  private <K, V> StoreBuilder<?> committing(String name, Serde<K> keys, Serde<V> values) {
    return new CommittingStore.Builder<>(
        Stores.keyValueStoreBuilder(stores.apply(name), keys, values)
            .withCachingDisabled()
            .withLoggingEnabled(Map.of()));
  }

  private <V> StoreBuilder<?> named(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.String(), values)
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
