package org.signalfall.standalone.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.signalfall.standalone.registry.LogEntry.Config;
import org.signalfall.standalone.registry.LogEntry.SubjectDeletion;
import org.signalfall.standalone.registry.LogEntry.VersionTombstone;

/**
 * What the registry holds, as the fold of its log; the same entries in the same order give the same
 * state. Safe for concurrent use.
 */
final class SchemaIndex {
  private final Map<String, NavigableMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.DEFAULT;
  private int highestId;

  synchronized void apply(LogEntry entry) {
    if (entry instanceof SchemaVersion version) {
      subjects
          .computeIfAbsent(version.subject(), subject -> new TreeMap<>())
          .put(version.version(), version);
      highestId = Math.max(highestId, version.id());
    } else if (entry instanceof VersionTombstone tombstone) {
      remove(tombstone);
    } else if (entry instanceof SubjectDeletion deletion) {
      versionsOf(deletion.subject())
          .headMap(deletion.version(), true)
          .replaceAll((number, version) -> version.asDeleted());
    } else if (entry instanceof Config config) {
      configure(config);
    }
  }

  /** Names of the subjects that have a version of this kind, sorted. */
  synchronized List<String> subjects(Visibility visibility) {
    return subjects.entrySet().stream()
        .filter(subject -> subject.getValue().values().stream().anyMatch(visibility))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Versions of a subject, oldest first; empty when it has none of this kind. */
  synchronized List<SchemaVersion> versions(String subject, Visibility visibility) {
    return versionsOf(subject).values().stream().filter(visibility).toList();
  }

  /** Every version, under any subject, that carries this id, soft-deleted ones included. */
  synchronized List<SchemaVersion> byId(int id) {
    return all(version -> version.id() == id);
  }

  /** The id that this schema has already, soft-deleted or not. */
  synchronized Optional<Integer> idOf(String schema) {
    return all(version -> version.schema().equals(schema)).stream()
        .map(SchemaVersion::id)
        .findFirst();
  }

  /** One above every id seen so far. */
  synchronized int nextId() {
    return highestId + 1;
  }

  /** One above every version of the subject, soft-deleted ones included. */
  synchronized int nextVersion(String subject) {
    NavigableMap<Integer, SchemaVersion> versions = versionsOf(subject);
    return versions.isEmpty() ? 1 : versions.lastKey() + 1;
  }

  synchronized CompatibilityLevel globalLevel() {
    return globalLevel;
  }

  /** The level set for this very subject. */
  synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  /** The level that holds for a subject: its own, else the global one. */
  synchronized CompatibilityLevel level(String subject) {
    return levels.getOrDefault(subject, globalLevel);
  }

  /** Which versions a question is about. */
  enum Visibility implements Predicate<SchemaVersion> {
    LIVE,
    DELETED,
    ANY;

    @Override
    public boolean test(SchemaVersion version) {
      return this == ANY || version.deleted() == (this == DELETED);
    }
  }

  private void remove(VersionTombstone tombstone) {
    NavigableMap<Integer, SchemaVersion> versions = versionsOf(tombstone.subject());
    versions.remove(tombstone.version());
    if (versions.isEmpty()) {
      subjects.remove(tombstone.subject());
    }
  }

  private void configure(Config config) {
    if (config.subject().isEmpty()) {
      globalLevel = config.level().orElse(CompatibilityLevel.DEFAULT);
    } else if (config.level().isEmpty()) {
      levels.remove(config.subject().get());
    } else {
      levels.put(config.subject().get(), config.level().get());
    }
  }

  private NavigableMap<Integer, SchemaVersion> versionsOf(String subject) {
    return subjects.getOrDefault(subject, new TreeMap<>());
  }

  private List<SchemaVersion> all(Predicate<SchemaVersion> predicate) {
    List<SchemaVersion> found = new ArrayList<>();
    for (Map<Integer, SchemaVersion> versions : subjects.values()) {
      Collection<SchemaVersion> candidates = versions.values();
      candidates.stream().filter(predicate).forEach(found::add);
    }
    return found;
  }
}
