package org.signalfall.standalone.registry;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Versions of one record that follow each other in known ways. */
final class Schemas {
  /** {@code {asn}}. */
  static final Schema FIRST =
      SchemaBuilder.record("Outage").fields().requiredLong("asn").endRecord();

  /** Adds an optional field: reads the first and is read by it. */
  static final Schema OPTIONAL_ADDED =
      SchemaBuilder.record("Outage")
          .fields()
          .requiredLong("asn")
          .optionalString("country")
          .endRecord();

  /** Adds a field without a default: cannot read the first, is read by it. */
  static final Schema REQUIRED_ADDED =
      SchemaBuilder.record("Outage")
          .fields()
          .requiredLong("asn")
          .requiredString("country")
          .endRecord();

  /** Drops the field without a default: reads the first, is not read by it. */
  static final Schema REQUIRED_DROPPED =
      SchemaBuilder.record("Outage").fields().optionalString("country").endRecord();

  private Schemas() {}

  static SchemaVersion version(String subject, int version, int id, Schema schema) {
    return new SchemaVersion(subject, version, id, schema.toString(), false);
  }
}
