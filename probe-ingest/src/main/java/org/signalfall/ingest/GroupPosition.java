package org.signalfall.ingest;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * A consumer group that holds a producer's position, and what it holds.
 *
 * @param group the group, as a transaction commits to it
 * @param committed what was committed last
 */
public record GroupPosition(ConsumerGroupMetadata group, Optional<OffsetAndMetadata> committed) {}
