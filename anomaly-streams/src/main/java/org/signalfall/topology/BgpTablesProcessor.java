package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.VisibilityChange;
import org.signalfall.avro.WitnessCount;
import org.signalfall.bgp.BgpWord;
import org.signalfall.bgp.BgpWords;
import org.signalfall.bgp.IpPrefix;
import org.signalfall.bgp.PeerName;
import org.signalfall.bgp.SightListener;
import org.signalfall.bgp.VisibilityEngine;
import org.signalfall.bgp.Witnesses;
import org.signalfall.observe.SightReport;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.signal.Hashes;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.Slots;

/**
 * Table stage of BGP: keeps words until progress has passed them, applies them to the tables in the
 * order of time, and passes on by how much the visible space of each scope has changed when a bin
 * ends.
 */
final class BgpTablesProcessor implements Processor<byte[], BgpRecord, String, SpecificRecord> {

  static final String SLASH24S = "bgp-visible-slash24s";
  static final String SLASH48S = "bgp-visible-slash48s";

  private static final Duration CLOSING_INTERVAL = Duration.ofMillis(100);

  private final ReferenceData reference;
  private final int mostFeeds;
  private final int mostPrefixes;
  private final int mostPeers;

  private ProcessorContext<String, SpecificRecord> context;
  private FeedGate gate;
  private LimitRelay limits;
  private TimedStore<byte[]> pending;
  private KeyValueStore<Bytes, byte[]> prefixes;
  private KeyValueStore<String, byte[]> peers;
  private Map<String, BgpFeed> feeds;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;

  /** Changes of the bin that closes, by series. */
  private final TreeMap<String, VisibilityChange> changes = new TreeMap<>();

  BgpTablesProcessor(Rulebook rules) {
    this.reference = rules.reference();
    this.mostFeeds = rules.limits().feeds();
    this.mostPrefixes = rules.limits().prefixes();
    this.mostPeers = rules.limits().peers();
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    telemetry =
        Telemetry.of(context.appConfigs()).task(NodeNames.BGP_TABLES, context.taskId().partition());
    CommittingStore<String, byte[]> storedFeeds = context.getStateStore(NodeNames.BGP_FEEDS);
    gate =
        new FeedGate(
            context,
            storedFeeds.entries(),
            Stage.BGP_TABLES,
            NodeNames.BGP_TABLES,
            Set.of(NodeNames.TO_VISIBILITY),
            mostFeeds,
            telemetry);
    storedFeeds.beforeCommit(gate::write);
    limits = new LimitRelay(context, NodeNames.BGP_TABLES, gate::origin, gate::watermark);
    pending = new TimedStore<>(context.getStateStore(NodeNames.BGP_PENDING));
    prefixes = context.getStateStore(NodeNames.BGP_PREFIXES);
    peers = context.getStateStore(NodeNames.BGP_PEERS);
    feeds = new HashMap<>();
    context.schedule(CLOSING_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> closeDue());
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<byte[], BgpRecord> record) {
    BgpRecord raw = record.value();
    gate.take(
        RawEnvelope.of(raw, record.headers()),
        record.timestamp(),
        () -> keepForItsTime(raw, record.timestamp()),
        this::closeDue);
  }

  private void keepForItsTime(BgpRecord raw, long appendTime) {
    BgpFeed feed = feed(raw.getFeed());
    long time = timeOf(raw).toEpochMilli();
    Optional<BgpWord> word;
    try {
      word = wordOf(raw, peer -> number(raw.getFeed(), feed, peer));
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(e.getMessage());
    }
    save(raw.getFeed(), feed);
    boolean late = gate.isLate(raw.getFeed(), time, appendTime);
    if (!late && word.isPresent()) {
      pending.put(raw.getFeed(), time, turn(raw), word.get().encode());
    }
  }

  /** A peer that is new has to find room. */
  private int number(String name, BgpFeed feed, PeerName peer) {
    if (!feed.sessions().knows(peer) && feed.sessions().size() >= mostPeers) {
      reached(name, SeriesLimit.PEERS, mostPeers);
      throw new RefusedRecordException(SeriesLimit.PEERS.refusal());
    }
    return feed.sessions().number(peer);
  }

  private void reached(String name, SeriesLimit limit, int most) {
    telemetry.limitHit(limit);
    if (limits.reached(name, limit, most)) {
      LimitRelay.warn(name, limit, most);
    }
  }

  private static Instant timeOf(BgpRecord raw) {
    return switch (raw.getType()) {
      case UPDATE -> FeedGate.require(raw.getUpdate()).getTime();
      case RIB_ENTRY -> FeedGate.require(raw.getRibEntry()).getTime();
      case PEER_STATE -> FeedGate.require(raw.getPeerState()).getTime();
      default -> throw new IllegalStateException("the gate lets only data pass");
    };
  }

  private static Optional<BgpWord> wordOf(BgpRecord raw, ToIntFunction<PeerName> number) {
    return switch (raw.getType()) {
      case UPDATE -> BgpWords.of(raw.getUpdate(), number);
      case RIB_ENTRY -> BgpWords.of(raw.getRibEntry(), number);
      default -> BgpWords.of(raw.getPeerState(), number);
    };
  }

  /** Words of one time come in the order of their lane and of their number in it. */
  private static String turn(BgpRecord raw) {
    return "%03x%016x".formatted(raw.getLane(), raw.getSequence());
  }

  /** Sees to a bounded number of words and prefixes; the punctuator comes back for the rest. */
  private void closeDue() {
    int budget = TimedStore.CHUNK;
    for (String name : gate.withWork()) {
      BgpFeed feed = feed(name);
      long watermark = gate.watermark(name);
      boolean done = false;
      while (!done && budget > 0) {
        long next = nextBin(name, watermark);
        if (feed.openBin() == BgpFeed.NONE && next == BgpFeed.NONE) {
          done = true;
        } else if (feed.openBin() == BgpFeed.NONE) {
          feed.open(next);
        } else if (next == feed.openBin()) {
          budget -= apply(name, feed);
        } else {
          budget -= close(name, feed, budget);
        }
      }
      save(name, feed);
      if (!done) {
        return;
      }
      gate.announce(name);
    }
  }

  /** Returns the end of the next bin that progress has passed and words wait for, else NONE. */
  private long nextBin(String name, long watermark) {
    OptionalLong first = pending.firstTime(name, watermark - 1);
    if (first.isEmpty()) {
      return BgpFeed.NONE;
    }
    long end = Slots.endOf(first.getAsLong());
    return end <= watermark ? end : BgpFeed.NONE;
  }

  private int apply(String name, BgpFeed feed) {
    List<KeyValue<StoreKeys.Timed, byte[]>> words = pending.chunk(name, feed.openBin() - 1);
    for (KeyValue<StoreKeys.Timed, byte[]> word : words) {
      feed.engine().take(word.key.time(), BgpWord.decode(word.value));
      pending.remove(name, word.key.time(), word.key.name());
    }
    return words.size();
  }

  private int close(String name, BgpFeed feed, int most) {
    int lookedAt = feed.engine().closeBin(most);
    tellChanges(name, feed.openBin());
    if (lookedAt < most) {
      tellWitnesses(name, feed);
      feed.open(BgpFeed.NONE);
    }
    return Math.max(1, lookedAt);
  }

  private void note(IpPrefix prefix, List<Long> origins, long units) {
    ByteBuffer address = ByteBuffer.wrap(prefix.address());
    String country = reference.country(address, prefix.length()).orElse("");
    if (country.isEmpty()) {
      return;
    }
    String signal = prefix.family() == 4 ? SLASH24S : SLASH48S;
    note(new SeriesId(country, "", 0, "", "", signal), units);
    reference
        .region(address, prefix.length())
        .filter(region -> region.startsWith(country))
        .ifPresent(region -> note(new SeriesId(country, region, 0, "", "", signal), units));
    for (long origin : origins) {
      note(new SeriesId(country, "", origin, "", "", signal), units);
    }
  }

  private void note(SeriesId series, long units) {
    changes.merge(
        series.encoded(),
        new VisibilityChange(Verdicts.scope(series), series.signal(), units),
        (known, more) ->
            new VisibilityChange(
                known.getScope(), known.getSignal(), known.getUnits() + more.getUnits()));
  }

  private void tellChanges(String name, long binEnd) {
    for (VisibilityChange change : changes.values()) {
      if (change.getUnits() != 0) {
        StageRecord.Builder record =
            record(StageRecordType.VISIBILITY, name, binEnd).setVisibility(change);
        forward(Verdicts.key(change.getScope()), record.build(), NodeNames.TO_VISIBILITY);
      }
    }
    changes.clear();
  }

  /** All tasks know the same peers, so that one of them speaks for all. */
  private void tellWitnesses(String name, BgpFeed feed) {
    Witnesses now = feed.sessions().witnesses();
    if (now.equals(feed.told())) {
      return;
    }
    feed.tell(now);
    if (speaksForAll()) {
      StageRecord.Builder record =
          record(StageRecordType.WITNESSES, name, feed.openBin())
              .setWitnesses(new WitnessCount(now.live(), now.known()));
      forward("", record.build(), NodeNames.TO_VISIBILITY);
    }
  }

  private boolean speaksForAll() {
    return context.taskId().partition() == 0;
  }

  private StageRecord.Builder record(StageRecordType type, String name, long time) {
    return StageRecord.newBuilder()
        .setType(type)
        .setStage(Stage.BGP_TABLES)
        .setPartition(context.taskId().partition())
        .setFeed(name)
        .setTime(Instant.ofEpochMilli(time))
        .setOrigin(gate.origin(name));
  }

  private BgpFeed feed(String name) {
    return feeds.computeIfAbsent(
        name,
        first -> {
          BgpFeed feed = BgpFeed.decode(peers.get(first));
          feed.runBy(
              new VisibilityEngine(
                  feed.sessions(),
                  new StoredPrefixes(prefixes, first, new Room(first, feed)),
                  this::note,
                  new Reports(first)));
          return feed;
        });
  }

  private void save(String name, BgpFeed feed) {
    if (feed.isChanged()) {
      peers.put(name, feed.encode());
    }
  }

  private void forward(String key, SpecificRecord value, String target) {
    context.forward(
        new Record<>(key, value, context.currentStreamTimeMs()),
        NodeNames.sink(NodeNames.BGP_TABLES, target));
  }

  /** What one feed may fill of the store of prefixes. */
  private final class Room implements StoredPrefixes.Room {

    private final String name;
    private final BgpFeed feed;

    Room(String name, BgpFeed feed) {
      this.name = name;
      this.feed = feed;
    }

    @Override
    public boolean takesUp() {
      if (feed.prefixes() < mostPrefixes) {
        feed.countPrefixes(1);
        return true;
      }
      reached(name, SeriesLimit.PREFIXES, mostPrefixes);
      return false;
    }

    @Override
    public void gives() {
      feed.countPrefixes(-1);
    }
  }

  /** Reports on peers and collectors, by one task for all. */
  private final class Reports implements SightListener {

    private final String feed;

    Reports(String feed) {
      this.feed = feed;
    }

    @Override
    public void peerLost(PeerName peer, long since) {
      publish(peer.collector(), ofPeer(peer, since, null));
    }

    @Override
    public void peerBack(PeerName peer, long since, long until) {
      publish(peer.collector(), ofPeer(peer, since, Instant.ofEpochMilli(until)));
    }

    @Override
    public void peerSilent(PeerName peer, long since) {
      publish(peer.collector(), ofSilentPeer(peer, since, null));
    }

    @Override
    public void peerHeard(PeerName peer, long since, long until) {
      publish(peer.collector(), ofSilentPeer(peer, since, Instant.ofEpochMilli(until)));
    }

    @Override
    public void collectorLost(String collector, long since) {
      publish(collector, ofCollector(collector, since, null));
    }

    @Override
    public void collectorBack(String collector, long since, long until) {
      publish(collector, ofCollector(collector, since, Instant.ofEpochMilli(until)));
    }

    private ObservabilityEvent ofPeer(PeerName peer, long since, Instant until) {
      return SightReport.ofPeer(
          feed,
          gate.origin(feed),
          peer.collector(),
          nameOf(peer),
          Instant.ofEpochMilli(since),
          until);
    }

    private ObservabilityEvent ofSilentPeer(PeerName peer, long since, Instant until) {
      return SightReport.ofSilentPeer(
          feed,
          gate.origin(feed),
          peer.collector(),
          nameOf(peer),
          Instant.ofEpochMilli(since),
          until);
    }

    /** An address stays within the raw topics; its hash tells two routers of one network apart. */
    private static String nameOf(PeerName peer) {
      return "AS%d-%08x".formatted(peer.asn(), (int) Hashes.of(peer.address()));
    }

    private ObservabilityEvent ofCollector(String collector, long since, Instant until) {
      return SightReport.ofCollector(
          feed, gate.origin(feed), collector, Instant.ofEpochMilli(since), until);
    }

    private void publish(String collector, ObservabilityEvent report) {
      if (speaksForAll()) {
        forward(collector, report, NodeNames.OBSERVABILITY);
      }
    }
  }
}
