package org.signalfall.ingest.mrt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PeerTracker;
import org.signalfall.ingest.input.Plausibility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the files of one collector by time, opening each when the time reaches it, and puts the
 * states of peers between their routes. Events of one time come in the order of the files.
 */
final class CollectorReader implements RecordReader {

  private static final Logger LOG = LoggerFactory.getLogger(CollectorReader.class);

  /** The next event of one file. */
  private record Head(MrtEvent event, int rank, MrtInput input, MrtFileReader reader) {}

  private final String collector;
  private final String feed;
  private final List<MrtInput> inputs;
  private final Plausibility plausibility;
  private final Rejections rejections;
  private final MrtCounts counts = new MrtCounts();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.<Head>comparingLong(head -> head.event().time()).thenComparingInt(Head::rank));
  private final Deque<TimedRecord> ready = new ArrayDeque<>();
  private final PeerTracker peers;
  private final long totalBytes;
  private long finishedBytes;
  private int opened;

  private CollectorReader(
      String collector,
      String feed,
      List<MrtInput> inputs,
      FullFeedRule fullFeed,
      Plausibility plausibility,
      Rejections rejections) {
    this.collector = collector;
    this.feed = feed;
    this.inputs = inputs;
    this.plausibility = plausibility;
    this.rejections = rejections;
    this.peers = new PeerTracker(collector, fullFeed, state -> ready.add(new TimedBgp.Peer(state)));
    this.totalBytes = inputs.stream().mapToLong(MrtInput::size).sum();
  }

  /**
   * Looks into each file and orders them by their first time, equal ones as given.
   *
   * @throws IOException when one can't be read
   */
  static CollectorReader of(
      String collector,
      List<Path> files,
      FullFeedRule fullFeed,
      Plausibility plausibility,
      String feed,
      Rejections rejections)
      throws IOException {
    List<MrtInput> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(MrtInput.of(file));
    }
    inputs.sort(Comparator.comparingLong(MrtInput::firstSeconds));
    return new CollectorReader(collector, feed, inputs, fullFeed, plausibility, rejections);
  }

  @Override
  public TimedRecord next() throws IOException {
    while (ready.isEmpty()) {
      openWhatIsReached();
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      take(head.event());
      advance(head.rank(), head.input(), head.reader());
    }
    return ready.poll();
  }

  @Override
  public double progress() {
    if (totalBytes == 0) {
      return opened == inputs.size() && heads.isEmpty() ? 1.0 : 0.0;
    }
    long consumed = finishedBytes;
    for (Head head : heads) {
      consumed += head.input().consumed();
    }
    return (double) consumed / totalBytes;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Head head : heads) {
      try {
        head.reader().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    heads.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private void openWhatIsReached() throws IOException {
    while (opened < inputs.size()
        && (heads.isEmpty()
            || inputs.get(opened).firstSeconds() <= heads.peek().event().time() / 1_000)) {
      int rank = opened++;
      MrtInput input = inputs.get(rank);
      MrtParser parser =
          new MrtParser(feed, input.file().toString(), input.open(), rejections, counts);
      advance(rank, input, new MrtFileReader(collector, parser, plausibility, counts));
    }
  }

  private void advance(int rank, MrtInput input, MrtFileReader reader) throws IOException {
    MrtEvent event;
    try {
      event = reader.next();
    } catch (IOException e) {
      reader.close();
      throw e;
    }
    if (event != null) {
      heads.add(new Head(event, rank, input, reader));
      return;
    }
    reader.close();
    finishedBytes += input.size();
    if (opened == inputs.size() && heads.isEmpty() && !counts.passedOver().isEmpty()) {
      LOG.info("passed over in {}: {}", feed, counts.passedOver());
    }
  }

  private void take(MrtEvent event) {
    peers.reached(event.time());
    if (event instanceof MrtEvent.Routes routes) {
      if (routes.record() instanceof TimedBgp.Update update) {
        peers.heard(event.time(), PeerKey.of(update.update().getRoute().getPeer()));
      }
      if (peers.awaitsAnnouncements()) {
        tellAnnouncement(routes.record());
      }
      ready.add(routes.record());
    } else if (event instanceof MrtEvent.StateChanged change) {
      peers.stateChanged(change.time(), change.peer(), change.oldState(), change.newState());
    } else if (event instanceof MrtEvent.RibEnded ended) {
      peers.ribEnded(ended.time(), ended.peer(), ended.afi());
    } else if (event instanceof MrtEvent.TableBegan began) {
      peers.tableBegan(began.time(), began.peers());
    } else if (event instanceof MrtEvent.TableEnded ended) {
      peers.tableEnded(ended.time(), ended.peers());
    }
  }

  private void tellAnnouncement(TimedBgp record) {
    if (record instanceof TimedBgp.Update update && !update.update().getWithdrawn()) {
      int afi = update.update().getPrefix().getFamily() == 4 ? Afi.IPV4 : Afi.IPV6;
      peers.announced(PeerKey.of(update.update().getRoute().getPeer()), afi);
    }
  }
}
