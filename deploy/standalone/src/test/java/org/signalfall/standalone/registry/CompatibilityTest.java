package org.signalfall.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.standalone.registry.Schemas.FIRST;
import static org.signalfall.standalone.registry.Schemas.OPTIONAL_ADDED;
import static org.signalfall.standalone.registry.Schemas.REQUIRED_ADDED;
import static org.signalfall.standalone.registry.Schemas.REQUIRED_DROPPED;
import static org.signalfall.standalone.registry.Schemas.version;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompatibilityTest {
  private static final Set<CompatibilityLevel> FORWARD_ONLY_OR_NONE =
      EnumSet.of(
          CompatibilityLevel.NONE,
          CompatibilityLevel.FORWARD,
          CompatibilityLevel.FORWARD_TRANSITIVE);
  private static final Set<CompatibilityLevel> BACKWARD_ONLY_OR_NONE =
      EnumSet.of(
          CompatibilityLevel.NONE,
          CompatibilityLevel.BACKWARD,
          CompatibilityLevel.BACKWARD_TRANSITIVE);
  private static final Set<CompatibilityLevel> NOT_TRANSITIVE_BACKWARD =
      EnumSet.complementOf(
          EnumSet.of(CompatibilityLevel.BACKWARD_TRANSITIVE, CompatibilityLevel.FULL_TRANSITIVE));

  @ParameterizedTest
  @EnumSource
  void shouldAcceptAnythingWhenThereIsNoEarlierVersion(CompatibilityLevel level) {
    assertThat(Compatibility.check(level, FIRST, List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldAcceptAnOptionalFieldAtEveryLevel(CompatibilityLevel level) {
    assertThat(accepts(level, OPTIONAL_ADDED, FIRST)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldAcceptANewRequiredFieldOnlyWhenOldDataNeedNotBeRead(CompatibilityLevel level) {
    assertThat(accepts(level, REQUIRED_ADDED, FIRST))
        .isEqualTo(FORWARD_ONLY_OR_NONE.contains(level));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAcceptADroppedRequiredFieldOnlyWhenOldReadersDoNotCount(CompatibilityLevel level) {
    assertThat(accepts(level, REQUIRED_DROPPED, FIRST))
        .isEqualTo(BACKWARD_ONLY_OR_NONE.contains(level));
  }

  @ParameterizedTest
  @EnumSource
  void shouldLookPastTheLatestVersionOnlyWhenTransitive(CompatibilityLevel level) {
    boolean accepted = accepts(level, REQUIRED_ADDED, FIRST, REQUIRED_ADDED);

    assertThat(accepted).isEqualTo(NOT_TRANSITIVE_BACKWARD.contains(level));
  }

  @Test
  void shouldNameLevelVersionRuleAndPlaceWhenARuleIsBroken() {
    List<String> messages =
        Compatibility.check(
            CompatibilityLevel.BACKWARD, REQUIRED_ADDED, List.of(version("s", 7, 1, FIRST)));

    assertThat(messages)
        .containsExactly(
            "BACKWARD: the new schema cannot read data of version 7: "
                + "READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: country");
  }

  private static boolean accepts(CompatibilityLevel level, Schema candidate, Schema... earlier) {
    List<SchemaVersion> versions =
        IntStream.range(0, earlier.length)
            .mapToObj(i -> version("s", i + 1, i + 1, earlier[i]))
            .toList();
    return Compatibility.check(level, candidate, versions).isEmpty();
  }
}
