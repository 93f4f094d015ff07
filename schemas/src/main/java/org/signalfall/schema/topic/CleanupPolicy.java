package org.signalfall.schema.topic;

/** How a topic forgets. */
public enum CleanupPolicy {
  /** Segments older than the retention go. */
  DELETE("delete"),
  /** Only the latest record of a key stays. */
  COMPACT("compact"),
  /** Only the latest record of a key stays, and goes when older than the retention. */
  COMPACT_AND_DELETE("compact,delete");

  private final String config;

  CleanupPolicy(String config) {
    this.config = config;
  }

  /** Returns the value for {@code cleanup.policy}. */
  public String config() {
    return config;
  }
}
