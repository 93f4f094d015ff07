package org.signalfall.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.standalone.registry.Schemas.FIRST;
import static org.signalfall.standalone.registry.Schemas.OPTIONAL_ADDED;
import static org.signalfall.standalone.registry.Schemas.version;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalfall.standalone.registry.LogEntry.Config;
import org.signalfall.standalone.registry.LogEntry.SubjectDeletion;
import org.signalfall.standalone.registry.LogEntry.VersionTombstone;
import org.signalfall.standalone.registry.SchemaIndex.Visibility;

class SchemaIndexTest {
  private final SchemaIndex index = new SchemaIndex();

  @Test
  void shouldStartAtOneAndBackwardWhenEmpty() {
    assertThat(index.nextId()).isEqualTo(1);
    assertThat(index.nextVersion("s")).isEqualTo(1);
    assertThat(index.level("s")).isEqualTo(CompatibilityLevel.BACKWARD);
    assertThat(index.subjects(Visibility.ANY)).isEmpty();
  }

  @Test
  void shouldKnowASchemasIdWhateverSubjectHasIt() {
    index.apply(version("b", 1, 5, FIRST));
    index.apply(version("a", 1, 5, FIRST));

    assertThat(index.idOf(FIRST.toString())).contains(5);
    assertThat(index.byId(5)).extracting(SchemaVersion::subject).containsExactly("a", "b");
    assertThat(index.subjects(Visibility.LIVE)).containsExactly("a", "b");
  }

  @Test
  void shouldHideAVersionButKeepItsNumberAndIdWhenSoftDeleted() {
    SchemaVersion second = version("s", 2, 2, OPTIONAL_ADDED);
    index.apply(version("s", 1, 1, FIRST));
    index.apply(second);

    index.apply(second.asDeleted());

    assertThat(index.versions("s", Visibility.LIVE)).containsExactly(version("s", 1, 1, FIRST));
    assertThat(index.versions("s", Visibility.DELETED)).containsExactly(second.asDeleted());
    assertThat(index.nextVersion("s")).isEqualTo(3);
    assertThat(index.idOf(OPTIONAL_ADDED.toString())).contains(2);
  }

  @Test
  void shouldSoftDeleteUpToTheNamedVersionWhenASubjectIsDeleted() {
    index.apply(version("s", 1, 1, FIRST));
    index.apply(version("s", 2, 2, OPTIONAL_ADDED));

    index.apply(new SubjectDeletion("s", 1));

    assertThat(index.versions("s", Visibility.LIVE))
        .containsExactly(version("s", 2, 2, OPTIONAL_ADDED));
    assertThat(index.versions("s", Visibility.ANY)).hasSize(2);
  }

  @Test
  void shouldForgetASubjectButNotReuseItsIdWhenItsLastVersionIsRemoved() {
    index.apply(version("s", 1, 9, FIRST));

    index.apply(new VersionTombstone("s", 1));

    assertThat(index.subjects(Visibility.ANY)).isEmpty();
    assertThat(index.byId(9)).isEmpty();
    assertThat(index.nextId()).isEqualTo(10);
  }

  @Test
  void shouldPreferASubjectsOwnLevelUntilItIsTakenBack() {
    index.apply(new Config(Optional.empty(), Optional.of(CompatibilityLevel.FULL)));
    index.apply(new Config(Optional.of("s"), Optional.of(CompatibilityLevel.NONE)));
    CompatibilityLevel own = index.level("s");

    index.apply(new Config(Optional.of("s"), Optional.empty()));

    assertThat(own).isEqualTo(CompatibilityLevel.NONE);
    assertThat(index.level("s")).isEqualTo(CompatibilityLevel.FULL);
  }

  @Test
  void shouldFallBackToTheDefaultWhenTheGlobalLevelIsTakenBack() {
    index.apply(new Config(Optional.empty(), Optional.of(CompatibilityLevel.FULL)));

    index.apply(new Config(Optional.empty(), Optional.empty()));

    assertThat(index.globalLevel()).isEqualTo(CompatibilityLevel.BACKWARD);
  }

  @Test
  void shouldIgnoreRemovalsWhenThereIsNothingToRemove() {
    index.apply(new VersionTombstone("s", 1));
    index.apply(new SubjectDeletion("s", 3));

    assertThat(index.subjects(Visibility.ANY)).isEmpty();
    assertThat(index.nextVersion("s")).isEqualTo(1);
  }
}
