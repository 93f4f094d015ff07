package org.signalfall.standalone.replay;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.schema.reference.ReferenceData;

/**
 * Two days of BGP as four peers of one collector tell it: all of Iraq's prefixes, which lie in many
 * covering blocks, are withdrawn for some hours, and sessions are reset before, during and after.
 */
final class GeneratedRoutes implements Source {

  static final String COUNTRY = "IQ";
  static final Instant START = Instant.parse("2023-03-06T00:00:00Z");
  static final Instant LOST = START.plus(Duration.ofHours(30));

  private static final Instant BACK = LOST.plus(Duration.ofHours(5));
  private static final Instant END = START.plus(Duration.ofHours(42));
  private static final int PEERS = 4;
  private static final int PREFIXES = 40;

  private final List<TimedBgp> records = new ArrayList<>();
  private final List<Prefix> prefixes = new ArrayList<>();

  GeneratedRoutes() {
    choosePrefixes();
    open();
    for (int peer = 0; peer < PEERS; peer++) {
      for (Prefix prefix : prefixes) {
        update(LOST.plusSeconds(3L * peer), peer, prefix, true);
        update(BACK.plusSeconds(3L * peer), peer, prefix, false);
      }
    }
    reset(START.plus(Duration.ofHours(28)), 1, true);
    reset(LOST.plus(Duration.ofHours(2)), 2, false);
    reset(BACK.plus(Duration.ofHours(2)), 3, true);
    update(END, 0, prefixes.get(0), false);
    records.sort(Comparator.comparingLong(TimedBgp::time));
  }

  private void choosePrefixes() {
    for (int number = 1 << 8; number < 224 << 8 && prefixes.size() < PREFIXES; number++) {
      byte[] address = {(byte) (number >>> 8), (byte) number, 0, 0};
      Prefix prefix = new Prefix(4, ByteBuffer.wrap(address), 16);
      if (ReferenceData.builtIn().country(prefix).equals(Optional.of(COUNTRY))) {
        prefixes.add(prefix);
      }
    }
  }

  private void open() {
    for (int peer = 0; peer < PEERS; peer++) {
      state(START, peer, PeerStatus.TABLE_TRANSFER);
    }
    for (Prefix prefix : prefixes) {
      List<Route> routes = new ArrayList<>();
      for (int peer = 0; peer < PEERS; peer++) {
        routes.add(route(peer, prefix));
      }
      records.add(new TimedBgp.Table(new RibEntry(START.plusSeconds(1), prefix, routes)));
    }
    for (int peer = 0; peer < PEERS; peer++) {
      state(START.plusSeconds(2), peer, PeerStatus.UP);
    }
  }

  private void reset(Instant down, int peer, boolean announces) {
    state(down, peer, PeerStatus.DOWN);
    state(down.plusSeconds(10), peer, PeerStatus.TABLE_TRANSFER);
    if (announces) {
      prefixes.forEach(prefix -> update(down.plusSeconds(11), peer, prefix, false));
    }
    state(down.plusSeconds(90), peer, PeerStatus.UP);
  }

  private void update(Instant time, int peer, Prefix prefix, boolean withdrawn) {
    records.add(new TimedBgp.Update(new BgpUpdate(time, prefix, withdrawn, route(peer, prefix))));
  }

  private void state(Instant time, int peer, PeerStatus status) {
    records.add(
        new TimedBgp.Peer(
            new PeerState(time, peerId(peer), status, status == PeerStatus.UP, 900_000, 0)));
  }

  private static Route route(int peer, Prefix prefix) {
    long origin = 64_500L + (prefix.getAddress().get(1) & 3);
    return Route.newBuilder()
        .setPeer(peerId(peer))
        .setOrigins(List.of(origin))
        .setAsPath(List.of(64_600L + peer, origin))
        .build();
  }

  private static PeerId peerId(int peer) {
    return new PeerId("rrc00", "192.0.2." + (peer + 1), 64_600L + peer);
  }

  @Override
  public FeedInfo feed() {
    return new FeedInfo("bgp:rrc00", FeedKind.BGP, Optional.empty(), Optional.empty());
  }

  @Override
  public String identity() {
    return "generated-routes";
  }

  @Override
  public RecordReader open(Rejections rejections) {
    Iterator<TimedBgp> rest = records.iterator();
    return new RecordReader() {
      @Override
      public TimedRecord next() {
        return rest.hasNext() ? rest.next() : null;
      }

      @Override
      public double progress() {
        return rest.hasNext() ? 0 : 1;
      }

      @Override
      public void close() {}
    };
  }
}
