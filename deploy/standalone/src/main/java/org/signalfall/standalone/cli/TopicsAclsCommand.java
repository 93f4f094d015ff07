package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.signalfall.runtime.Permissions;
import org.signalfall.runtime.Role;
import org.signalfall.runtime.TopologyTopics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall topics acls}: who needs which permissions, as commands that grant them. */
@Command(
    name = "acls",
    description = {
      "Lists the permissions that each role needs and no others, as commands of Kafka's own tool.",
      "Needs no cluster."
    },
    mixinStandardHelpOptions = true)
final class TopicsAclsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "Only of that role: ${COMPLETION-CANDIDATES} (default: all).")
  private Role role;

  @Option(
      names = "--principal",
      paramLabel = "USER",
      description = "Who has the role (default: User:signalfall-ROLE).")
  private String principal;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = "signalfall",
      description = "application.id of the topology (default: ${DEFAULT-VALUE}).")
  private String applicationId;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "$BROKERS",
      description = "What the commands name as brokers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    TopologyTopics topology = TopologyTopics.ofThisVersion();
    List<Role> roles = role == null ? Arrays.asList(Role.values()) : List.of(role);
    for (Role one : roles) {
      out.println("# " + word(one));
      for (Permissions permissions : Permissions.of(one, applicationId, topology)) {
        out.println(command(one, permissions));
      }
    }
    out.flush();
  }

  private String command(Role one, Permissions permissions) {
    String who = principal == null ? "User:signalfall-" + word(one) : principal;
    String operations =
        permissions.operations().stream()
            .sorted()
            .map(TopicsAclsCommand::operation)
            .collect(Collectors.joining(" --operation "));
    String pattern =
        permissions.on().patternType() == PatternType.PREFIXED
            ? " --resource-pattern-type prefixed"
            : "";
    return "kafka-acls.sh --bootstrap-server %s --add --allow-principal %s --operation %s %s %s%s"
        .formatted(
            brokers,
            who,
            operations,
            resource(permissions.on().resourceType()),
            permissions.on().name(),
            pattern);
  }

  private static String resource(ResourceType type) {
    return switch (type) {
      case TOPIC -> "--topic";
      case GROUP -> "--group";
      case TRANSACTIONAL_ID -> "--transactional-id";
      default -> throw new IllegalArgumentException("no role needs anything on " + type);
    };
  }

  /** The tool writes operations as one word: DescribeConfigs. */
  private static String operation(AclOperation operation) {
    return Arrays.stream(operation.name().split("_"))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String word(Role one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
