package org.signalfall.ingest.bmp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Writes a message as the recorded JSON tells it, as far as the decoder reads messages. */
final class ExpectedText {

  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("Ipv4Unicast", "1/1"),
          Map.entry("Ipv4Multicast", "1/2"),
          Map.entry("Ipv4NlriMplsLabels", "1/4"),
          Map.entry("Ipv4MplsLabeledVpn", "1/128"),
          Map.entry("Ipv4RouteTargetConstrains", "1/132"),
          Map.entry("Ipv4FlowSpec", "1/133"),
          Map.entry("Ipv6Unicast", "2/1"),
          Map.entry("Ipv6Multicast", "2/2"),
          Map.entry("Ipv6NlriMplsLabels", "2/4"),
          Map.entry("Ipv6MplsLabeledVpn", "2/128"),
          Map.entry("L2VpnBgpEvpn", "25/70"));

  private static final Map<String, Integer> CAPABILITIES =
      Map.ofEntries(
          Map.entry("MultiProtocolExtensions", 1),
          Map.entry("RouteRefresh", 2),
          Map.entry("ExtendedNextHopEncoding", 5),
          Map.entry("ExtendedMessage", 6),
          Map.entry("GracefulRestartCapability", 64),
          Map.entry("FourOctetAs", 65),
          Map.entry("AddPath", 69),
          Map.entry("EnhancedRouteRefresh", 70),
          Map.entry("LongLivedGracefulRestart", 71),
          Map.entry("Fqdn", 73),
          Map.entry("CiscoRouteRefresh", 128));

  private static final Map<String, Integer> STATISTICS =
      Map.of(
          "NumberOfDuplicatePrefixAdvertisements", 1,
          "NumberOfDuplicateWithdraws", 2,
          "NumberOfUpdatesInvalidatedDueToAsPathLoop", 4,
          "NumberOfRoutesInAdjRibIn", 7,
          "NumberOfRoutesInLocRib", 8,
          "NumberOfRoutesInPerAfiSafiAdjRibIn", 9,
          "NumberOfRoutesInPerAfiSafiLocRib", 10);

  private static final Map<String, Integer> PEER_TYPES =
      Map.of(
          "GlobalInstancePeer", 0,
          "RdInstancePeer", 1,
          "LocalInstancePeer", 2,
          "LocRibInstancePeer", 3);

  private static final Map<String, Integer> REASONS = Map.of("RemoteSystemClosedNoData", 4);

  private ExpectedText() {}

  static String of(JsonNode json) {
    JsonNode versioned = json.elements().next();
    String kind = versioned.fieldNames().next();
    JsonNode body = versioned.get(kind);
    return switch (kind) {
      case "Initiation" -> "Initiation " + information(body);
      case "PeerUpNotification" ->
          "PeerUp %s %s:%s-%s sent %s received %s table %s"
              .formatted(
                  header(body.get("peer_header")),
                  orNone(body.get("local_address")),
                  body.get("local_port").asInt(),
                  body.get("remote_port").asInt(),
                  open(body.get("sent_message").get("Open")),
                  open(body.get("received_message").get("Open")),
                  body.get("information").findValuesAsText("VrfTableName"));
      case "PeerDownNotification" ->
          "PeerDown "
              + header(body.get("peer_header"))
              + " "
              + REASONS.get(body.get("reason").asText());
      case "StatisticsReport" ->
          "Statistics " + header(body.get("peer_header")) + " " + statistics(body.get("counters"));
      case "RouteMonitoring" ->
          "RouteMonitoring " + header(body.get("peer_header")) + " " + update(body);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String information(JsonNode body) {
    List<String> names = body.get("information").findValuesAsText("SystemName");
    List<String> descriptions = body.get("information").findValuesAsText("SystemDescription");
    return names + " " + descriptions;
  }

  private static String header(JsonNode header) {
    String type = header.get("peer_type").fieldNames().next();
    JsonNode flags = header.get("peer_type").get(type);
    int bits =
        type.equals("LocRibInstancePeer")
            ? (flags.get("filtered").asBoolean() ? 0x80 : 0)
            : (flags.get("ipv6").asBoolean() ? 0x80 : 0)
                | (flags.get("post_policy").asBoolean() ? 0x40 : 0)
                | (flags.get("asn2").asBoolean() ? 0x20 : 0)
                | (flags.get("adj_rib_out").asBoolean() ? 0x10 : 0);
    JsonNode time = header.get("timestamp");
    return "%d %x rd %x %s AS%s %s at %s"
        .formatted(
            PEER_TYPES.get(type),
            bits,
            distinguisher(header.get("rd")),
            orNone(header.get("address")),
            header.get("peer_as").asText(),
            header.get("bgp_id").asText(),
            time.isNull() ? "none" : Instant.parse(time.asText()));
  }

  private static long distinguisher(JsonNode rd) {
    if (rd.isNull()) {
      return 0;
    }
    String type = rd.fieldNames().next();
    JsonNode value = rd.get(type);
    long number = value.get("number").asLong();
    return switch (type) {
      case "As2Administrator" -> (value.get("asn2").asLong() << 32) | number;
      case "As4Administrator" -> (2L << 48) | (value.get("asn4").asLong() << 16) | number;
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static String open(JsonNode open) {
    List<Integer> codes = new ArrayList<>();
    List<String> families = new ArrayList<>();
    List<String> addPaths = new ArrayList<>();
    long wideAsn = -1;
    for (JsonNode parameter : open.get("params")) {
      for (JsonNode capability : parameter.get("Capabilities")) {
        String name = capability.isTextual() ? capability.asText() : capability.fieldNames().next();
        JsonNode value = capability.path(name);
        codes.add(name.equals("Unrecognized") ? value.get("code").asInt() : CAPABILITIES.get(name));
        switch (name) {
          case "MultiProtocolExtensions" ->
              families.add(FAMILIES.get(value.get("address_type").asText()));
          case "FourOctetAs" -> wideAsn = value.get("asn4").asLong();
          case "AddPath" -> value.get("address_families").forEach(f -> addPaths.add(addPath(f)));
          default -> {}
        }
      }
    }
    return "%s AS%s/%d %s s %s %s %s %s"
        .formatted(
            open.get("version").asText(),
            open.get("my_as").asText(),
            wideAsn,
            open.get("hold_time").asText(),
            open.get("bgp_id").asText(),
            codes,
            families,
            addPaths);
  }

  private static String addPath(JsonNode family) {
    return FAMILIES.get(family.get("address_type").asText())
        + (family.get("send").asBoolean() ? "s" : "")
        + (family.get("receive").asBoolean() ? "r" : "");
  }

  private static String statistics(JsonNode counters) {
    List<String> texts = new ArrayList<>();
    for (JsonNode counter : counters) {
      String name = counter.fieldNames().next();
      JsonNode value = counter.get(name);
      texts.add(
          STATISTICS.get(name)
              + (value.isArray()
                  ? " " + FAMILIES.get(value.get(0).asText()) + "=" + value.get(1).asText()
                  : "=" + value.asText()));
    }
    return texts.toString();
  }

  private static String update(JsonNode body) {
    JsonNode update =
        body.has("update_message")
            ? body.get("update_message").get("Update")
            : body.get("update_pdu").get("value").get("BgpUpdate").get("Update");
    String origin = "none";
    List<String> path = new ArrayList<>();
    List<String> mpAnnounced = List.of();
    List<String> mpWithdrawn = List.of();
    for (JsonNode attribute : update.get("path_attributes")) {
      JsonNode value = attribute.get("value");
      String name = value.fieldNames().next();
      switch (name) {
        case "Origin" -> origin = value.get(name).asText();
        case "AsPath" -> value.get(name).elements().next().forEach(s -> path.add(segment(s)));
        case "MpReach" -> mpAnnounced = unicast(value.get(name));
        case "MpUnreach" -> mpWithdrawn = unicast(value.get(name));
        default -> {}
      }
    }
    return "-%s -%s +%s +%s path %s origin %s"
        .formatted(
            prefixes(update.get("withdrawn_routes")),
            mpWithdrawn,
            prefixes(update.get("nlri")),
            mpAnnounced,
            path,
            origin);
  }

  private static String segment(JsonNode segment) {
    List<String> asns =
        StreamSupport.stream(segment.get("as_numbers").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return (segment.get("segment_type").asText().equals("AsSequence") ? "seq" : "set") + asns;
  }

  private static List<String> unicast(JsonNode attribute) {
    String family = attribute.fieldNames().next();
    return family.equals("Ipv4Unicast") || family.equals("Ipv6Unicast")
        ? prefixes(attribute.get(family).get("nlri"))
        : List.of();
  }

  private static List<String> prefixes(JsonNode list) {
    List<String> prefixes = new ArrayList<>();
    for (JsonNode prefix : list) {
      JsonNode id = prefix.get("path_id");
      prefixes.add((id.isNull() ? "" : id.asText() + ":") + prefix.get("network").asText());
    }
    return prefixes;
  }

  private static String orNone(JsonNode address) {
    return address.isNull() ? "none" : address.asText();
  }
}
