package org.signalfall.bgp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a collector told, as short as it can wait for its turn. Peers go by the numbers that {@link
 * PeerSessions} has given them.
 */
public sealed interface BgpWord {

  /** A peer's state, with the codes by which it is stored. */
  enum Session {
    UP(1),
    DOWN(2),
    TRANSFER(3),
    SILENT(4);

    private final int code;

    Session(int code) {
      this.code = code;
    }

    private static Session ofCode(int code) {
      for (Session session : values()) {
        if (session.code == code) {
          return session;
        }
      }
      throw new IllegalArgumentException("no session has the code " + code);
    }
  }

  /**
   * A peer's route for a prefix.
   *
   * @param peer number of the peer
   * @param path identifier of the path (RFC 7911), {@link #NO_PATH} without one
   * @param origins origin ASNs, rising
   */
  record Route(int peer, long path, List<Long> origins) {

    /** Creates a route of a peer that tells one path a prefix. */
    public Route(int peer, List<Long> origins) {
      this(peer, NO_PATH, origins);
    }
  }

  /** A peer announces a route. */
  record Announced(IpPrefix prefix, Route route) implements BgpWord {}

  /**
   * A peer withdraws its route.
   *
   * @param path identifier of the path, {@link #NO_PATH} for whatever the peer has
   */
  record Withdrawn(IpPrefix prefix, int peer, long path) implements BgpWord {}

  /** All routes for a prefix in a table dump. */
  record Dumped(IpPrefix prefix, List<Route> routes) implements BgpWord {}

  /**
   * A session changed.
   *
   * @param full whether the peer sends a full table; said when it is up
   */
  record Changed(int peer, Session session, boolean full) implements BgpWord {}

  /** A path has no identifier. */
  long NO_PATH = -1;

  int ANNOUNCED = 1;
  int WITHDRAWN = 2;
  int DUMPED = 3;
  int CHANGED = 4;

  /** Returns the word as bytes, its kind first. */
  default byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    if (this instanceof Announced word) {
      out.write(ANNOUNCED);
      out.writeBytes(word.prefix().encode());
      write(out, word.route());
    } else if (this instanceof Withdrawn word) {
      out.write(WITHDRAWN);
      out.writeBytes(word.prefix().encode());
      Varints.write(out, word.peer());
      Varints.write(out, word.path() + 1);
    } else if (this instanceof Dumped word) {
      out.write(DUMPED);
      out.writeBytes(word.prefix().encode());
      Varints.write(out, word.routes().size());
      List<Long> before = List.of();
      for (Route route : word.routes()) {
        Varints.write(out, route.peer());
        Varints.write(out, route.path() + 1);
        boolean same = route.origins().equals(before);
        out.write(same ? 1 : 0);
        if (!same) {
          Varints.writeAll(out, route.origins());
          before = route.origins();
        }
      }
    } else if (this instanceof Changed word) {
      out.write(CHANGED);
      Varints.write(out, word.peer());
      out.write(word.session().code);
      out.write(word.full() ? 1 : 0);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the kind is unknown
   */
  static BgpWord decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int kind = in.get();
    return switch (kind) {
      case ANNOUNCED -> new Announced(IpPrefix.decode(in), route(in));
      case WITHDRAWN ->
          new Withdrawn(IpPrefix.decode(in), (int) Varints.read(in), Varints.read(in) - 1);
      case DUMPED -> new Dumped(IpPrefix.decode(in), routes(in));
      case CHANGED -> new Changed((int) Varints.read(in), Session.ofCode(in.get()), in.get() == 1);
      default -> throw new IllegalArgumentException("no word has the kind " + kind);
    };
  }

  private static void write(ByteArrayOutputStream out, Route route) {
    Varints.write(out, route.peer());
    Varints.write(out, route.path() + 1);
    Varints.writeAll(out, route.origins());
  }

  private static Route route(ByteBuffer in) {
    return new Route((int) Varints.read(in), Varints.read(in) - 1, Varints.readAll(in));
  }

  private static List<Route> routes(ByteBuffer in) {
    int count = (int) Varints.read(in);
    List<Route> routes = new ArrayList<>(count);
    List<Long> origins = List.of();
    for (int i = 0; i < count; i++) {
      int peer = (int) Varints.read(in);
      long path = Varints.read(in) - 1;
      if (in.get() == 0) {
        origins = Varints.readAll(in);
      }
      routes.add(new Route(peer, path, origins));
    }
    return routes;
  }
}
