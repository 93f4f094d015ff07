package org.signalfall.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Category;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.Kind;
import org.signalfall.avro.LayerFailures;
import org.signalfall.avro.Method;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;

/** Says what kind of outage or restriction the signals of a case amount to. */
final class Classification {

  /** The component without which a service is of no use. */
  private static final String CORE_COMPONENT = "app";

  /** One layer must account for so much of the failures to be called the method. */
  private static final double CLEAR_SHARE = 0.7;

  private Classification() {}

  static Category category(CaseKey key) {
    return key.service().isEmpty() || key.level() == ScopeLevel.SERVICE
        ? Category.OUTAGE
        : Category.RESTRICTION;
  }

  static Kind kind(CaseKey key, EventCase subject, Double observedPercent, double blackoutPercent) {
    if (key.level() == ScopeLevel.SERVICE) {
      return Kind.SERVICE_DOWN;
    }
    if (category(key) == Category.OUTAGE) {
      if (isIsolation(subject)) {
        return Kind.ISOLATION;
      }
      return observedPercent != null && observedPercent <= blackoutPercent
          ? Kind.BLACKOUT
          : Kind.PARTIAL;
    }
    if (method(subject) == Method.THROTTLING) {
      return Kind.THROTTLING;
    }
    return affectedPart(subject).isEmpty() ? Kind.BLOCK : Kind.PARTIAL_SERVICE;
  }

  /** Inside works and outside doesn't, which only probes of both can tell. */
  private static boolean isIsolation(EventCase subject) {
    List<CaseSignal> failing =
        Signals.participants(subject).stream().filter(Signals::isPrecise).toList();
    return !failing.isEmpty() && failing.stream().allMatch(Signals::isAbroad);
  }

  /**
   * Returns the components that fail while others pass; empty when a service fails as a whole,
   * which it does with its core component or with all components that can be judged.
   */
  static List<String> affectedPart(EventCase subject) {
    Map<String, List<CaseSignal>> failing =
        Signals.participants(subject).stream()
            .collect(Collectors.groupingBy(Signals::service, TreeMap::new, Collectors.toList()));
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, List<CaseSignal>> service : failing.entrySet()) {
      List<String> part = affectedPart(subject, service.getKey(), service.getValue());
      if (part.isEmpty()) {
        return List.of();
      }
      parts.addAll(part);
    }
    return parts.stream().distinct().toList();
  }

  private static List<String> affectedPart(
      EventCase subject, String service, List<CaseSignal> failing) {
    List<CaseSignal> judged =
        subject.getSignals().stream()
            .filter(signal -> Signals.service(signal).equals(service))
            .filter(signal -> signal.getVerdict().getAfter() != SeriesState.INSUFFICIENT)
            .toList();
    boolean whole =
        failing.containsAll(judged)
            || failing.stream()
                .map(signal -> signal.getVerdict().getScope().getComponent())
                .anyMatch(component -> component == null || component.equals(CORE_COMPONENT));
    return whole
        ? List.of()
        : failing.stream()
            .map(signal -> signal.getVerdict().getScope().getComponent())
            .distinct()
            .toList();
  }

  static Method method(EventCase subject) {
    Map<Method, Integer> byMethod = new TreeMap<>();
    for (CaseSignal signal : Signals.participants(subject)) {
      LayerFailures layers = signal.getVerdict().getLayers();
      if (layers != null) {
        byMethod.merge(Method.DNS, layers.getDns(), Integer::sum);
        byMethod.merge(Method.IP, layers.getIp(), Integer::sum);
        byMethod.merge(Method.TCP, layers.getTcp(), Integer::sum);
        byMethod.merge(Method.TLS, layers.getTls(), Integer::sum);
        byMethod.merge(Method.HTTP, layers.getHttp(), Integer::sum);
        byMethod.merge(Method.THROTTLING, layers.getThrottling(), Integer::sum);
      }
    }
    int all = byMethod.values().stream().mapToInt(Integer::intValue).sum();
    if (all == 0) {
      return Method.UNKNOWN;
    }
    return byMethod.entrySet().stream()
        .filter(entry -> entry.getValue() >= CLEAR_SHARE * all)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Method.MIXED);
  }
}
