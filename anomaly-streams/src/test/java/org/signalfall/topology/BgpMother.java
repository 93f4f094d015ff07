package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;
import org.signalfall.schema.reference.Addresses;
import org.signalfall.schema.reference.ReferenceData;

/** What collectors tell of a made-up Internet: 10.0.0.0/9 is in Iraq, 10.128.0.0/9 in Jordan. */
final class BgpMother {

  static final ReferenceData PLACES =
      new ReferenceData.Builder()
          .asn(64_500, Optional.of("IQ"), "Example of Iraq")
          .ipv4From(10L << 24, Optional.of("IQ"))
          .ipv4From((10L << 24) + (128L << 16), Optional.of("JO"))
          .ipv4From(11L << 24, Optional.empty())
          .ipv6From(0x2001_0db8_0000_0000L, Optional.of("IQ"))
          .ipv6From(0x2001_0db9_0000_0000L, Optional.empty())
          .build();

  private BgpMother() {}

  /** Returns a peer of a collector, numbered from 0. */
  static PeerId peer(String collector, int number) {
    return new PeerId(collector, "192.0.2." + (number + 1), 64_600L + number);
  }

  static Prefix prefix(String text) {
    int slash = text.indexOf('/');
    byte[] address = Addresses.parse(text.substring(0, slash)).orElseThrow();
    return new Prefix(
        address.length == 4 ? 4 : 6,
        ByteBuffer.wrap(address),
        Integer.parseInt(text.substring(slash + 1)));
  }

  static PeerState up(Instant time, PeerId peer) {
    return new PeerState(time, peer, PeerStatus.UP, true, 500_000, 0);
  }

  static PeerState down(Instant time, PeerId peer) {
    return new PeerState(time, peer, PeerStatus.DOWN, false, 0, 0);
  }

  static PeerState silent(Instant time, PeerId peer) {
    return new PeerState(time, peer, PeerStatus.SILENT, true, 500_000, 0);
  }

  static PeerState transfer(Instant time, PeerId peer) {
    return new PeerState(time, peer, PeerStatus.TABLE_TRANSFER, false, 0, 0);
  }

  static BgpUpdate announcement(Instant time, PeerId peer, String prefix, long origin) {
    return BgpUpdate.newBuilder()
        .setTime(time)
        .setPrefix(prefix(prefix))
        .setRoute(route(peer, origin))
        .build();
  }

  static BgpUpdate withdrawal(Instant time, PeerId peer, String prefix) {
    return BgpUpdate.newBuilder()
        .setTime(time)
        .setPrefix(prefix(prefix))
        .setWithdrawn(true)
        .setRoute(Route.newBuilder().setPeer(peer).build())
        .build();
  }

  static RibEntry dumped(Instant time, String prefix, long origin, PeerId... peers) {
    return RibEntry.newBuilder()
        .setTime(time)
        .setPrefix(prefix(prefix))
        .setRoutes(Arrays.stream(peers).map(peer -> route(peer, origin)).toList())
        .build();
  }

  static Route route(PeerId peer, long... origins) {
    List<Long> all = Arrays.stream(origins).boxed().toList();
    return Route.newBuilder().setPeer(peer).setOrigins(all).setAsPath(all).build();
  }
}
