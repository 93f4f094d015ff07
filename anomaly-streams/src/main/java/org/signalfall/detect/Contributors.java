package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The largest contributors to a span of bins, and the sum of the rest: integers only, of bounded
 * size. A newcomer to a full table takes the place of the smallest that is listed, as in the
 * Space-Saving sketch (Metwally, Agrawal and El Abbadi, 2005), but begins at zero: whoever brings a
 * large share stays, many small ones take turns.
 *
 * <p>Invariant: the listed and the rest add up to all that was ever added.
 */
final class Contributors {

  static final int CAPACITY = 8;
  static final int MAX_BYTES =
      1 + CAPACITY * (Long.BYTES + 2 * Varints.MAX_INT_BYTES) + 2 * Varints.MAX_INT_BYTES;

  private static final Contribution NOTHING = new Contribution(Contribution.REST, 0, 0);

  private List<Contribution> listed = new ArrayList<>();
  private Contribution rest = NOTHING;

  void add(long value, int samples, int failures) {
    for (int i = 0; i < listed.size(); i++) {
      if (listed.get(i).value() == value) {
        listed.set(i, listed.get(i).plus(samples, failures));
        return;
      }
    }
    if (value == Contribution.REST) {
      rest = rest.plus(samples, failures);
    } else if (listed.size() < CAPACITY) {
      listed.add(new Contribution(value, samples, failures));
    } else {
      displace(new Contribution(value, samples, failures));
    }
  }

  private void displace(Contribution newcomer) {
    int least = 0;
    for (int i = 1; i < listed.size(); i++) {
      if (listed.get(i).samples() < listed.get(least).samples()) {
        least = i;
      }
    }
    Contribution lumped = listed.remove(least);
    rest = rest.plus(lumped.samples(), lumped.failures());
    listed.add(newcomer);
  }

  void addAll(Contributors other) {
    other.listed.forEach(one -> add(one.value(), one.samples(), one.failures()));
    rest = rest.plus(other.rest.samples(), other.rest.failures());
  }

  /** Takes over all that another table holds; the other must not be used any more. */
  void become(Contributors other) {
    listed = new ArrayList<>(other.listed);
    rest = other.rest;
  }

  /** Returns the listed contributors, without the rest. */
  List<Contribution> listed() {
    return List.copyOf(listed);
  }

  /** Returns the only contributor; empty when there are several, or none. */
  Optional<Contribution> only() {
    return listed.size() == 1 && rest.samples() == 0
        ? Optional.of(listed.get(0))
        : Optional.empty();
  }

  /** Returns what a contributor has brought since it was listed, if it is. */
  Optional<Contribution> of(long value) {
    return listed.stream().filter(one -> one.value() == value).findFirst();
  }

  Contribution rest() {
    return rest;
  }

  /** Returns the sum over all contributors. */
  Contribution sum() {
    Contribution sum = rest;
    for (Contribution one : listed) {
      sum = sum.plus(one.samples(), one.failures());
    }
    return sum;
  }

  /** Returns the listed contributors and, where there is one, the rest. */
  List<Contribution> all() {
    List<Contribution> all = new ArrayList<>(listed);
    if (rest.samples() > 0) {
      all.add(rest);
    }
    return all;
  }

  void write(ByteBuffer out) {
    out.put((byte) listed.size());
    for (Contribution one : listed) {
      out.putLong(one.value());
      Varints.put(out, one.samples());
      Varints.put(out, one.failures());
    }
    Varints.put(out, rest.samples());
    Varints.put(out, rest.failures());
  }

  static Contributors read(ByteBuffer in) {
    Contributors contributors = new Contributors();
    for (int left = in.get(); left > 0; left--) {
      contributors.listed.add(
          new Contribution(in.getLong(), Varints.getInt(in), Varints.getInt(in)));
    }
    contributors.rest = new Contribution(Contribution.REST, Varints.getInt(in), Varints.getInt(in));
    return contributors;
  }
}
