package org.signalfall.runtime;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Says in one sentence what this user may not do, and where to find what it needs. */
final class Forbidden {

  private Forbidden() {}

  /** Returns a failure that is about permissions as one sentence, any other as it is. */
  static Throwable explained(Throwable failure) {
    Optional<AuthorizationException> refusal =
        Causes.of(failure)
            .filter(AuthorizationException.class::isInstance)
            .map(AuthorizationException.class::cast)
            .findFirst();
    return refusal.isEmpty() ? failure : new StartException(sentence(refusal.get()), failure);
  }

  private static String sentence(AuthorizationException refusal) {
    String what;
    if (refusal instanceof TopicAuthorizationException topic) {
      what = "the topics " + String.join(", ", topic.unauthorizedTopics());
    } else if (refusal instanceof GroupAuthorizationException group) {
      what = "the consumer group " + group.groupId();
    } else if (refusal instanceof TransactionalIdAuthorizationException) {
      what = "its transactional ids";
    } else if (refusal instanceof ClusterAuthorizationException) {
      what = "the cluster";
    } else {
      what = "what it needs";
    }
    return "Kafka does not allow this user to use %s; `signalfall topics acls` lists what it needs."
        .formatted(what);
  }
}
