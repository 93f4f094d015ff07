package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.ingest.catalogue.Judgement;
import org.signalfall.ingest.catalogue.ServiceComponent;

/**
 * Sums the endpoints of one component up to one outcome, since they share one path and aren't
 * independent.
 *
 * <p>An endpoint counts once: one successful attempt makes it pass, and one of which no attempt
 * tells anything isn't counted as tried. FAILURE when the judgement of the catalogue says so, or
 * when the test says so and an endpoint failed or none was tried; else SUCCESS when the judgement
 * says so, or when the test says so and no endpoint has a row; else NO_EVIDENCE.
 */
final class EndpointTally {

  private final Map<String, Attempt> endpoints = new LinkedHashMap<>();
  private final Set<String> untold = new HashSet<>();
  private final List<Integer> connectMillis = new ArrayList<>();
  private OptionalInt wanted = OptionalInt.empty();

  /** Adds attempts; later ones on the same endpoint count when they succeed. */
  EndpointTally add(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      add(attempt.endpoint(), attempt);
    }
    return this;
  }

  /** Adds an attempt on a named endpoint. */
  void add(String endpoint, Attempt attempt) {
    if (!attempt.tells()) {
      if (!endpoints.containsKey(endpoint)) {
        untold.add(endpoint);
      }
      return;
    }
    untold.remove(endpoint);
    endpoints.merge(endpoint, attempt, (a, b) -> a.failed() ? b.failed() ? a : b : a);
  }

  /** Says how many endpoints the test was to try, whatever the catalogue says of the component. */
  EndpointTally expecting(int count) {
    wanted = OptionalInt.of(count);
    return this;
  }

  /** Adds connects only for how long they took. */
  EndpointTally timedBy(List<Attempt> connects) {
    connects.forEach(connect -> connect.millis().ifPresent(connectMillis::add));
    return this;
  }

  /**
   * Lets requests overrule the connects that came before them on the same endpoint: TCP that
   * connects proves nothing when HTTP then times out. A failed connect names the layer.
   */
  static EndpointTally ofConnectsAndRequests(List<Attempt> connects, List<Attempt> requests) {
    EndpointTally tally = new EndpointTally().add(connects).timedBy(connects);
    EndpointTally requested = new EndpointTally().add(requests);
    requested.endpoints.forEach(
        (endpoint, request) -> {
          Attempt connect = tally.endpoints.get(endpoint);
          boolean failedBefore = request.failed() && connect != null && connect.failed();
          tally.endpoints.put(endpoint, failedBefore ? connect : request);
        });
    return tally;
  }

  /** Returns the outcome of a component. */
  ComponentOutcome outcome(ServiceComponent component, TestVerdict verdict) {
    List<Attempt> failed = endpoints.values().stream().filter(Attempt::failed).toList();
    int atLeast = wanted.orElse(component.expected().orElse(0));
    int expected = Math.max(atLeast, tried(component.judgement()));
    Outcome outcome = judge(component.judgement(), expected, failed.size(), verdict);
    ComponentOutcome.Builder builder =
        ComponentOutcome.newBuilder()
            .setComponent(component.component())
            .setOutcome(outcome)
            .setEndpointsExpected(expected)
            .setEndpointsTried(endpoints.size())
            .setEndpointsFailed(failed.size())
            .setLatencyMs(medianMillis());
    if (outcome == Outcome.FAILURE) {
      builder.setLayer(layer(failed, verdict)).setFailure(failure(failed, verdict));
    }
    return builder.build();
  }

  /** Where all endpoints are needed, one that was tried to no avail is missed. */
  private int tried(Judgement judgement) {
    return judgement == Judgement.ALL_OF ? endpoints.size() + untold.size() : endpoints.size();
  }

  private Outcome judge(Judgement judgement, int expected, int failed, TestVerdict verdict) {
    boolean noRows = endpoints.isEmpty() && untold.isEmpty();
    boolean testFails = verdict.says() == Outcome.FAILURE && (failed > 0 || noRows);
    boolean testPasses = verdict.says() == Outcome.SUCCESS && noRows;
    if (verdict.says() == Outcome.NO_EVIDENCE) {
      return Outcome.NO_EVIDENCE;
    }
    if (testFails || judgement.fails(expected, failed)) {
      return Outcome.FAILURE;
    }
    return testPasses || judgement.passes(expected, endpoints.size() - failed)
        ? Outcome.SUCCESS
        : Outcome.NO_EVIDENCE;
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
    return ofRows.or(verdict::failure).orElse(Failures.UNNAMED);
  }

  private Integer medianMillis() {
    if (connectMillis.isEmpty()) {
      return null;
    }
    Collections.sort(connectMillis);
    return connectMillis.get((connectMillis.size() - 1) / 2);
  }
}
