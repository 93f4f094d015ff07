package org.signalfall.schema.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Where an event lies: by its country, so that a country's events stay in order.
 *
 * <p>{@code partition = (murmur2(utf8(country)) & 0x7fffffff) mod partitions}, with Kafka's murmur2
 * and the country being what stands before the first hyphen of the key.
 */
public final class EventPartitioner {

  private EventPartitioner() {}

  /**
   * Returns the partition of an event.
   *
   * @param key event id, or a bare country
   * @param partitions partition count of the topic, at least 1
   */
  public static int partition(String key, int partitions) {
    int hyphen = key.indexOf('-');
    String country = hyphen < 0 ? key : key.substring(0, hyphen);
    byte[] bytes = country.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
