package org.signalfall.standalone.registry;

import java.util.Optional;

/** One change of the registry, as the {@code _schemas} topic carries it. */
sealed interface LogEntry
    permits SchemaVersion, LogEntry.VersionTombstone, LogEntry.Config, LogEntry.SubjectDeletion {

  /** A version is gone for good. */
  record VersionTombstone(String subject, int version) implements LogEntry {}

  /**
   * A compatibility level was set or, when empty, taken back.
   *
   * @param subject empty for the global level
   */
  record Config(Optional<String> subject, Optional<CompatibilityLevel> level) implements LogEntry {}

  /** Every version of a subject up to this one is soft-deleted. */
  record SubjectDeletion(String subject, int version) implements LogEntry {}
}
