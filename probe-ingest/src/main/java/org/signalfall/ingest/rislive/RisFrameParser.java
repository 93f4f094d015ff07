package org.signalfall.ingest.rislive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.signalfall.avro.Prefix;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.RoutePath;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;

/**
 * Reads the JSON messages of RIS Live (https://ris-live.ripe.net/manual/): {@code type} and {@code
 * data}, where the data of a {@code ris_message} is a BGP message or the state of a session.
 *
 * <p>Taken for granted nowhere: {@code peer_asn} is text; an AS_SET is a list within {@code path};
 * a prefix stands once for each of its next hops; {@code host} has its domain or hasn't; addresses
 * come in any form of RFC 4291. {@code raw}, communities and next hops aren't read.
 */
final class RisFrameParser {

  private static final String MESSAGE = "ris_message";
  private static final String ERROR = "ris_error";

  /** Stands among the prefixes of old servers where a peer ended its table. */
  private static final String END_OF_RIB = "eor";

  private static final String DOMAIN = ".ripe.net";
  private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final int MAX_NAME_LENGTH = 64;
  private static final long MAX_ASN = 0xFFFF_FFFFL;
  private static final double MILLIS = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final Plausibility plausibility;

  RisFrameParser(Plausibility plausibility) {
    this.plausibility = plausibility;
  }

  /**
   * Reads one message.
   *
   * @throws MalformedRecordException when it is none
   */
  RisFrame parse(byte[] json) throws MalformedRecordException {
    JsonNode frame = tree(json);
    if (!frame.isObject()) {
      throw new MalformedRecordException("the message is no JSON object");
    }
    String type = text(frame, "type");
    JsonNode data = frame.path("data");
    return switch (type) {
      case MESSAGE -> message(data);
      case ERROR -> new RisFrame.ServerError(data.path("message").asText());
      default -> new RisFrame.Control(name(type));
    };
  }

  private RisFrame message(JsonNode data) throws MalformedRecordException {
    String type = text(data, "type");
    return switch (type) {
      case "UPDATE" -> update(data);
      case "RIS_PEER_STATE" -> new RisFrame.SessionState(origin(data), connected(data));
      case "KEEPALIVE", "OPEN", "NOTIFICATION" -> new RisFrame.SignOfLife(origin(data), type);
      default -> new RisFrame.Control(MESSAGE + " " + name(type));
    };
  }

  private RisFrame.Update update(JsonNode data) throws MalformedRecordException {
    RisFrame.Origin origin = origin(data);
    Set<Prefix> announced = new LinkedHashSet<>();
    boolean endsTable = false;
    for (JsonNode group : list(data, "announcements")) {
      if (!group.isObject()) {
        throw new MalformedRecordException("announcements holds what is no object");
      }
      endsTable |= addPrefixes(group, "prefixes", announced);
    }
    Set<Prefix> withdrawn = new LinkedHashSet<>();
    endsTable |= addPrefixes(data, "withdrawals", withdrawn);
    // RFC 4271, section 4.3: a prefix that is in both counts as announced.
    withdrawn.removeAll(announced);
    endsTable |= announced.isEmpty() && withdrawn.isEmpty();
    return new RisFrame.Update(
        origin,
        List.copyOf(announced),
        List.copyOf(withdrawn),
        announced.isEmpty() ? RoutePath.none() : path(data, origin.peer().asn()),
        endsTable);
  }

  private RisFrame.Origin origin(JsonNode data) throws MalformedRecordException {
    return new RisFrame.Origin(
        time(data),
        collector(text(data, "host")),
        new PeerKey(PrefixText.address(text(data, "peer")), peerAsn(data)));
  }

  private Instant time(JsonNode data) throws MalformedRecordException {
    JsonNode timestamp = data.path("timestamp");
    double seconds = timestamp.doubleValue();
    if (!timestamp.isNumber() || !Double.isFinite(seconds)) {
      throw new MalformedRecordException("timestamp is no number of seconds");
    }
    return plausibility.time(Instant.ofEpochMilli(Math.round(seconds * MILLIS)));
  }

  private long peerAsn(JsonNode data) throws MalformedRecordException {
    JsonNode asn = data.path("peer_asn");
    return plausibility.asn(asn.isIntegralNumber() ? asn.asText() : text(data, "peer_asn"));
  }

  private static String collector(String host) throws MalformedRecordException {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(DOMAIN)) {
      name = name.substring(0, name.length() - DOMAIN.length());
    }
    if (!HOST.matcher(name).matches()) {
      throw new MalformedRecordException("the host " + Quoted.of(host) + " is no name");
    }
    return name;
  }

  private static boolean connected(JsonNode data) throws MalformedRecordException {
    String state = text(data, "state");
    return switch (state) {
      case "connected" -> true;
      case "down" -> false;
      default ->
          throw new MalformedRecordException("the state " + Quoted.of(state) + " isn't known");
    };
  }

  /** Adds the prefixes of a list, and returns whether an end of the table stands among them. */
  private static boolean addPrefixes(JsonNode node, String name, Set<Prefix> prefixes)
      throws MalformedRecordException {
    boolean ends = false;
    for (JsonNode prefix : list(node, name)) {
      if (!prefix.isTextual()) {
        throw new MalformedRecordException(name + " holds what is no text");
      }
      if (prefix.textValue().equals(END_OF_RIB)) {
        ends = true;
      } else {
        prefixes.add(PrefixText.prefix(prefix.textValue()));
      }
    }
    return ends;
  }

  /** Flattens a path. Its origins are its last ASN, or the members of the set that it ends in. */
  private static RoutePath path(JsonNode data, long peerAsn) throws MalformedRecordException {
    List<Long> hops = new ArrayList<>();
    int originStart = 0;
    for (JsonNode hop : list(data, "path")) {
      int start = hops.size();
      if (hop.isArray()) {
        for (JsonNode member : hop) {
          hops.add(asn(member));
        }
      } else {
        hops.add(asn(hop));
      }
      originStart = hops.size() > start ? start : originStart;
    }
    List<Long> origins =
        hops.isEmpty() ? List.of(peerAsn) : List.copyOf(hops.subList(originStart, hops.size()));
    return new RoutePath(List.copyOf(hops), origins);
  }

  private static long asn(JsonNode node) throws MalformedRecordException {
    long asn = node.longValue();
    if (!node.isIntegralNumber() || !node.canConvertToLong() || asn < 0 || asn > MAX_ASN) {
      throw new MalformedRecordException("path holds " + Quoted.of(node.toString()) + ", no ASN");
    }
    return asn;
  }

  /** Returns a list; what is absent or null is an empty one. */
  private static JsonNode list(JsonNode node, String name) throws MalformedRecordException {
    JsonNode list = node.path(name);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw new MalformedRecordException(name + " is no list");
    }
    return list;
  }

  private static String text(JsonNode node, String name) throws MalformedRecordException {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new MalformedRecordException(
          name + (value.isMissingNode() ? " is missing" : " is no text"));
    }
    return value.textValue();
  }

  private static String name(String text) {
    return text.length() <= MAX_NAME_LENGTH ? text : text.substring(0, MAX_NAME_LENGTH);
  }

  private JsonNode tree(byte[] json) throws MalformedRecordException {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getMessage(), e);
    }
  }
}
