package org.signalfall.schema.serde;

import org.apache.avro.Schema;

/**
 * A schema as the registry knows it.
 *
 * @param id the registry's number for it
 * @param schema the schema, all names resolved
 */
record RegisteredSchema(int id, Schema schema) {}
