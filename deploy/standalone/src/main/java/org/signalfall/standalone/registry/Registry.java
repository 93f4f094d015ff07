package org.signalfall.standalone.registry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.signalfall.standalone.registry.LogEntry.Config;
import org.signalfall.standalone.registry.LogEntry.SubjectDeletion;
import org.signalfall.standalone.registry.LogEntry.VersionTombstone;
import org.signalfall.standalone.registry.SchemaIndex.Visibility;

/**
 * The registry's operations. Reads go to the index; a write decides and appends under one lock, so
 * that no two writers get the same id or version.
 *
 * <p>Where a version is an {@link OptionalInt}, empty means the latest.
 */
final class Registry {
  private final SchemaStore store;
  private final SchemaIndex index;

  Registry(SchemaStore store) {
    this.store = store;
    this.index = store.index();
  }

  SchemaIndex index() {
    return index;
  }

  /** Versions of a subject, oldest first; 40401 when it has none. */
  List<SchemaVersion> versions(String subject, Visibility visibility) {
    List<SchemaVersion> versions = index.versions(subject, visibility);
    if (versions.isEmpty()) {
      throw RegistryException.subjectNotFound(subject);
    }
    return versions;
  }

  /** One version of a subject; 40401 or 40402 when there is none. */
  SchemaVersion version(String subject, OptionalInt number, Visibility visibility) {
    List<SchemaVersion> versions = versions(subject, visibility);
    if (number.isEmpty()) {
      return versions.get(versions.size() - 1);
    }
    return versions.stream()
        .filter(version -> version.version() == number.getAsInt())
        .findFirst()
        .orElseThrow(() -> RegistryException.versionNotFound(number.getAsInt()));
  }

  /** Every version with this id, soft-deleted ones included; 40403 when there is none. */
  List<SchemaVersion> byId(int id) {
    List<SchemaVersion> versions = index.byId(id);
    if (versions.isEmpty()) {
      throw RegistryException.schemaNotFound(id);
    }
    return versions;
  }

  /** The version under which a subject has this schema; 40401 or 40403 when it has not. */
  SchemaVersion lookup(String subject, String schema, Visibility visibility) {
    String canonical = AvroText.parse(schema).toString();
    return find(versions(subject, visibility), canonical)
        .orElseThrow(RegistryException::schemaNotFound);
  }

  /**
   * Registers a schema and returns its id, which is an old one if the schema is known.
   *
   * @throws RegistryException 42201 when it is no Avro schema, 409 when it breaks compatibility
   */
  synchronized int register(String subject, String schema) {
    Schema candidate = AvroText.parse(schema);
    String canonical = candidate.toString();
    List<SchemaVersion> live = index.versions(subject, Visibility.LIVE);
    Optional<SchemaVersion> known = find(live, canonical);
    if (known.isPresent()) {
      return known.get().id();
    }
    List<String> broken = Compatibility.check(index.level(subject), candidate, live);
    if (!broken.isEmpty()) {
      throw RegistryException.incompatible(subject, broken);
    }
    int id = index.idOf(canonical).orElseGet(index::nextId);
    store.append(new SchemaVersion(subject, index.nextVersion(subject), id, canonical, false));
    return id;
  }

  /** What would keep a schema from following the subject's versions; empty when nothing would. */
  List<String> incompatibilities(String subject, String schema) {
    Schema candidate = AvroText.parse(schema);
    return Compatibility.check(
        index.level(subject), candidate, index.versions(subject, Visibility.LIVE));
  }

  /**
   * What would keep a schema from following one version; a subject without versions has a latest
   * that anything may follow.
   */
  List<String> incompatibilities(String subject, String schema, OptionalInt number) {
    Schema candidate = AvroText.parse(schema);
    if (number.isEmpty() && index.versions(subject, Visibility.LIVE).isEmpty()) {
      return List.of();
    }
    SchemaVersion version = version(subject, number, Visibility.LIVE);
    return Compatibility.check(index.level(subject), candidate, List.of(version));
  }

  /** Soft-deletes a subject, or removes one that is; returns the versions it had. */
  synchronized List<Integer> deleteSubject(String subject, boolean permanent) {
    List<SchemaVersion> all = versions(subject, Visibility.ANY);
    List<SchemaVersion> live = index.versions(subject, Visibility.LIVE);
    if (permanent) {
      if (!live.isEmpty()) {
        throw RegistryException.subjectNotSoftDeleted(subject);
      }
      all.forEach(version -> store.append(new VersionTombstone(subject, version.version())));
      return numbers(all);
    }
    if (live.isEmpty()) {
      throw RegistryException.subjectSoftDeleted(subject);
    }
    store.append(new SubjectDeletion(subject, all.get(all.size() - 1).version()));
    if (index.ownLevel(subject).isPresent()) {
      store.append(new Config(Optional.of(subject), Optional.empty()));
    }
    return numbers(live);
  }

  /** Soft-deletes a version, or removes one that is; returns its number. */
  synchronized int deleteVersion(String subject, OptionalInt number, boolean permanent) {
    SchemaVersion version = version(subject, number, Visibility.ANY);
    if (permanent && !version.deleted()) {
      throw RegistryException.versionNotSoftDeleted(subject, version.version());
    }
    if (!permanent && version.deleted()) {
      throw RegistryException.versionSoftDeleted(subject, version.version());
    }
    store.append(
        permanent ? new VersionTombstone(subject, version.version()) : version.asDeleted());
    return version.version();
  }

  /** Sets the level of a subject, or the global one. */
  synchronized void setLevel(Optional<String> subject, CompatibilityLevel level) {
    store.append(new Config(subject, Optional.of(level)));
  }

  /** Takes a level back and returns what it was; 40408 when the subject had none of its own. */
  synchronized CompatibilityLevel clearLevel(Optional<String> subject) {
    CompatibilityLevel old = subject.map(this::ownLevel).orElseGet(index::globalLevel);
    store.append(new Config(subject, Optional.empty()));
    return old;
  }

  /** The level set for this very subject; 40408 when there is none. */
  CompatibilityLevel ownLevel(String subject) {
    return index.ownLevel(subject).orElseThrow(() -> RegistryException.levelNotConfigured(subject));
  }

  static List<Integer> numbers(List<SchemaVersion> versions) {
    return versions.stream().map(SchemaVersion::version).toList();
  }

  private static Optional<SchemaVersion> find(List<SchemaVersion> versions, String canonical) {
    return versions.stream().filter(version -> version.schema().equals(canonical)).findFirst();
  }
}
