package org.signalfall.schema.serde;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonNullValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/**
 * Configuration of {@link AvroSerde}. Names and defaults are Confluent's; what isn't defined here
 * and belongs to Confluent's client ({@code basic.auth.*}, {@code bearer.auth.*}, {@code
 * schema.registry.ssl.*}, {@code http.*}, {@code proxy.*}, {@code missing.*}, {@code
 * sasl.jaas.config}) is passed on to it.
 */
public final class AvroSerdeConfig extends AbstractConfig {

  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  private static final String SCHEMA_REGISTRY_URL_DOC =
      "Comma-separated base URLs of the schema registry; the next is tried when one fails.";

  public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";
  public static final boolean AUTO_REGISTER_SCHEMAS_DEFAULT = true;
  private static final String AUTO_REGISTER_SCHEMAS_DOC =
      "Whether the serializer registers the schema of what it writes.";

  public static final String USE_LATEST_VERSION = "use.latest.version";
  public static final boolean USE_LATEST_VERSION_DEFAULT = false;
  private static final String USE_LATEST_VERSION_DOC =
      "Whether the serializer writes with the latest schema of the subject."
          + " Only applies when auto.register.schemas is false.";

  public static final String MAX_SCHEMAS_PER_SUBJECT = "max.schemas.per.subject";
  public static final int MAX_SCHEMAS_PER_SUBJECT_DEFAULT = 1000;
  private static final String MAX_SCHEMAS_PER_SUBJECT_DOC =
      "Most schemas that the client caches per subject.";

  /** Set by {@link ContractSerdes}; {@link AvroSerde} can't work without it. */
  public static final String RECORD_TYPE = "signalfall.serde.record.type";

  private static final String RECORD_TYPE_DOC =
      "Generated class of the records that the serde writes and reads.";

  private static final List<String> CLIENT_PREFIXES =
      List.of("schema.registry.", "basic.auth.", "bearer.auth.", "http.", "proxy.", "missing.");
  private static final String SASL_JAAS_CONFIG = "sasl.jaas.config";

  /** Checks a configuration; unknown keys are left alone. */
  public AvroSerdeConfig(Map<String, ?> originals) {
    super(definition(), originals, false);
    if (registryUrls().isEmpty()) {
      throw new ConfigException(SCHEMA_REGISTRY_URL + " names no schema registry");
    }
    if (!SpecificRecord.class.isAssignableFrom(getClass(RECORD_TYPE))) {
      throw new ConfigException(RECORD_TYPE, getClass(RECORD_TYPE), "is no generated Avro class");
    }
  }

  /** Returns every key with its default and documentation. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            SCHEMA_REGISTRY_URL,
            ConfigDef.Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonNullValidator(),
            Importance.HIGH,
            SCHEMA_REGISTRY_URL_DOC)
        .define(
            AUTO_REGISTER_SCHEMAS,
            ConfigDef.Type.BOOLEAN,
            AUTO_REGISTER_SCHEMAS_DEFAULT,
            Importance.MEDIUM,
            AUTO_REGISTER_SCHEMAS_DOC)
        .define(
            USE_LATEST_VERSION,
            ConfigDef.Type.BOOLEAN,
            USE_LATEST_VERSION_DEFAULT,
            Importance.LOW,
            USE_LATEST_VERSION_DOC)
        .define(
            MAX_SCHEMAS_PER_SUBJECT,
            ConfigDef.Type.INT,
            MAX_SCHEMAS_PER_SUBJECT_DEFAULT,
            Range.atLeast(1),
            Importance.LOW,
            MAX_SCHEMAS_PER_SUBJECT_DOC)
        .define(
            RECORD_TYPE,
            ConfigDef.Type.CLASS,
            ConfigDef.NO_DEFAULT_VALUE,
            new NonNullValidator(),
            Importance.HIGH,
            RECORD_TYPE_DOC);
  }

  List<String> registryUrls() {
    return getList(SCHEMA_REGISTRY_URL);
  }

  boolean autoRegisterSchemas() {
    return getBoolean(AUTO_REGISTER_SCHEMAS);
  }

  boolean useLatestVersion() {
    return getBoolean(USE_LATEST_VERSION);
  }

  int maxSchemasPerSubject() {
    return getInt(MAX_SCHEMAS_PER_SUBJECT);
  }

  /** Returns the generated class; the serde that was configured with it knows it by its name. */
  Class<? extends SpecificRecord> recordType() {
    return getClass(RECORD_TYPE).asSubclass(SpecificRecord.class);
  }

  /** Returns what Confluent's client is to see: its own keys and no others. */
  Map<String, Object> clientConfigs() {
    Map<String, Object> configs = new HashMap<>(originals());
    configs
        .keySet()
        .removeIf(
            key ->
                CLIENT_PREFIXES.stream().noneMatch(key::startsWith)
                    && !key.equals(SASL_JAAS_CONFIG));
    return Map.copyOf(configs);
  }
}
