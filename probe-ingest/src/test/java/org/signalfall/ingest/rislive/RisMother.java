package org.signalfall.ingest.rislive;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.Prefix;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.schema.TrustedClasses;

/** Writes messages of RIS Live by hand, of networks that don't exist (RFC 5398, 5737, 3849). */
final class RisMother {

  static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(3600), ZoneOffset.UTC);
  static final FullFeedRule TWO_PREFIXES = new FullFeedRule(2, 2);

  static {
    TrustedClasses.register();
  }

  private final Map<String, String> data = new LinkedHashMap<>();

  private RisMother() {}

  /** Returns a message of AS64500 to rrc21 at noon. */
  static RisMother message(String type) {
    return new RisMother()
        .field("timestamp", NOON.getEpochSecond() + ".25")
        .field("peer", "\"192.0.2.1\"")
        .field("peer_asn", "\"64500\"")
        .field("id", "\"arbitrary\"")
        .field("host", "\"rrc21\"")
        .field("type", "\"" + type + "\"");
  }

  /** Returns an announcement of prefixes by AS64500 on behalf of AS64501. */
  static RisMother announcement(String... prefixes) {
    return message("UPDATE")
        .field("path", "[64500,64501]")
        .field("announcements", "[" + group("192.0.2.1", prefixes) + "]");
  }

  static RisMother withdrawal(String... prefixes) {
    return message("UPDATE").field("withdrawals", list(prefixes));
  }

  static RisMother state(String state) {
    return message("RIS_PEER_STATE").field("state", "\"" + state + "\"");
  }

  /** Returns prefixes under one next hop. */
  static String group(String nextHop, String... prefixes) {
    return "{\"next_hop\":\"%s\",\"prefixes\":%s}".formatted(nextHop, list(prefixes));
  }

  /** Sets a field to a JSON value. */
  RisMother field(String name, String json) {
    data.put(name, json);
    return this;
  }

  RisMother without(String name) {
    data.remove(name);
    return this;
  }

  /** Moves the message to so many seconds past noon. */
  RisMother at(long seconds) {
    return field("timestamp", Long.toString(NOON.getEpochSecond() + seconds));
  }

  String json() {
    List<String> fields = new ArrayList<>();
    data.forEach((name, json) -> fields.add("\"" + name + "\":" + json));
    return "{\"type\":\"ris_message\",\"data\":{" + String.join(",", fields) + "}}";
  }

  /** Reads the message. */
  RisFrame parse() throws MalformedRecordException {
    return parse(json());
  }

  static RisFrame parse(String json) throws MalformedRecordException {
    return new RisFrameParser(new Plausibility(CLOCK)).parse(json.getBytes(StandardCharsets.UTF_8));
  }

  RisFrame.Update parseUpdate() throws MalformedRecordException {
    return (RisFrame.Update) parse();
  }

  /** Writes a record in one line: what, when after noon, of whom, and the path. */
  static String line(TimedRecord record) {
    if (record instanceof TimedBgp.Update update) {
      return line(update.update());
    }
    PeerState state = ((TimedBgp.Peer) record).state();
    return "%s %d %s AS%d at %s: %d+%d%s"
        .formatted(
            state.getStatus(),
            state.getTime().getEpochSecond() - NOON.getEpochSecond(),
            state.getPeer().getAddress(),
            state.getPeer().getAsn(),
            state.getPeer().getCollector(),
            state.getIpv4Prefixes(),
            state.getIpv6Prefixes(),
            state.getFullFeed() ? " full" : "");
  }

  static String text(Prefix prefix) {
    byte[] address = new byte[prefix.getAddress().remaining()];
    prefix.getAddress().duplicate().get(address);
    TextBuffer text = new TextBuffer();
    return (prefix.getFamily() == 4 ? text.addIpv4(address, 0) : text.addIpv6(address, 0, 2))
        + "/"
        + prefix.getLength();
  }

  private static String line(BgpUpdate update) {
    return "%s %s of AS%d at %s %s"
        .formatted(
            update.getWithdrawn() ? "-" : "+",
            text(update.getPrefix()),
            update.getRoute().getPeer().getAsn(),
            update.getRoute().getPeer().getCollector(),
            update.getRoute().getAsPath());
  }

  private static String list(String... texts) {
    return texts.length == 0 ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
  }
}
