package org.signalfall.schema.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry could not be asked, so nothing is known about the record: unlike with a
 * {@link org.apache.kafka.common.errors.SerializationException}, the record itself may be sound.
 */
public final class RegistryUnavailableException extends RetriableException {

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
