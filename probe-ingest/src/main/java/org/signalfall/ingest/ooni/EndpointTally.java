package org.signalfall.ingest.ooni;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;

/**
 * Sums the endpoints of one component up to one outcome, since they share one path and aren't
 * independent.
 *
 * <p>With e endpoints expected, t tried and f failed: FAILURE when the test says so or 2 f &gt;= e
 * with f &gt; 0; else SUCCESS when 2 (t - f) &gt; e, or when the test says so and no endpoint has a
 * row; else NO_EVIDENCE. An endpoint counts once: one successful attempt makes it pass.
 */
final class EndpointTally {

  private static final int MAX_FAILURE_LENGTH = 200;

  private final Map<String, Attempt> endpoints = new LinkedHashMap<>();

  /** Adds attempts; later ones on the same endpoint count when they succeed. */
  EndpointTally add(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      add(attempt.endpoint(), attempt);
    }
    return this;
  }

  /** Adds an attempt on a named endpoint. */
  void add(String endpoint, Attempt attempt) {
    endpoints.merge(endpoint, attempt, (a, b) -> a.failed() ? b.failed() ? a : b : a);
  }

  /**
   * Lets requests overrule the connects that came before them on the same endpoint: TCP that
   * connects proves nothing when HTTP then times out. A failed connect names the layer.
   */
  static EndpointTally ofConnectsAndRequests(List<Attempt> connects, List<Attempt> requests) {
    EndpointTally tally = new EndpointTally().add(connects);
    EndpointTally requested = new EndpointTally().add(requests);
    requested.endpoints.forEach(
        (endpoint, request) -> {
          Attempt connect = tally.endpoints.get(endpoint);
          boolean failedBefore = request.failed() && connect != null && connect.failed();
          tally.endpoints.put(endpoint, failedBefore ? connect : request);
        });
    return tally;
  }

  int size() {
    return endpoints.size();
  }

  /** Returns the outcome of the component with as many endpoints expected as were tried. */
  ComponentOutcome outcome(String component, TestVerdict verdict) {
    return outcome(component, size(), verdict);
  }

  /**
   * Returns the outcome of the component.
   *
   * @param expected endpoints that the test was to try, at least
   */
  ComponentOutcome outcome(String component, int expected, TestVerdict verdict) {
    List<Attempt> failed = endpoints.values().stream().filter(Attempt::failed).toList();
    int wanted = Math.max(expected, size());
    Outcome outcome = judge(wanted, failed.size(), verdict);
    ComponentOutcome.Builder builder =
        ComponentOutcome.newBuilder()
            .setComponent(component)
            .setOutcome(outcome)
            .setEndpointsExpected(wanted)
            .setEndpointsTried(size())
            .setEndpointsFailed(failed.size());
    if (outcome == Outcome.FAILURE) {
      builder.setLayer(layer(failed, verdict)).setFailure(failure(failed, verdict));
    }
    return builder.build();
  }

  private Outcome judge(int expected, int failed, TestVerdict verdict) {
    return switch (verdict.says()) {
      case NO_EVIDENCE -> Outcome.NO_EVIDENCE;
      case FAILURE -> Outcome.FAILURE;
      case SUCCESS, UNKNOWN -> {
        if (failed > 0 && 2 * failed >= expected) {
          yield Outcome.FAILURE;
        }
        boolean passed = 2 * (size() - failed) > expected;
        boolean unopposed = verdict.says() == Outcome.SUCCESS && size() == 0;
        yield passed || unopposed ? Outcome.SUCCESS : Outcome.NO_EVIDENCE;
      }
    };
  }

  /** The layer at which most endpoints failed; the lowest of equals. */
  private static Layer layer(List<Attempt> failed, TestVerdict verdict) {
    Map<Layer, Long> counts =
        failed.stream()
            .map(Attempt::layer)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Layer, Long>comparingByValue()
                .thenComparing(Map.Entry.<Layer, Long>comparingByKey().reversed()))
        .map(Map.Entry::getKey)
        .orElse(verdict.layer());
  }

  private static String failure(List<Attempt> failed, TestVerdict verdict) {
    Comparator<Attempt> byEndpoint = Comparator.comparing(Attempt::endpoint);
    Optional<String> ofRows = failed.stream().min(byEndpoint).flatMap(Attempt::failure);
    String failure = ofRows.or(verdict::failure).orElse(Failures.UNNAMED);
    return failure.substring(0, Math.min(failure.length(), MAX_FAILURE_LENGTH));
  }
}
