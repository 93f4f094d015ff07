package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * Whether a series is measured by several vantages. Where it is, none of them decides alone; a
 * vantage without company has nobody else to be held against.
 *
 * <p>Votes are counted over this half-week and the one before. There is company when all but the
 * most frequent vantage have at least three: a passer-by is nobody to wait for.
 */
final class Company {

  static final int MAX_BYTES = Varints.MAX_BYTES + 2 * Contributors.MAX_BYTES;

  private static final long SPAN_MS = 84 * 3_600_000L;
  private static final int LEAST_VOTES = 3;

  private long span = Long.MIN_VALUE;
  private Contributors before = new Contributors();
  private Contributors now = new Contributors();

  void hear(ProbeBin bin) {
    long current = Math.floorDiv(bin.start(), SPAN_MS);
    if (current != span) {
      before = current == span + 1 ? now : new Contributors();
      now = new Contributors();
      span = current;
    }
    for (Vote vote : Vote.of(bin)) {
      now.add(vote.vantage(), 1, vote.failures());
    }
  }

  /** Returns whether no single vantage makes up what was heard. */
  boolean isSeveral() {
    Contributors both = new Contributors();
    both.addAll(before);
    both.addAll(now);
    int most = both.listed().stream().mapToInt(Contribution::samples).max().orElse(0);
    return both.sum().samples() - most >= LEAST_VOTES;
  }

  void write(ByteBuffer out) {
    Varints.putSigned(out, span);
    before.write(out);
    now.write(out);
  }

  static Company read(ByteBuffer in) {
    Company company = new Company();
    company.span = Varints.getSigned(in);
    company.before = Contributors.read(in);
    company.now = Contributors.read(in);
    return company;
  }
}
