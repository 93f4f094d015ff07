package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The vantages that a series hears regularly. Where there are at least two, none of them decides
 * alone; a series with a single one has nobody else to ask.
 */
final class Regulars {

  private static final int CAPACITY = 8;
  static final int MAX_BYTES = 1 + CAPACITY * 20;

  /** A vantage is a regular from its third bin on: a passer-by is nobody to wait for. */
  private static final int REGULAR_BINS = 3;

  private static final long MEMORY_MS = 7 * 86_400_000L;

  private record Regular(long vantage, int bins, long seenAt) {}

  private final List<Regular> known = new ArrayList<>();

  void hear(List<Vote> votes, long time) {
    known.removeIf(regular -> regular.seenAt() < time - MEMORY_MS);
    for (Vote vote : votes) {
      hear(vote.vantage(), time);
    }
  }

  private void hear(long vantage, long time) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).vantage() == vantage) {
        known.set(i, new Regular(vantage, known.get(i).bins() + 1, time));
        return;
      }
    }
    if (known.size() < CAPACITY || forgetPasserBy(time)) {
      known.add(new Regular(vantage, 1, time));
    }
  }

  private boolean forgetPasserBy(long now) {
    Optional<Regular> longestAgo =
        known.stream()
            .filter(regular -> regular.bins() < REGULAR_BINS && regular.seenAt() < now)
            .min(Comparator.comparingLong(Regular::seenAt).thenComparingLong(Regular::vantage));
    longestAgo.ifPresent(known::remove);
    return longestAgo.isPresent();
  }

  /** Returns whether at least two vantages are heard regularly. */
  boolean areSeveral() {
    return known.stream().filter(regular -> regular.bins() >= REGULAR_BINS).count() >= 2;
  }

  void write(ByteBuffer out) {
    out.put((byte) known.size());
    for (Regular regular : known) {
      out.putLong(regular.vantage()).putInt(regular.bins()).putLong(regular.seenAt());
    }
  }

  static Regulars read(ByteBuffer in) {
    Regulars regulars = new Regulars();
    for (int left = in.get(); left > 0; left--) {
      regulars.known.add(new Regular(in.getLong(), in.getInt(), in.getLong()));
    }
    return regulars;
  }
}
