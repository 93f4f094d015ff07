package org.signalfall.standalone.registry;

import java.util.Locale;
import java.util.Optional;

/** Which earlier versions a new schema must get along with, and in which direction. */
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  /** Confluent's default, and what a fresh registry answers. */
  static final CompatibilityLevel DEFAULT = BACKWARD;

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /** Reads a level by name in any case; empty when there is no such level. */
  static Optional<CompatibilityLevel> of(String name) {
    try {
      return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** The new schema must read what the old one wrote. */
  boolean backward() {
    return backward;
  }

  /** The old schema must read what the new one writes. */
  boolean forward() {
    return forward;
  }

  /** Every earlier version counts, not the latest alone. */
  boolean transitive() {
    return transitive;
  }
}
