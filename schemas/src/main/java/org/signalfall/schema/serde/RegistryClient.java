package org.signalfall.schema.serde;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's Schema Registry client, in the terms of this module.
 *
 * <p>The only class that knows the client's packages, which Apache Flink relocates: Confluent's own
 * artifact is one dependency and these imports away (docs/adr/0001-registry-client.md). Answers are
 * cached by the client, failures aren't. Safe for use by several threads.
 */
final class RegistryClient {

  /** The client reports a schema that it can't parse as if it were an input error. */
  private static final String NOT_AVRO = "Invalid schema";

  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final int CONFLICT = 409;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final SchemaRegistryClient client;
  private final String place;

  /**
   * Creates a client; nothing is contacted yet.
   *
   * @param urls base URLs of the registry, tried in turn until one answers
   * @param schemasPerSubject most schemas cached per subject
   * @param configs Confluent's own keys for authentication, TLS and timeouts
   */
  RegistryClient(List<String> urls, int schemasPerSubject, Map<String, ?> configs) {
    this.client = new CachedSchemaRegistryClient(urls, schemasPerSubject, configs);
    this.place = "schema registry at " + withoutCredentials(String.join(", ", urls));
  }

  /**
   * Registers a schema, or finds it registered already.
   *
   * @return its id
   * @throws SerializationException when the registry refuses it, above all as incompatible
   * @throws RegistryUnavailableException when no URL answers
   */
  int register(String subject, Schema schema) {
    AvroSchema published = published(schema);
    return ask(
        "registering " + schema.getFullName() + " under " + subject,
        () -> client.register(subject, published));
  }

  /**
   * Returns the id under which a schema is registered.
   *
   * @throws SerializationException when it isn't registered under the subject
   * @throws RegistryUnavailableException when no URL answers
   */
  int idOf(String subject, Schema schema) {
    AvroSchema published = published(schema);
    return ask(
        "looking up " + schema.getFullName() + " under " + subject,
        () -> client.getId(subject, published));
  }

  /**
   * Returns the latest schema of a subject.
   *
   * @throws SerializationException when there is no such subject
   * @throws RegistryUnavailableException when no URL answers
   */
  RegisteredSchema latest(String subject) {
    SchemaMetadata latest =
        ask(
            "asking for the latest schema of " + subject,
            () -> client.getLatestSchemaMetadata(subject));
    return new RegisteredSchema(latest.getId(), schema(latest.getId()));
  }

  /**
   * Returns the schema with an id.
   *
   * @throws SerializationException when the registry knows no such id, or it isn't an Avro schema
   * @throws RegistryUnavailableException when no URL answers
   */
  Schema schema(int id) {
    ParsedSchema parsed = ask("asking for schema id " + id, () -> client.getSchemaById(id));
    return new Schema.Parser().parse(parsed.rawSchema().toString());
  }

  private static AvroSchema published(Schema schema) {
    return new AvroSchema(PublishedSchema.of(schema));
  }

  private <R> R ask(String what, Request<R> request) {
    try {
      return request.send();
    } catch (RestClientException refusal) {
      throw refused(what, refusal);
    } catch (IOException failure) {
      String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      if (reason.startsWith(NOT_AVRO)) {
        throw new SerializationException(
            "%s holds no Avro schema when %s: %s".formatted(place, what, reason), failure);
      }
      throw new RegistryUnavailableException(
          "%s cannot be reached when %s: %s".formatted(place, what, reason), failure);
    }
  }

  private RuntimeException refused(String what, RestClientException refusal) {
    int status = refusal.getStatus();
    if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
      return new RegistryUnavailableException(
          "%s is in trouble when %s: %s".formatted(place, what, refusal.getMessage()), refusal);
    }
    String verdict =
        switch (refusal.getErrorCode()) {
          case SUBJECT_NOT_FOUND -> "has no such subject";
          case SCHEMA_NOT_FOUND -> "has no such schema";
          case CONFLICT -> "rejects it as incompatible with what is registered";
          default -> "refuses with HTTP status " + status;
        };
    return new SerializationException(
        "%s %s when %s: %s".formatted(place, verdict, what, refusal.getMessage()), refusal);
  }

  private static String withoutCredentials(String urls) {
    return urls.replaceAll("//[^/@,]*@", "//");
  }

  @FunctionalInterface
  private interface Request<R> {
    R send() throws IOException, RestClientException;
  }
}
