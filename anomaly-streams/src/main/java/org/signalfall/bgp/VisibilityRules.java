package org.signalfall.bgp;

/**
 * Who must be there for visible address space to be judged.
 *
 * @param leastWitnesses fewer live witnesses judge nothing. Default 1, so that a collector of one's
 *     own router works
 * @param leastShare a smaller share of the known witnesses judges nothing. Default 0.5: when most
 *     are gone at once, it is us
 * @param confirmingWitnesses fewer live witnesses raise suspicion at most. Default 3, so that one
 *     faulty router is outvoted
 */
public record VisibilityRules(int leastWitnesses, double leastShare, int confirmingWitnesses) {

  public VisibilityRules {
    require(leastWitnesses >= 1, "leastWitnesses must be at least 1");
    require(leastShare >= 0 && leastShare <= 1, "leastShare must be between 0 and 1");
    require(confirmingWitnesses >= 1, "confirmingWitnesses must be at least 1");
  }

  /** Returns the defaults documented above. */
  public static VisibilityRules defaults() {
    return new VisibilityRules(1, 0.5, 3);
  }

  /** Returns whether so many witnesses may judge. */
  public boolean suffices(Witnesses witnesses) {
    return witnesses.live() >= leastWitnesses && witnesses.live() >= leastShare * witnesses.known();
  }

  /** Returns whether so many witnesses may confirm on their own what they judge. */
  public boolean confirms(Witnesses witnesses) {
    return witnesses.live() >= confirmingWitnesses;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
