package org.signalfall.ingest.bmp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Reads the body of a BMP message (RFC 7854, sections 4.3 to 4.10).
 *
 * <pre>
 * tlv = type length value, of version 4 in Route Monitoring: type length index value
 * type, length, index = 2 octets each
 * </pre>
 */
final class BmpDecoder {

  private static final int ROUTE_MONITORING = 0;
  private static final int STATISTICS = 1;
  private static final int PEER_DOWN = 2;
  private static final int PEER_UP = 3;
  private static final int INITIATION = 4;
  private static final int TERMINATION = 5;
  private static final int ROUTE_MIRRORING = 6;

  private static final int WITH_TLVS = 4;
  private static final int STATELESS_TLV = 1;
  private static final int UPDATE_TLV = 4;
  private static final int ADD_PATH = 69;

  private static final int DESCRIPTION = 1;
  private static final int SYSTEM_NAME = 2;
  private static final int TABLE_NAME = 3;
  private static final int REASON = 1;

  private static final int PER_FAMILY_ADJ_RIB_IN = 9;
  private static final int PER_FAMILY_LOC_RIB = 10;

  private static final int MAX_TEXT_BYTES = 256;

  private BmpDecoder() {}

  /**
   * Reads the message that was read last.
   *
   * @throws MalformedRecordException when it is damaged
   */
  static BmpMessage decode(BmpFrames frames) throws MalformedRecordException {
    ByteCursor body = frames.body();
    return switch (frames.type()) {
      case ROUTE_MONITORING -> routeMonitoring(body, frames.version());
      case STATISTICS -> statistics(body);
      case PEER_DOWN -> new BmpMessage.PeerDown(PeerHeader.decode(body), body.u8());
      case PEER_UP -> peerUp(body);
      case INITIATION -> initiation(body);
      case TERMINATION -> termination(body);
      case ROUTE_MIRRORING -> new BmpMessage.RouteMirroring(PeerHeader.decode(body));
      default -> new BmpMessage.Unknown(frames.type());
    };
  }

  private static BmpMessage routeMonitoring(ByteCursor body, int version)
      throws MalformedRecordException {
    PeerHeader peer = PeerHeader.decode(body);
    if (version < WITH_TLVS) {
      return new BmpMessage.RouteMonitoring(peer, body, Optional.empty());
    }
    ByteCursor update = null;
    List<OpenMessage.AddPath> stateless = null;
    while (body.remaining() > 0) {
      int type = body.u16();
      int length = body.u16();
      int unused = body.skip(2);
      ByteCursor value = part(body, length);
      if (type == UPDATE_TLV) {
        update = value;
      } else if (type == STATELESS_TLV) {
        stateless = stateless == null ? new ArrayList<>() : stateless;
        addStateless(value, stateless);
      }
    }
    if (update == null) {
      throw new MalformedRecordException("a Route Monitoring message holds no BGP message");
    }
    return new BmpMessage.RouteMonitoring(peer, update, Optional.ofNullable(stateless));
  }

  /** Reads the capabilities that a message is to be read by. */
  private static void addStateless(ByteCursor value, List<OpenMessage.AddPath> stateless)
      throws MalformedRecordException {
    while (value.remaining() > 0) {
      int code = value.u8();
      ByteCursor capability = part(value, value.u8());
      if (code == ADD_PATH) {
        stateless.addAll(OpenMessage.addPaths(capability));
      }
    }
  }

  private static BmpMessage statistics(ByteCursor body) throws MalformedRecordException {
    PeerHeader peer = PeerHeader.decode(body);
    long count = body.u32();
    List<BmpMessage.Statistic> counters = new ArrayList<>();
    while (body.remaining() > 0) {
      int type = body.u16();
      ByteCursor value = part(body, body.u16());
      OpenMessage.Family family =
          type == PER_FAMILY_ADJ_RIB_IN || type == PER_FAMILY_LOC_RIB
              ? new OpenMessage.Family(value.u16(), value.u8())
              : null;
      counters.add(new BmpMessage.Statistic(type, family, number(value)));
    }
    if (counters.size() != count) {
      throw new MalformedRecordException(
          "a statistics report holds " + counters.size() + " counters instead of " + count);
    }
    return new BmpMessage.Statistics(peer, counters);
  }

  /** Reads a number of 4 or 8 octets; of other lengths, which are none, 0. */
  private static long number(ByteCursor value) throws MalformedRecordException {
    return switch (value.remaining()) {
      case 4 -> value.u32();
      case 8 -> (value.u32() << 32) | value.u32();
      default -> 0;
    };
  }

  private static BmpMessage peerUp(ByteCursor body) throws MalformedRecordException {
    PeerHeader peer = PeerHeader.decode(body);
    String localAddress = PeerHeader.address(body, peer.isIpv6());
    int localPort = body.u16();
    int remotePort = body.u16();
    OpenMessage sent = OpenMessage.decode(body);
    OpenMessage received = OpenMessage.decode(body);
    Optional<String> table = Optional.empty();
    while (body.remaining() > 0) {
      int type = body.u16();
      ByteCursor value = part(body, body.u16());
      table = type == TABLE_NAME ? Optional.of(text(value)) : table;
    }
    return new BmpMessage.PeerUp(peer, localAddress, localPort, remotePort, sent, received, table);
  }

  private static BmpMessage initiation(ByteCursor body) throws MalformedRecordException {
    Optional<String> name = Optional.empty();
    Optional<String> description = Optional.empty();
    while (body.remaining() > 0) {
      int type = body.u16();
      ByteCursor value = part(body, body.u16());
      switch (type) {
        case SYSTEM_NAME -> name = Optional.of(text(value));
        case DESCRIPTION -> description = Optional.of(text(value));
        default -> {}
      }
    }
    return new BmpMessage.Initiation(name, description);
  }

  private static BmpMessage termination(ByteCursor body) throws MalformedRecordException {
    int reason = -1;
    while (body.remaining() > 0) {
      int type = body.u16();
      ByteCursor value = part(body, body.u16());
      reason = type == REASON && value.remaining() == 2 ? value.u16() : reason;
    }
    return new BmpMessage.Termination(reason);
  }

  private static String text(ByteCursor value) {
    int length = Math.min(MAX_TEXT_BYTES, value.remaining());
    return new String(value.bytes(), value.position(), length, StandardCharsets.UTF_8);
  }

  private static ByteCursor part(ByteCursor cursor, int length) throws MalformedRecordException {
    int from = cursor.skip(length);
    ByteCursor part = new ByteCursor();
    part.set(cursor.bytes(), from, from + length);
    return part;
  }
}
