package org.signalfall.ingest;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/** Makes the producers that an ingestion writes through. */
interface ProducerFactory {

  /** Returns a transactional producer of raw records. */
  Producer<String, SpecificRecord> rawRecords(String transactionalId);

  /** Returns a producer of dead letters. */
  Producer<String, byte[]> deadLetters();
}
