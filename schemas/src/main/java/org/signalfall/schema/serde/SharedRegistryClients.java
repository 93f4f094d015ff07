package org.signalfall.schema.serde;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One registry client per configuration, so that the many serdes of a process ask for a schema
 * once. A client goes when the last serde that uses it goes.
 */
final class SharedRegistryClients {

  private static final Map<Identity, WeakReference<RegistryClient>> CLIENTS = new HashMap<>();

  private SharedRegistryClients() {}

  static synchronized RegistryClient get(AvroSerdeConfig config) {
    CLIENTS.values().removeIf(reference -> reference.refersTo(null));
    Identity identity =
        new Identity(config.registryUrls(), config.maxSchemasPerSubject(), config.clientConfigs());
    WeakReference<RegistryClient> known = CLIENTS.get(identity);
    RegistryClient client = known == null ? null : known.get();
    if (client == null) {
      client =
          new RegistryClient(identity.urls(), identity.schemasPerSubject(), identity.configs());
      CLIENTS.put(identity, new WeakReference<>(client));
    }
    return client;
  }

  private record Identity(List<String> urls, int schemasPerSubject, Map<String, Object> configs) {}
}
