package org.signalfall.standalone.registry;

/**
 * A schema registered under a subject.
 *
 * @param version 1 and up within the subject
 * @param id 1 and up; the same schema has one id under all its subjects
 * @param schema Avro's JSON without insignificant space
 * @param deleted soft-deleted: hidden from listings, still readable by id
 */
record SchemaVersion(String subject, int version, int id, String schema, boolean deleted)
    implements LogEntry {

  SchemaVersion asDeleted() {
    return new SchemaVersion(subject, version, id, schema, true);
  }
}
