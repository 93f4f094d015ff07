package org.signalfall.benchmarks.flink;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.schema.serde.ContractSerdes;

/** Decodes records as the other contenders do, and takes the samples out of them. */
final class SampleDecoder implements KafkaRecordDeserializationSchema<Sample> {

  private static final long serialVersionUID = 1;

  private final String registryUrl;
  private transient Deserializer<ProbeRecord> records;

  SampleDecoder(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  @Override
  public void open(InitializationContext context) {
    records =
        new ContractSerdes(Map.of("schema.registry.url", registryUrl))
            .value(ProbeRecord.class)
            .deserializer();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Sample> out) {
    String network = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    ProbeRecord decoded = records.deserialize(record.topic(), record.value());
    Sample.of(network, decoded).forEach(out::collect);
  }

  @Override
  public TypeInformation<Sample> getProducedType() {
    return TypeInformation.of(Sample.class);
  }
}
