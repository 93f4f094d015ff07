package org.signalfall.standalone.kafka;

import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.signalfall.runtime.Permissions;

/** A real node with users, passwords and Kafka's own authorizer, which allows nobody anything. */
public final class GuardedKafka implements AutoCloseable {

  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String ADMIN = "admin";

  private final EmbeddedKafka kafka;

  /** Starts a node that knows users, whose passwords are {@link #password}. */
  public GuardedKafka(String... users) {
    String known =
        List.of(users).stream()
            .map(user -> " user_%s=\"%s\"".formatted(user, password(user)))
            .collect(Collectors.joining());
    kafka =
        EmbeddedKafka.start(
            EmbeddedKafka.Options.temporary(),
            Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                login(ADMIN, " user_%s=\"%s\"".formatted(ADMIN, password(ADMIN)) + known),
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:admin;User:ANONYMOUS"));
  }

  /** Returns the password of a user. */
  public static String password(String user) {
    return "sesame-" + user;
  }

  /** Returns the settings of a client of that user. */
  public Map<String, Object> client(String user) {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", kafka.bootstrapServers());
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put("sasl.jaas.config", login(user, ""));
    return client;
  }

  /** Returns a client that may do anything. */
  public Admin admin() {
    return Admin.create(client(ADMIN));
  }

  /** Allows a user so much, and waits until the node knows. */
  public void grant(String user, Collection<Permissions> permissions) throws Exception {
    List<AclBinding> bindings = bindings(user, permissions);
    try (Admin admin = admin()) {
      admin.createAcls(bindings).all().get();
      await().until(() -> known(admin).containsAll(bindings));
    }
  }

  /** Takes back from a user so much, and waits until the node knows. */
  public void revoke(String user, Collection<Permissions> permissions) throws Exception {
    List<AclBinding> bindings = bindings(user, permissions);
    try (Admin admin = admin()) {
      admin.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all().get();
      await().until(() -> known(admin).stream().noneMatch(bindings::contains));
    }
  }

  private static Collection<AclBinding> known(Admin admin) throws Exception {
    return admin.describeAcls(AclBindingFilter.ANY).values().get();
  }

  private static List<AclBinding> bindings(String user, Collection<Permissions> permissions) {
    return permissions.stream()
        .flatMap(
            one ->
                one.operations().stream()
                    .map(
                        operation ->
                            new AclBinding(
                                one.on(),
                                new AccessControlEntry(
                                    "User:" + user, "*", operation, AclPermissionType.ALLOW))))
        .toList();
  }

  private static String login(String user, String known) {
    return "%s required username=\"%s\" password=\"%s\"%s;"
        .formatted(PLAIN, user, password(user), known);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
