package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.signalfall.avro.Locality;
import org.signalfall.detect.Varints;

/**
 * What a place remembers of all its targets: enough to hold one service against the others although
 * a few probes an hour never meet in one slot. Integers only; slots come in the order of time.
 */
final class Targets {

  /** So long a glimpse says something of the present. */
  static final long HORIZON_MS = 6 * 3_600_000L;

  /**
   * So long the last word on a target stands when the question is whether nothing is reached any
   * more: what was reached yesterday and not tried since may well be reached still.
   */
  private static final long WORD_MS = 2 * 86_400_000L;

  /** Votes of controls that are asked for; a slot that holds as many needs no older ones. */
  private static final int ENOUGH_VOTES = 6;

  static final int MAX_TARGETS = 48;
  static final int MAX_BYTES = 1 + Varints.MAX_BYTES + MAX_TARGETS * Target.MAX_BYTES;

  /** Fewer targets than this say nothing of connectivity as such, nor of one side of a border. */
  static final int LEAST_TARGETS = 3;

  /** Services whose goodput must be known to hold another one against them. */
  static final int LEAST_GOODPUTS = 2;

  /** Votes on other services, and how many of them say failure. */
  record Control(int votes, int failures) {}

  private static final Control NO_CONTROL = new Control(0, 0);

  private final List<Target> targets = new ArrayList<>();

  /** Enters what a slot says of a target. */
  void see(String service, String component, Glimpse glimpse, Locality locality) {
    long serviceHash = Hashes.of(service);
    long componentHash = Hashes.of(component);
    Target target = find(serviceHash, componentHash);
    if (target == null) {
      if (targets.size() == MAX_TARGETS) {
        targets.remove(
            targets.stream()
                .min(
                    Comparator.comparingLong((Target known) -> known.last().end())
                        .thenComparingLong(known -> known.service)
                        .thenComparingLong(known -> known.component))
                .orElseThrow());
      }
      target = new Target(serviceHash, componentHash);
      targets.add(target);
    }
    target.see(glimpse, locality);
  }

  /**
   * Returns the end of the last slot in which any target was seen, epoch ms; 0 before the first.
   */
  long lastEnd() {
    long last = 0;
    for (Target target : targets) {
      last = Math.max(last, target.last().end());
    }
    return last;
  }

  /** Returns what is remembered of a target that was seen; null when others took its room. */
  Target of(String service, String component) {
    return find(Hashes.of(service), Hashes.of(component));
  }

  private Target find(long service, long component) {
    for (Target target : targets) {
      if (target.service == service && target.component == component) {
        return target;
      }
    }
    return null;
  }

  /**
   * Returns how the controls of a service fare: the votes of the latest slot, and of as many before
   * it within the horizon as it takes to have enough. The controls of a target beyond the border
   * are other such targets where there are enough of them, and likewise within. What was only found
   * to fail is no control while something else works: it may be blocked itself.
   */
  Control control(String service, Locality locality, long end) {
    List<Target> controls = beside(Hashes.of(service), locality, end);
    if (controls.isEmpty()) {
      return NO_CONTROL;
    }
    TreeMap<Long, int[]> bySlot = new TreeMap<>(Comparator.reverseOrder());
    for (Target target : controls) {
      for (Glimpse glimpse : target.since(end - HORIZON_MS)) {
        int[] counts = bySlot.computeIfAbsent(glimpse.end(), slot -> new int[2]);
        counts[0] += glimpse.votes();
        counts[1] += glimpse.failures();
      }
    }
    int votes = 0;
    int failures = 0;
    for (int[] counts : bySlot.values()) {
      if (votes < ENOUGH_VOTES) {
        votes += counts[0];
        failures += counts[1];
      }
    }
    return new Control(votes, failures);
  }

  /** Returns the targets of other services, of the same side of the border where they are many. */
  private List<Target> beside(long service, Locality locality, long end) {
    List<Target> others = current(end);
    others.removeIf(target -> target.service == service);
    if (others.isEmpty()) {
      return others;
    }
    List<Target> alike =
        others.stream()
            .filter(target -> locality != Locality.UNKNOWN && target.locality() == locality)
            .toList();
    List<Target> asked = alike.size() >= LEAST_TARGETS - 1 ? alike : others;
    List<Target> working =
        asked.stream().filter(target -> target.passedAt() > end - HORIZON_MS).toList();
    return working.isEmpty() ? asked : working;
  }

  private List<Target> current(long end) {
    return heardOf(end - HORIZON_MS);
  }

  private List<Target> heardOf(long after) {
    List<Target> heardOf = new ArrayList<>(targets.size());
    for (Target target : targets) {
      if (target.last().end() > after) {
        heardOf.add(target);
      }
    }
    return heardOf;
  }

  /**
   * Returns whether the place is cut off: the last word on every service is that it fails, and at
   * least three of them worked of late, so that they were lost together and not banned one by one.
   */
  boolean isLost(long end) {
    return areLostTogether(heardOf(end - WORD_MS), end);
  }

  /** Returns whether all that stands abroad is lost in the same way. */
  boolean isAbroadLost(long end) {
    return areLostTogether(
        heardOf(end - WORD_MS).stream()
            .filter(target -> target.locality() == Locality.FOREIGN)
            .toList(),
        end);
  }

  private static boolean areLostTogether(List<Target> asked, long end) {
    Map<Long, List<Target>> byService =
        asked.stream().collect(Collectors.groupingBy(target -> target.service));
    List<Target> workedOfLate = asked.stream().filter(target -> workedOfLate(target, end)).toList();
    long last = workedOfLate.stream().mapToLong(Target::workedAt).max().orElse(end);
    long lostAtOnce =
        workedOfLate.stream()
            .filter(target -> target.workedAt() > last - HORIZON_MS)
            .map(target -> target.service)
            .distinct()
            .count();
    return lostAtOnce >= LEAST_TARGETS && byService.values().stream().allMatch(Targets::isFailing);
  }

  /** Returns whether a target worked so lately that it can be lost. */
  static boolean workedOfLate(Target target, long end) {
    return target.workedAt() > end - WORD_MS;
  }

  /** Returns whether there are so many targets that two sides of a border can be told apart. */
  boolean areEnough() {
    return targets.size() >= 2 * LEAST_TARGETS;
  }

  /** Returns whether so many services are seen that connectivity as such can be told. */
  boolean areMany(long end) {
    return targets.size() >= LEAST_TARGETS
        && current(end).stream().map(target -> target.service).distinct().count() >= LEAST_TARGETS;
  }

  private static boolean isFailing(Collection<Target> components) {
    int votes = components.stream().mapToInt(target -> target.last().votes()).sum();
    int failures = components.stream().mapToInt(target -> target.last().failures()).sum();
    return 2 * failures >= votes;
  }

  /** Returns the targets of one side of the border that are seen. */
  List<Target> of(Locality locality, long end) {
    return current(end).stream().filter(target -> target.locality() == locality).toList();
  }

  /**
   * Returns how far the goodput of other services is of late above what is ordinary for them, the
   * lower median; nothing where fewer than two have one.
   */
  OptionalInt goodputBeside(String service, long end) {
    long own = Hashes.of(service);
    List<Integer> others =
        current(end).stream()
            .filter(target -> target.service != own && target.knowsGoodput())
            .map(Target::usualGoodputAboveOrdinary)
            .sorted()
            .toList();
    return others.size() < LEAST_GOODPUTS
        ? OptionalInt.empty()
        : OptionalInt.of(others.get((others.size() - 1) / 2));
  }

  void write(ByteBuffer out) {
    long latest = lastEnd();
    out.put((byte) targets.size());
    Varints.putSigned(out, latest);
    targets.forEach(target -> target.write(out, latest));
  }

  static Targets read(ByteBuffer in) {
    Targets targets = new Targets();
    int size = in.get();
    long latest = Varints.getSigned(in);
    for (int left = size; left > 0; left--) {
      targets.targets.add(Target.read(in, latest));
    }
    return targets;
  }
}
