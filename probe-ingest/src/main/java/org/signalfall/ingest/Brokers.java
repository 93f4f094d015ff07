package org.signalfall.ingest;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** The cluster that an ingestion writes to, or what stands for it where there is none. */
public interface Brokers {

  /** Returns a transactional producer of raw records. */
  Producer<String, SpecificRecord> rawRecords(String transactionalId);

  /** Returns a transactional producer of dead letters. */
  Producer<String, byte[]> deadLetters(String transactionalId);

  /** Returns a group and what it has committed for a partition; nothing that is still pending. */
  GroupPosition position(String group, TopicPartition partition);
}
