package org.signalfall.ingest.bmp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.schema.TrustedClasses;

/** Writes BMP messages by hand, of AS64500 that tells its routes to a router of AS64496. */
final class BmpMother {

  static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
  static final int POST_POLICY = 0x40;
  static final int NARROW = 0x20;
  static final int ADJ_RIB_OUT = 0x10;

  private static final String PEER = "192.0.2.1";
  private static final long PEER_ASN = 64500;
  private static final int ROUTER_ASN = 64496;
  private static final int HOLD_TIME = 180;
  private static final int BGP = 179;
  private static final int OPEN = 1;

  static {
    TrustedClasses.register();
  }

  private BmpMother() {}

  static byte[] message(int version, int type, byte[] body) {
    return new Wire()
        .u8(version)
        .u32(BmpFrames.HEADER_BYTES + body.length)
        .u8(type)
        .raw(body)
        .bytes();
  }

  static byte[] initiation(String systemName) {
    return message(3, 4, Wire.join(tlv(1, text("arbitrary software")), tlv(2, text(systemName))));
  }

  static byte[] termination() {
    return message(3, 5, tlv(1, new Wire().u16(0).bytes()));
  }

  /** Returns a peer of the given flags, whose routes were learnt at noon. */
  static byte[] peer(int type, int flags, String address) {
    byte[] bytes = Wire.addressBytes(address);
    int family = bytes.length == 16 ? 0x80 : 0;
    return new Wire()
        .u8(type)
        .u8(flags | family)
        .zeros(8)
        .zeros(16 - bytes.length)
        .raw(bytes)
        .u32(PEER_ASN)
        .address("192.0.2.1")
        .u32(NOON.getEpochSecond())
        .u32(0)
        .bytes();
  }

  static byte[] peer(int flags) {
    return peer(0, flags, PEER);
  }

  static byte[] locRib() {
    return new Wire()
        .u8(3)
        .u8(0)
        .zeros(24)
        .u32(ROUTER_ASN)
        .address("192.0.2.254")
        .u32(NOON.getEpochSecond())
        .u32(0)
        .bytes();
  }

  /** Returns the capability of a family of routes. */
  static byte[] multiprotocol(int afi, int safi) {
    return capability(1, new Wire().u16(afi).u8(0).u8(safi).bytes());
  }

  /** Returns the capability of path identifiers of IPv4 unicast: 1 receive, 2 send, 3 both. */
  static byte[] addPath(int mode) {
    return capability(69, new Wire().u16(1).u8(1).u8(mode).bytes());
  }

  static byte[] wideAsn(long asn) {
    return capability(65, new Wire().u32(asn).bytes());
  }

  static byte[] open(byte[]... capabilities) {
    byte[] all = Wire.join(capabilities);
    Wire body = new Wire().u8(4).u16(ROUTER_ASN).u16(HOLD_TIME).address("192.0.2.254");
    if (all.length == 0) {
      body.u8(0);
    } else {
      body.u8(all.length + 2).u8(2).u8(all.length).raw(all);
    }
    return UpdateMother.message(OPEN, body.bytes());
  }

  static byte[] peerUp(byte[] peer, byte[] sent, byte[] received) {
    return message(
        3,
        3,
        Wire.join(
            peer,
            new Wire().zeros(12).address("192.0.2.254").u16(BGP).u16(50_000).bytes(),
            sent,
            received));
  }

  static byte[] peerUp() {
    return peerUp(peer(0), open(), open());
  }

  static byte[] peerDown(byte[] peer) {
    return message(3, 2, Wire.join(peer, new byte[] {4}));
  }

  static byte[] routes(byte[] peer, UpdateMother update) {
    return message(3, 0, Wire.join(peer, update.bytes()));
  }

  static byte[] announcement(String... prefixes) {
    return routes(peer(0), UpdateMother.announcing(4, prefixes));
  }

  static byte[] withdrawal(String... prefixes) {
    return routes(peer(0), UpdateMother.withdrawing(prefixes));
  }

  static byte[] endOfIpv4(byte[] peer) {
    return routes(peer, UpdateMother.empty());
  }

  static byte[] endOfIpv6(byte[] peer) {
    return routes(
        peer,
        UpdateMother.empty().attributes(AttributesMother.none().mpUnreach(2, 1, new byte[0])));
  }

  /** Returns routes in the form of version 4, with what they are to be read by. */
  static byte[] routesWithTlvs(byte[] peer, byte[] capability, byte[] update) {
    return message(4, 0, Wire.join(peer, indexedTlv(1, capability), indexedTlv(4, update)));
  }

  static byte[] statistics(int... types) {
    Wire body = new Wire().raw(peer(0)).u32(types.length);
    for (int type : types) {
      body.u16(type).u16(4).u32(17);
    }
    return message(3, 1, body.bytes());
  }

  /** Reads one message. */
  static BmpMessage parse(byte[] bytes) throws IOException, MalformedRecordException {
    BmpFrames frames = new BmpFrames(new ByteArrayInputStream(bytes));
    if (!frames.next()) {
      throw new IllegalArgumentException("no message");
    }
    return BmpDecoder.decode(frames);
  }

  private static byte[] capability(int code, byte[] value) {
    return new Wire().u8(code).u8(value.length).raw(value).bytes();
  }

  private static byte[] tlv(int type, byte[] value) {
    return new Wire().u16(type).u16(value.length).raw(value).bytes();
  }

  private static byte[] indexedTlv(int type, byte[] value) {
    return new Wire().u16(type).u16(value.length).u16(0).raw(value).bytes();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
