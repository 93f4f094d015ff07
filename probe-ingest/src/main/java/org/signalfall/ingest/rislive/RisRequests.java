package org.signalfall.ingest.rislive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a client says to the server of RIS Live. */
final class RisRequests {

  /** Asks for a {@code pong}. */
  static final String PING = message("ping").toString();

  private RisRequests() {}

  /** Returns one subscription for each collector, or one for all of them. */
  static List<String> subscriptions(List<String> collectors) {
    if (collectors.isEmpty()) {
      return List.of(subscription().toString());
    }
    return collectors.stream().map(RisRequests::subscription).toList();
  }

  private static String subscription(String collector) {
    ObjectNode subscription = subscription();
    subscription.withObjectProperty("data").put("host", collector);
    return subscription.toString();
  }

  private static ObjectNode subscription() {
    ObjectNode subscription = message("ris_subscribe");
    subscription
        .putObject("data")
        .putObject("socketOptions")
        .put("includeRaw", false)
        .put("acknowledge", true);
    return subscription;
  }

  private static ObjectNode message(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
