package org.signalfall.schema.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.signalfall.schema.TrustedClasses;

/**
 * Makes the serdes of the contract. Which class serializes is configuration: {@link AvroSerde}, or
 * any {@link Serde} of generated records on the class path that has a public constructor without
 * parameters, such as Confluent's {@code io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde}.
 */
public final class ContractSerdes {

  public static final String SERDE_CLASS = "signalfall.serde.class";
  private static final String SERDE_CLASS_DOC =
      "Serde of all records of the contract. It is configured with every key given here, and finds"
          + " the generated class under "
          + AvroSerdeConfig.RECORD_TYPE
          + ".";

  private final Map<String, ?> configs;
  private final Class<?> serdeClass;

  /**
   * Creates a factory.
   *
   * @param configs everything that the serde is to see, unknown keys included
   * @throws ConfigException when the serde class isn't found or is no serde
   */
  public ContractSerdes(Map<String, ?> configs) {
    TrustedClasses.register();
    this.configs = new HashMap<>(configs);
    this.serdeClass = new AbstractConfig(definition(), configs, false).getClass(SERDE_CLASS);
    if (!Serde.class.isAssignableFrom(serdeClass)) {
      throw new ConfigException(SERDE_CLASS, serdeClass.getName(), "is no Kafka Serde");
    }
  }

  /** Returns every key with its default and documentation. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            SERDE_CLASS, ConfigDef.Type.CLASS, AvroSerde.class, Importance.MEDIUM, SERDE_CLASS_DOC);
  }

  /** Returns whether a configuration names the serde of this module. */
  static boolean usesAvroSerde(Map<String, ?> configs) {
    return new AbstractConfig(definition(), configs, false).getClass(SERDE_CLASS)
        == AvroSerde.class;
  }

  /**
   * Returns a configured serde for record values of a generated class.
   *
   * @throws ConfigException when the configuration doesn't suit the serde class
   */
  public <T extends SpecificRecord> Serde<T> value(Class<T> type) {
    return configured(type, false);
  }

  /**
   * Returns a configured serde for record keys of a generated class.
   *
   * @throws ConfigException when the configuration doesn't suit the serde class
   */
  public <T extends SpecificRecord> Serde<T> key(Class<T> type) {
    return configured(type, true);
  }

  private <T extends SpecificRecord> Serde<T> configured(Class<T> type, boolean isKey) {
    Map<String, Object> all = new HashMap<>(configs);
    all.put(AvroSerdeConfig.RECORD_TYPE, type);
    @SuppressWarnings("unchecked") // the class is configuration: only the records can tell
    Serde<T> serde = (Serde<T>) Utils.newInstance(serdeClass);
    serde.configure(all, isKey);
    return serde;
  }
}
