package org.signalfall.ingest.bmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AsPath;
import org.signalfall.ingest.bgp.AttributeForm;
import org.signalfall.ingest.bgp.BgpMessage;
import org.signalfall.ingest.bgp.PathAttributes;
import org.signalfall.ingest.bgp.PathIds;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.bgp.UpdateMessage;
import org.signalfall.ingest.input.MalformedRecordException;

/** Writes messages of one router as the decoder reads them, in the form of {@link ExpectedText}. */
final class DecodedText {

  /** The only flag of loc-rib (RFC 9069, section 4.2); the others are reserved. */
  private static final int FILTERED = 0x80;

  private static final List<String> ORIGINS = List.of("IGP", "EGP", "Incomplete");

  private final Map<MonitoredPeer.Id, Negotiation> negotiated = new HashMap<>();
  private final BgpMessage bgp = new BgpMessage();
  private final UpdateMessage update = new UpdateMessage();

  String of(BmpMessage message) throws MalformedRecordException {
    if (message instanceof BmpMessage.Initiation initiation) {
      return "Initiation %s %s"
          .formatted(
              initiation.systemName().stream().toList(),
              initiation.description().stream().toList());
    }
    if (message instanceof BmpMessage.PeerUp up) {
      negotiated.put(MonitoredPeer.Id.of(up.peer()), Negotiation.of(up));
      return "PeerUp %s %s:%s-%s sent %s received %s table %s"
          .formatted(
              header(up.peer()),
              up.peer().isLocRib() ? "none" : up.localAddress(),
              up.localPort(),
              up.remotePort(),
              open(up.sent()),
              open(up.received()),
              up.table().stream().toList());
    }
    if (message instanceof BmpMessage.PeerDown down) {
      return "PeerDown " + header(down.peer()) + " " + down.reason();
    }
    if (message instanceof BmpMessage.Statistics statistics) {
      return "Statistics "
          + header(statistics.peer())
          + " "
          + statistics.counters().stream().map(DecodedText::statistic).toList();
    }
    BmpMessage.RouteMonitoring monitoring = (BmpMessage.RouteMonitoring) message;
    return "RouteMonitoring " + header(monitoring.peer()) + " " + update(monitoring);
  }

  private String update(BmpMessage.RouteMonitoring monitoring) throws MalformedRecordException {
    PeerHeader header = monitoring.peer();
    PathIds ids =
        negotiated.get(MonitoredPeer.Id.of(header)).pathIds(header, monitoring.stateless());
    bgp.decode(monitoring.update());
    update.decode(bgp.body(), new AttributeForm(header.asnBytes(), ids, false));
    PathAttributes attributes = update.attributes();
    return "-%s -%s +%s +%s path %s origin %s"
        .formatted(
            prefixes(update.withdrawn()),
            prefixes(update.mpWithdrawn()),
            prefixes(update.announced()),
            prefixes(update.mpAnnounced()),
            path(attributes.path()),
            attributes.hasOrigin() ? ORIGINS.get(attributes.origin()) : "none");
  }

  private static String header(PeerHeader header) {
    return "%d %x rd %x %s AS%s %s at %s"
        .formatted(
            header.type(),
            header.isLocRib() ? header.flags() & FILTERED : header.flags(),
            header.distinguisher(),
            header.isLocRib() ? "none" : header.address(),
            header.asn(),
            header.bgpId(),
            header.timestamp().map(String::valueOf).orElse("none"));
  }

  private static String open(OpenMessage open) {
    return "%s AS%s/%d %s s %s %s %s %s"
        .formatted(
            open.version(),
            open.asn(),
            open.wideAsn(),
            open.holdTime(),
            open.bgpId(),
            open.capabilities(),
            open.families().stream().map(DecodedText::family).toList(),
            open.addPaths().stream()
                .map(
                    one ->
                        family(one.family())
                            + (one.sends() ? "s" : "")
                            + (one.receives() ? "r" : ""))
                .toList());
  }

  private static String statistic(BmpMessage.Statistic counter) {
    return counter.type()
        + Optional.ofNullable(counter.family()).map(family -> " " + family(family)).orElse("")
        + "="
        + counter.value();
  }

  private static String family(OpenMessage.Family family) {
    return family.afi() + "/" + family.safi();
  }

  private static List<String> path(AsPath path) {
    List<String> segments = new ArrayList<>();
    for (int i = 0; i < path.segments(); i++) {
      List<Long> asns = new ArrayList<>();
      for (int hop = path.start(i); hop < path.end(i); hop++) {
        asns.add(path.hop(hop));
      }
      segments.add((AsPath.isSet(path.type(i)) ? "set" : "seq") + asns);
    }
    return segments;
  }

  private static List<String> prefixes(PrefixList list) {
    List<String> prefixes = new ArrayList<>();
    list.rewind();
    while (list.next()) {
      TextBuffer text = new TextBuffer();
      if (list.afi() == Afi.IPV4) {
        text.addIpv4(list.address(), 0);
      } else {
        text.addIpv6(list.address(), 0, 2);
      }
      prefixes.add((list.hasPathIds() ? list.pathId() + ":" : "") + text + "/" + list.length());
    }
    return prefixes;
  }
}
