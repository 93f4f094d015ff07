package org.signalfall.standalone.bgp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.signalfall.bgp.BgpWord;
import org.signalfall.bgp.BgpWords;
import org.signalfall.bgp.IpPrefix;
import org.signalfall.bgp.PeerName;
import org.signalfall.bgp.PeerSessions;
import org.signalfall.bgp.PrefixTable;
import org.signalfall.bgp.SightListener;
import org.signalfall.bgp.VisibilityEngine;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.schema.reference.ReferenceData;

/** As many engines as a topic has partitions, and the sum of what they count. */
final class Engines {

  private static final long BIN_MS = 60_000;
  private static final int MOST = 10_000;

  private final class Part implements SightListener {

    private final boolean speaks;
    private final PeerSessions sessions = new PeerSessions();
    private final MemoryTable table = new MemoryTable();
    private final VisibilityEngine engine =
        new VisibilityEngine(sessions, table, Engines.this::count, this);

    Part(boolean speaks) {
      this.speaks = speaks;
    }

    @Override
    public void peerLost(PeerName peer, long since) {
      report("peer lost");
    }

    @Override
    public void peerBack(PeerName peer, long since, long until) {
      report("peer back");
    }

    @Override
    public void peerSilent(PeerName peer, long since) {
      report("peer silent");
    }

    @Override
    public void peerHeard(PeerName peer, long since, long until) {
      report("peer heard");
    }

    @Override
    public void collectorLost(String collector, long since) {
      report("collector lost");
    }

    @Override
    public void collectorBack(String collector, long since, long until) {
      report("collector back");
    }

    private void report(String what) {
      if (speaks) {
        reports.merge(what, 1, Integer::sum);
      }
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Integer> reports = new TreeMap<>();

  Engines(int partitions) {
    for (int part = 0; part < partitions; part++) {
      parts.add(new Part(part == 0));
    }
  }

  /** Takes records in the order of time; returns all counts at the end of each bin. */
  NavigableMap<Long, Map<String, Long>> run(List<TimedBgp> records) {
    TreeMap<Long, Map<String, Long>> bins = new TreeMap<>();
    long end = 0;
    for (TimedBgp record : records) {
      long now = (Math.floorDiv(record.time(), BIN_MS) + 1) * BIN_MS;
      if (now != end && end != 0) {
        bins.put(end, closed());
      }
      end = now;
      take(record);
    }
    bins.put(end, closed());
    return bins;
  }

  private void take(TimedBgp record) {
    for (Part part : parts) {
      Optional<BgpWord> word = word(record, part.sessions::number);
      if (word.isPresent() && (record instanceof TimedBgp.Peer || part == partOf(record))) {
        part.engine.take(record.time(), word.get());
      }
    }
  }

  private Part partOf(TimedBgp record) {
    int block = TimedBgp.prefix(record).getAddress().get(0) & 0xff;
    return parts.get(block % parts.size());
  }

  private static Optional<BgpWord> word(TimedBgp record, ToIntFunction<PeerName> number) {
    if (record instanceof TimedBgp.Update update) {
      return BgpWords.of(update.update(), number);
    }
    if (record instanceof TimedBgp.Table table) {
      return BgpWords.of(table.entry(), number);
    }
    return BgpWords.of(((TimedBgp.Peer) record).state(), number);
  }

  private Map<String, Long> closed() {
    for (Part part : parts) {
      int lookedAt = MOST;
      while (lookedAt == MOST) {
        lookedAt = part.engine.closeBin(MOST);
      }
    }
    return new TreeMap<>(counts);
  }

  private void count(IpPrefix prefix, List<Long> origins, long units) {
    if (prefix.family() != 4) {
      return;
    }
    add("all", units);
    add(
        ReferenceData.builtIn()
            .country(ByteBuffer.wrap(prefix.address()), prefix.length())
            .orElse("nowhere"),
        units);
    origins.forEach(origin -> add("AS" + origin, units));
  }

  private void add(String scope, long units) {
    counts.merge(scope, units, Long::sum);
    counts.remove(scope, 0L);
  }

  /** Returns the visible IPv4 prefixes with their origins, as text. */
  Map<String, List<Long>> visible() {
    Map<String, List<Long>> visible = new TreeMap<>();
    for (Part part : parts) {
      for (PrefixTable.Entry entry : part.table.following(Optional.empty(), Integer.MAX_VALUE)) {
        if (entry.routes().isVisible() && entry.prefix().family() == 4) {
          visible.put(text(entry.prefix()), entry.routes().countedOrigins());
        }
      }
    }
    return visible;
  }

  /** Returns what was lost from sight and came back, and how often. */
  Map<String, Integer> reports() {
    return reports;
  }

  private static String text(IpPrefix prefix) {
    byte[] address = prefix.address();
    return "%d.%d.%d.%d/%d"
        .formatted(
            address[0] & 0xff,
            address[1] & 0xff,
            address[2] & 0xff,
            address[3] & 0xff,
            prefix.length());
  }
}
