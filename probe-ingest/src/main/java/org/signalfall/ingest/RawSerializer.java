package org.signalfall.ingest;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.schema.serde.ContractSerdes;

/** Writes the raw records of every kind of feed, each by the serde of its own class. */
final class RawSerializer implements Serializer<SpecificRecord> {

  private final Serializer<ProbeRecord> probes;
  private final Serializer<BgpRecord> bgp;
  private final Serializer<TrafficRecord> traffic;

  RawSerializer(Map<String, ?> configs) {
    ContractSerdes serdes = new ContractSerdes(configs);
    this.probes = serdes.value(ProbeRecord.class).serializer();
    this.bgp = serdes.value(BgpRecord.class).serializer();
    this.traffic = serdes.value(TrafficRecord.class).serializer();
  }

  @Override
  public byte[] serialize(String topic, SpecificRecord value) {
    if (value instanceof ProbeRecord probe) {
      return probes.serialize(topic, probe);
    }
    if (value instanceof BgpRecord route) {
      return bgp.serialize(topic, route);
    }
    if (value instanceof TrafficRecord sample) {
      return traffic.serialize(topic, sample);
    }
    throw new IllegalArgumentException("no raw topic holds " + value.getSchema().getFullName());
  }

  @Override
  public void close() {
    probes.close();
    bgp.close();
    traffic.close();
  }
}
