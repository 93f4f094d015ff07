package org.signalfall.evaluate.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalfall.schema.TrustedClasses;

/** All hard cases that can be generated. */
public final class HardCases {

  static {
    TrustedClasses.register();
  }

  private static final List<HardCase> ALL =
      Stream.of(LevelCases.all(), ProbeCases.all(), RouteCases.all())
          .flatMap(List::stream)
          .toList();

  private HardCases() {}

  /** Returns all of them, in a fixed order. */
  public static List<HardCase> all() {
    return ALL;
  }

  /** Returns the case of that name, if there is one. */
  public static Optional<HardCase> named(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
