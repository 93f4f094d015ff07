package org.signalfall.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.signalfall.schema.serde.ContractSchemas;
import org.signalfall.schema.serde.RegistryUnavailableException;
import org.signalfall.schema.topic.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks at start that the schema registry knows the contract, or takes it. A registry that doesn't
 * answer is waited for, since a whole cluster that starts anew has no order to start in.
 */
final class RegistryCheck {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryCheck.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private RegistryCheck() {}

  /**
   * Returns once the registry knows every schema of the catalogue.
   *
   * @param patience how long a registry that doesn't answer is waited for
   * @throws StartException when it refuses a schema, or doesn't answer for so long
   */
  static void require(Map<String, ?> configs, TopicCatalogue catalogue, Duration patience) {
    long began = System.nanoTime();
    boolean told = false;
    while (true) {
      try {
        ContractSchemas.require(configs, catalogue);
        return;
      } catch (SerializationException refused) {
        throw new StartException(
            "The schema registry does not go with this version: " + refused.getMessage() + ".",
            refused);
      } catch (RegistryUnavailableException silent) {
        if (System.nanoTime() - began > patience.toNanos()) {
          throw new StartException(
              "The schema registry has not answered for %d s: %s."
                  .formatted(patience.toSeconds(), silent.getMessage()),
              silent);
        }
        if (!told) {
          LOG.warn(
              "Waiting up to {} s for the schema registry: {}",
              patience.toSeconds(),
              silent.getMessage());
          told = true;
        }
        sleep();
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(TRY_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted while waiting for the schema registry", e);
    }
  }
}
