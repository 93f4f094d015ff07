package org.signalfall.runtime;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows the process of an application by what Kafka Streams calls its clients: a thread's
 * transactional id is {@code application-process-number}, and unless {@code client.id} is set, the
 * client id of its consumer is {@code application-process-StreamThread-number-consumer}. A process
 * is a UUID.
 */
final class ProcessNames {

  private static final String PROCESS = "-(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})";

  private final Pattern transactionalId;
  private final Pattern clientId;

  ProcessNames(String application) {
    String begin = Pattern.quote(application) + PROCESS;
    transactionalId = Pattern.compile(begin + "-\\d+");
    clientId = Pattern.compile(begin + "-StreamThread-\\d+-consumer");
  }

  /**
   * Returns the transactional ids of processes of which no thread is a member of the group. None
   * when a member's process can't be told from its name, or there are no members: those that aren't
   * can't be told either.
   */
  List<String> withoutMember(Collection<String> transactionalIds, Collection<String> members) {
    Set<String> present = new HashSet<>();
    for (String member : members) {
      Optional<String> process = process(clientId, member);
      if (process.isEmpty()) {
        return List.of();
      }
      present.add(process.get());
    }
    if (present.isEmpty()) {
      return List.of();
    }
    return transactionalIds.stream()
        .filter(
            id -> process(transactionalId, id).filter(one -> !present.contains(one)).isPresent())
        .toList();
  }

  private static Optional<String> process(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
