package org.signalfall.bgp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions of one feed's peers, and the tables that they have filled.
 *
 * <p>Each transfer of a table fills a table of its own, after the manner of graceful restart (RFC
 * 4724): what a peer told before stands until the transfer has ended, then the new table takes its
 * place as a whole, and routes that it did not tell again are gone. So
 *
 * <ul>
 *   <li>a session that goes down leaves its table behind: the peer is no witness, but what it said
 *       is remembered for {@link #MEMORY}, to be compared with what it will say;
 *   <li>a transfer after that fills a new table, and the peer is a witness again when it is up;
 *   <li>a transfer of a session that stands, such as a table dump, does not interrupt it;
 *   <li>a peer that falls silent, though its session stands, is no witness until it speaks;
 *   <li>a transfer that breaks off is dropped, and so are both tables of a peer whose table turns
 *       out not to be full.
 * </ul>
 *
 * <p>A witness is a peer that is up, not silent, and whose full table is known. Mutable; owned by
 * one task.
 */
public final class PeerSessions {

  /** A peer that stays down for so long is forgotten, and heard like a new one when it returns. */
  static final Duration MEMORY = Duration.ofDays(1);

  private static final byte FORMAT = 2;
  private static final int NO_TABLE = -1;

  private static final class Peer {

    private final PeerName name;
    private boolean up;
    private int table = NO_TABLE;
    private int loading = NO_TABLE;
    private long downSince;
    private long silentSince;

    Peer(PeerName name) {
      this.name = name;
    }

    boolean isWitness() {
      return up && silentSince == 0 && table != NO_TABLE;
    }
  }

  /** A table took the place of another, or of none. */
  private record Swap(int before, int after) {}

  private final List<Peer> peers = new ArrayList<>();
  private final Map<PeerName, Integer> numbers = new HashMap<>();
  private final TreeMap<String, Long> lostCollectors = new TreeMap<>();
  private final BitSet taken = new BitSet();

  /** Tables whose number is free once nobody refers to them any more. */
  private final BitSet retired = new BitSet();

  private final List<Swap> swaps = new ArrayList<>();
  private boolean changed;

  /** Returns whether a peer has a number. */
  public boolean knows(PeerName name) {
    return numbers.containsKey(name);
  }

  /** Returns how many peers there are, whether they are up or not. */
  public int size() {
    return peers.size();
  }

  /** Returns the number by which words name a peer. */
  public int number(PeerName name) {
    return numbers.computeIfAbsent(
        name,
        added -> {
          peers.add(new Peer(added));
          changed = true;
          return peers.size() - 1;
        });
  }

  /** Returns whether anything has changed since the sessions were read or last written. */
  public boolean isChanged() {
    return changed;
  }

  /** Returns the table that a peer's updates change as they come, or -1. */
  int openTable(int peer) {
    Peer one = peers.get(peer);
    return one.up ? one.table : NO_TABLE;
  }

  /** Returns the table that a peer's transfer fills, or -1. */
  int loadingTable(int peer) {
    return peers.get(peer).loading;
  }

  /** Takes a change of a session. */
  void change(long time, BgpWord.Changed word, SightListener listener) {
    changed = true;
    forget(time);
    Peer peer = peers.get(word.peer());
    switch (word.session()) {
      case TRANSFER -> {
        retire(peer.loading);
        peer.loading = allocate();
      }
      case UP -> up(time, peer, word.full(), listener);
      case DOWN -> down(time, peer, listener);
      case SILENT -> silent(time, peer, listener);
    }
  }

  private void up(long time, Peer peer, boolean full, SightListener listener) {
    if (peer.loading != NO_TABLE) {
      retire(peer.table);
      if (full) {
        swaps.add(new Swap(peer.table, peer.loading));
        peer.table = peer.loading;
      } else {
        retire(peer.loading);
        peer.table = NO_TABLE;
      }
      peer.loading = NO_TABLE;
    }
    peer.up = true;
    heard(time, peer, listener);
    if (peer.downSince > 0) {
      listener.peerBack(peer.name, peer.downSince, time);
      peer.downSince = 0;
    }
    Long lost = lostCollectors.get(peer.name.collector());
    if (lost != null && peer.isWitness()) {
      lostCollectors.remove(peer.name.collector());
      listener.collectorBack(peer.name.collector(), lost, time);
    }
  }

  private void down(long time, Peer peer, SightListener listener) {
    retire(peer.loading);
    peer.loading = NO_TABLE;
    boolean wasKnown = peer.up && peer.table != NO_TABLE;
    boolean wasWitness = peer.isWitness();
    heard(time, peer, listener);
    peer.up = false;
    if (wasKnown) {
      peer.downSince = time;
      listener.peerLost(peer.name, time);
    }
    if (wasWitness) {
      seeWhoIsLeft(time, peer.name.collector(), listener);
    }
  }

  /** The session stands, so that what comes over it later goes on from the table as it is. */
  private void silent(long time, Peer peer, SightListener listener) {
    if (peer.isWitness()) {
      peer.silentSince = time;
      listener.peerSilent(peer.name, time);
      seeWhoIsLeft(time, peer.name.collector(), listener);
    }
  }

  private static void heard(long time, Peer peer, SightListener listener) {
    if (peer.silentSince > 0) {
      listener.peerHeard(peer.name, peer.silentSince, time);
      peer.silentSince = 0;
    }
  }

  private void seeWhoIsLeft(long time, String collector, SightListener listener) {
    boolean isLast =
        peers.stream()
            .noneMatch(other -> other.isWitness() && other.name.collector().equals(collector));
    if (isLast) {
      lostCollectors.put(collector, time);
      listener.collectorLost(collector, time);
    }
  }

  private void forget(long time) {
    for (Peer peer : peers) {
      boolean remembered = !peer.up && peer.table != NO_TABLE;
      if (remembered && time - peer.downSince >= MEMORY.toMillis()) {
        retire(peer.table);
        peer.table = NO_TABLE;
      }
    }
  }

  private int allocate() {
    int table = taken.nextClearBit(0);
    taken.set(table);
    return table;
  }

  private void retire(int table) {
    if (table != NO_TABLE) {
      retired.set(table);
    }
  }

  /** Returns the tables of all witnesses. */
  BitSet witnessTables() {
    BitSet tables = new BitSet();
    peers.stream().filter(Peer::isWitness).forEach(peer -> tables.set(peer.table));
    return tables;
  }

  /** Returns how many witnesses there are. */
  public Witnesses witnesses() {
    int live = 0;
    int known = 0;
    for (Peer peer : peers) {
      live += peer.isWitness() ? 1 : 0;
      known += peer.table == NO_TABLE ? 0 : 1;
    }
    return new Witnesses(live, known);
  }

  /** Returns whether tables have changed places, or been dropped, and prefixes still show it. */
  boolean isUnsettled() {
    return !swaps.isEmpty() || !retired.isEmpty();
  }

  /** Returns whether a swap of tables says something new of a prefix. */
  boolean saysAnew(PrefixRoutes routes) {
    for (Swap swap : swaps) {
      if (swap.before() == NO_TABLE || !routes.isSame(swap.before(), swap.after())) {
        return true;
      }
    }
    return false;
  }

  /** Returns the tables that prefixes must forget. */
  BitSet retiredTables() {
    return retired;
  }

  /** Notes that every prefix has been seen to. */
  void settled() {
    changed = true;
    taken.andNot(retired);
    retired.clear();
    swaps.clear();
  }

  /** Returns the sessions as bytes, a format tag first. */
  public byte[] encode() {
    changed = false;
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    out.write(FORMAT);
    Varints.write(out, peers.size());
    for (Peer peer : peers) {
      writeText(out, peer.name.collector());
      writeText(out, peer.name.address());
      Varints.write(out, peer.name.asn());
      out.write(peer.up ? 1 : 0);
      Varints.write(out, peer.table + 1);
      Varints.write(out, peer.loading + 1);
      Varints.write(out, peer.downSince);
      Varints.write(out, peer.silentSince);
    }
    Varints.write(out, lostCollectors.size());
    lostCollectors.forEach(
        (collector, since) -> {
          writeText(out, collector);
          Varints.write(out, since);
        });
    writeBits(out, taken);
    writeBits(out, retired);
    Varints.write(out, swaps.size());
    for (Swap swap : swaps) {
      Varints.write(out, swap.before() + 1);
      Varints.write(out, swap.after() + 1);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote; null gives a feed without peers.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static PeerSessions decode(byte[] bytes) {
    PeerSessions sessions = new PeerSessions();
    if (bytes == null) {
      return sessions;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("peer sessions", FORMAT, in.get());
    for (long left = Varints.read(in); left > 0; left--) {
      PeerName name = new PeerName(readText(in), readText(in), Varints.read(in));
      Peer peer = sessions.peers.get(sessions.number(name));
      peer.up = in.get() == 1;
      peer.table = (int) Varints.read(in) - 1;
      peer.loading = (int) Varints.read(in) - 1;
      peer.downSince = Varints.read(in);
      peer.silentSince = Varints.read(in);
    }
    for (long left = Varints.read(in); left > 0; left--) {
      sessions.lostCollectors.put(readText(in), Varints.read(in));
    }
    sessions.taken.or(readBits(in));
    sessions.retired.or(readBits(in));
    for (long left = Varints.read(in); left > 0; left--) {
      sessions.swaps.add(new Swap((int) Varints.read(in) - 1, (int) Varints.read(in) - 1));
    }
    sessions.changed = false;
    return sessions;
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Varints.write(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static String readText(ByteBuffer in) {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeBits(ByteArrayOutputStream out, BitSet bits) {
    byte[] bytes = bits.toByteArray();
    Varints.write(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static BitSet readBits(ByteBuffer in) {
    return BitSet.valueOf(readBytes(in));
  }

  private static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[(int) Varints.read(in)];
    in.get(bytes);
    return bytes;
  }
}
