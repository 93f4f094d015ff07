package org.signalfall.ingest.sort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.TimedTraffic;

/**
 * Turns records into bytes whose unsigned order is the order of time, then of all fields.
 *
 * <pre>
 * entry = time kind content
 * time  = 8 bytes, milliseconds since the epoch, big-endian, not negative
 * kind  = 1 byte, 0 for a probe measurement and 1 for a traffic sample
 * </pre>
 *
 * The content is Avro binary, which is the same for equal records, so that the order of equal times
 * doesn't depend on the order of arrival.
 */
final class RecordCodec {

  private static final int PROBE = 0;
  private static final int TRAFFIC = 1;
  private static final int HEADER_BYTES = Long.BYTES + 1;

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  byte[] encode(TimedRecord record) throws IOException {
    buffer.reset();
    buffer.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(record.time()).array());
    if (record instanceof TimedProbe probe) {
      buffer.write(PROBE);
      write(probe.measurement());
    } else if (record instanceof TimedTraffic traffic) {
      buffer.write(TRAFFIC);
      write(traffic.sample());
    } else {
      throw new IllegalArgumentException("BGP passes in the order of its file and is never sorted");
    }
    return buffer.toByteArray();
  }

  TimedRecord decode(byte[] entry) throws IOException {
    return entry[Long.BYTES] == PROBE
        ? new TimedProbe(read(entry, new ProbeMeasurement()))
        : new TimedTraffic(read(entry, new TrafficSample()));
  }

  private void write(SpecificRecordBase value) throws IOException {
    encoder = EncoderFactory.get().binaryEncoder(buffer, encoder);
    new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
    encoder.flush();
  }

  private <T extends SpecificRecordBase> T read(byte[] entry, T empty) throws IOException {
    Schema schema = empty.getSchema();
    int length = entry.length - HEADER_BYTES;
    decoder = DecoderFactory.get().binaryDecoder(entry, HEADER_BYTES, length, decoder);
    return new SpecificDatumReader<T>(schema).read(empty, decoder);
  }
}
