package org.signalfall.bgp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is known of one prefix: which tables hold a route for it, with which origins, and how it
 * was last judged.
 *
 * <p>Most tables agree on the origin, so that a prefix of a full table takes about thirty bytes:
 * its origin, and a bit for each table. Invariant: no group is without a table, no table is in two
 * groups, and no two groups have the same origins.
 *
 * <p>Mutable; owned by whoever has read it from the table of prefixes.
 */
public final class PrefixRoutes {

  private static final byte FORMAT = 1;
  private static final int VISIBLE = 1;
  private static final int TOUCHED = 2;

  private final List<RouteGroup> groups = new ArrayList<>();

  /** By table and then by identifier; only of tables that identify their paths. */
  private final TreeMap<Integer, TreeMap<Long, List<Long>>> paths = new TreeMap<>();

  private boolean touched;
  private boolean visible;
  private List<Long> countedOrigins = List.of();
  private long below;

  /** Returns the origins of a table's route; null without one. */
  private List<Long> origins(int table) {
    for (RouteGroup group : groups) {
      if (group.tables().get(table)) {
        return group.origins();
      }
    }
    return null;
  }

  /** Sets a path of a table's route; returns whether that changes anything. */
  boolean put(int table, long path, List<Long> origins) {
    if (path == BgpWord.NO_PATH) {
      boolean hadPaths = paths.remove(table) != null;
      return join(table, origins) || hadPaths;
    }
    TreeMap<Long, List<Long>> ofTable = paths.computeIfAbsent(table, first -> new TreeMap<>());
    boolean isNew = !origins.equals(ofTable.put(path, origins));
    return join(table, union(ofTable)) || isNew;
  }

  /** Takes a path of a table's route away; returns whether there was one. */
  boolean remove(int table, long path) {
    TreeMap<Long, List<Long>> ofTable = paths.get(table);
    if (path == BgpWord.NO_PATH || ofTable == null) {
      paths.remove(table);
      return leave(table);
    }
    boolean removed = ofTable.remove(path) != null;
    if (!ofTable.isEmpty()) {
      return join(table, union(ofTable)) || removed;
    }
    paths.remove(table);
    return leave(table);
  }

  private static List<Long> union(SortedMap<Long, List<Long>> paths) {
    TreeSet<Long> origins = new TreeSet<>();
    paths.values().forEach(origins::addAll);
    return List.copyOf(origins);
  }

  /** Moves a table into the group of these origins; returns whether it wasn't there. */
  private boolean join(int table, List<Long> origins) {
    if (origins.equals(origins(table))) {
      return false;
    }
    leave(table);
    for (RouteGroup group : groups) {
      if (group.origins().equals(origins)) {
        group.tables().set(table);
        return true;
      }
    }
    BitSet tables = new BitSet();
    tables.set(table);
    groups.add(new RouteGroup(origins, tables));
    return true;
  }

  private boolean leave(int table) {
    for (int i = 0; i < groups.size(); i++) {
      BitSet tables = groups.get(i).tables();
      if (tables.get(table)) {
        tables.clear(table);
        if (tables.isEmpty()) {
          groups.remove(i);
        }
        return true;
      }
    }
    return false;
  }

  /** Takes the routes of these tables away; returns whether there were any. */
  boolean removeAll(BitSet tables) {
    boolean removed = false;
    for (RouteGroup group : groups) {
      if (group.tables().intersects(tables)) {
        group.tables().andNot(tables);
        removed = true;
      }
    }
    groups.removeIf(group -> group.tables().isEmpty());
    paths.keySet().removeIf(tables::get);
    return removed;
  }

  /** Returns whether two tables say the same of the prefix. */
  boolean isSame(int oneTable, int otherTable) {
    List<Long> one = origins(oneTable);
    List<Long> other = origins(otherTable);
    return one == null ? other == null : one.equals(other);
  }

  /** Returns how many of these tables hold a route. */
  int holders(BitSet tables) {
    int holders = 0;
    for (RouteGroup group : groups) {
      holders += common(group.tables(), tables);
    }
    return holders;
  }

  /** Returns every origin that one of these tables tells of, rising. */
  List<Long> originsIn(BitSet tables) {
    List<Long> single = null;
    TreeSet<Long> several = new TreeSet<>();
    for (RouteGroup group : groups) {
      if (group.tables().intersects(tables)) {
        single = group.origins();
        several.addAll(single);
      }
    }
    return single != null && several.size() == single.size() ? single : List.copyOf(several);
  }

  private static int common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
  }

  /** Returns whether nothing needs to be remembered of the prefix. */
  boolean isEmpty() {
    return groups.isEmpty() && !visible && !touched;
  }

  /** Returns whether what tables say has changed since the prefix was last judged. */
  boolean isTouched() {
    return touched;
  }

  void touch() {
    touched = true;
  }

  /** Returns whether the prefix was visible when it was last judged. */
  public boolean isVisible() {
    return visible;
  }

  /** Returns the origins that its units count for; empty while it isn't visible. */
  public List<Long> countedOrigins() {
    return countedOrigins;
  }

  /** Notes how the prefix is judged. */
  void judged(boolean isVisible, List<Long> origins) {
    touched = false;
    visible = isVisible;
    countedOrigins = origins;
  }

  /** Returns how many of the prefix's units visible more-specific prefixes take. */
  long below() {
    return below;
  }

  void addBelow(long units) {
    below += units;
  }

  /** Returns the routes as bytes, a format tag first. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(48);
    out.write(FORMAT);
    out.write((visible ? VISIBLE : 0) | (touched ? TOUCHED : 0));
    Varints.write(out, below);
    Varints.writeAll(out, countedOrigins);
    Varints.write(out, groups.size());
    for (RouteGroup group : groups) {
      Varints.writeAll(out, group.origins());
      byte[] tables = group.tables().toByteArray();
      Varints.write(out, tables.length);
      out.writeBytes(tables);
    }
    Varints.write(out, paths.size());
    paths.forEach(
        (table, ofTable) -> {
          Varints.write(out, table);
          Varints.write(out, ofTable.size());
          ofTable.forEach(
              (path, origins) -> {
                Varints.write(out, path);
                Varints.writeAll(out, origins);
              });
        });
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static PrefixRoutes decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("routes", FORMAT, in.get());
    PrefixRoutes routes = new PrefixRoutes();
    int flags = in.get();
    routes.visible = (flags & VISIBLE) != 0;
    routes.touched = (flags & TOUCHED) != 0;
    routes.below = Varints.read(in);
    routes.countedOrigins = Varints.readAll(in);
    for (long left = Varints.read(in); left > 0; left--) {
      List<Long> origins = Varints.readAll(in);
      byte[] tables = new byte[(int) Varints.read(in)];
      in.get(tables);
      routes.groups.add(new RouteGroup(origins, BitSet.valueOf(tables)));
    }
    for (long left = Varints.read(in); left > 0; left--) {
      TreeMap<Long, List<Long>> ofTable = new TreeMap<>();
      routes.paths.put((int) Varints.read(in), ofTable);
      for (long more = Varints.read(in); more > 0; more--) {
        ofTable.put(Varints.read(in), Varints.readAll(in));
      }
    }
    return routes;
  }
}
