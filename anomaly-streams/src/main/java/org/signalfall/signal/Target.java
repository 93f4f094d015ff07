package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.Locality;
import org.signalfall.detect.Varints;

/**
 * What a place remembers of one component of one service: where it stands, its last few glimpses,
 * and the goodput that is ordinary for it beside that of others.
 */
final class Target {

  private static final int MAX_GLIMPSES = 8;
  static final int MAX_BYTES =
      8 + 8 + 1 + 1 + MAX_GLIMPSES * (1 + 3 * Varints.MAX_BYTES) + 6 * Varints.MAX_BYTES;

  private static final int FRACTION = 1024;

  /** The ordinary goodput is known once so many glimpses of it have been seen. */
  private static final int WARM_UP = 12;

  /** Glimpses that the ordinary goodput follows: some days of hourly measurements. */
  private static final int MEMORY = 64;

  /** Glimpses of which the median is taken of what others are held against. */
  private static final int FEW = 3;

  /** Glimpses that the share of passing ones follows. */
  private static final int PASSING_MEMORY = 8;

  /** Two fifths of the ordinary goodput or less are slow: single transfers vary by half. */
  private static final int SLOW = FRACTION * LogHistogram.OCTAVE * 5 / 4;

  final long service;
  final long component;
  private Locality locality = Locality.UNKNOWN;
  private final List<Glimpse> glimpses = new ArrayList<>();
  private long passedAt = Long.MIN_VALUE;
  private long workedAt = Long.MIN_VALUE;
  private int passing;
  private int seen;
  private int ordinary;
  private int levels;

  Target(long service, long component) {
    this.service = service;
    this.component = component;
  }

  void see(Glimpse glimpse, Locality where) {
    if (where != Locality.UNKNOWN) {
      locality = where;
    }
    boolean passes = !glimpse.isFailure();
    seen = Math.min(PASSING_MEMORY, seen + 1);
    passing += ((passes ? FRACTION : 0) - passing) / seen;
    if (passes) {
      passedAt = glimpse.end();
      workedAt = 2 * passing >= FRACTION ? glimpse.end() : workedAt;
    }
    glimpses.add(glimpse);
    if (glimpses.size() > MAX_GLIMPSES) {
      glimpses.remove(0);
    }
  }

  Locality locality() {
    return locality;
  }

  /** Returns what was seen last; never null once something was. */
  Glimpse last() {
    return glimpses.get(glimpses.size() - 1);
  }

  /** Returns when it was last found to work, epoch ms; the least number when it never was. */
  long passedAt() {
    return passedAt;
  }

  /**
   * Returns when it was last found to work in a time in which it passed more often than not, epoch
   * ms; the least number when it never was. What never did can't be lost, and what gets through now
   * and then while all fails doesn't work again.
   */
  long workedAt() {
    return workedAt;
  }

  /** Returns the glimpses after a time, the oldest first. */
  List<Glimpse> since(long time) {
    return glimpses.stream().filter(glimpse -> glimpse.end() > time).toList();
  }

  /** Returns whether its last glimpse has a goodput and the ordinary one is known. */
  boolean knowsGoodput() {
    return levels >= WARM_UP && last().goodput() != LogHistogram.NONE;
  }

  /** Returns how far the last goodput is above the ordinary one, in fractions of a bucket. */
  int goodputAboveOrdinary() {
    return FRACTION * last().goodput() - ordinary;
  }

  /**
   * Returns how far the median of the last few goodputs is above the ordinary one, in fractions of
   * a bucket: one freak of a control must not make what is held against it look slow time after
   * time.
   */
  int usualGoodputAboveOrdinary() {
    List<Integer> latest =
        glimpses.stream()
            .map(Glimpse::goodput)
            .filter(goodput -> goodput != LogHistogram.NONE)
            .toList();
    List<Integer> few =
        latest.subList(Math.max(0, latest.size() - FEW), latest.size()).stream().sorted().toList();
    return FRACTION * few.get((few.size() - 1) / 2) - ordinary;
  }

  /**
   * Returns whether the target has become slow while others have not.
   *
   * @param others how far their goodput is above what is ordinary for them
   */
  boolean isSlow(int others) {
    return goodputAboveOrdinary() - others <= -SLOW;
  }

  /**
   * Lets the ordinary goodput follow the last one, unless the last few are closer to slow than to
   * ordinary: the fastest of slow transfers must not make slowness ordinary. A single one moves it
   * no further than it would halfway to slow, since the first slow ones come before the others.
   *
   * @param others how far their goodput is above what is ordinary for them
   */
  void learnGoodput(int others) {
    if (knowsGoodput() && usualGoodputAboveOrdinary() - others <= -SLOW / 2) {
      return;
    }
    int most = levels >= WARM_UP ? SLOW / 2 : Integer.MAX_VALUE;
    levels = Math.min(MEMORY, levels + 1);
    ordinary += Math.max(-most, Math.min(most, goodputAboveOrdinary())) / levels;
  }

  /** Writes the target, its times as they lie before the latest of its place. */
  void write(ByteBuffer out, long latest) {
    out.putLong(service).putLong(component).put(LocalityCode.of(locality));
    out.put((byte) glimpses.size());
    for (Glimpse glimpse : glimpses) {
      Varints.putSigned(out, latest - glimpse.end());
      Varints.put(out, glimpse.votes());
      Varints.put(out, glimpse.failures());
      out.put((byte) glimpse.goodput());
    }
    Varints.putSigned(out, latest - passedAt);
    Varints.putSigned(out, latest - workedAt);
    Varints.putSigned(out, passing);
    Varints.putSigned(out, seen);
    Varints.putSigned(out, ordinary);
    Varints.putSigned(out, levels);
  }

  static Target read(ByteBuffer in, long latest) {
    Target target = new Target(in.getLong(), in.getLong());
    target.locality = LocalityCode.decoded(in.get());
    for (int left = in.get(); left > 0; left--) {
      target.glimpses.add(
          new Glimpse(
              latest - Varints.getSigned(in), Varints.getInt(in), Varints.getInt(in), in.get()));
    }
    target.passedAt = latest - Varints.getSigned(in);
    target.workedAt = latest - Varints.getSigned(in);
    target.passing = (int) Varints.getSigned(in);
    target.seen = (int) Varints.getSigned(in);
    target.ordinary = (int) Varints.getSigned(in);
    target.levels = (int) Varints.getSigned(in);
    return target;
  }
}
