package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.BaselineSnapshot;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Observation;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.SourceUsed;
import org.signalfall.avro.TimeInterval;
import org.signalfall.avro.WeightBasis;

/**
 * Writes what the signals of a case say into its event. Status and identity are not its business.
 */
final class EventWriter {

  private static final int MAX_NETWORKS = 50;

  private final EventRules rules;
  private final Confirmation confirmation;

  EventWriter(EventRules rules) {
    this.rules = rules;
    this.confirmation = new Confirmation(rules);
  }

  /** Fills in everything that follows from the signals, as of a decision time. */
  void describe(CaseKey key, EventCase subject, ConnectivityEvent event, Instant asOf) {
    List<CaseSignal> participants = Signals.participants(subject);
    event.setCategory(Classification.category(key));
    event.setScope(scope(key, subject));
    event.setServices(services(affectedOf(participants)));
    describeLevel(event, participants);
    event.setKind(
        Classification.kind(key, subject, event.getObservedPercent(), rules.blackoutPercent()));
    event.setMethod(Classification.method(subject));
    event.setRoutingAffected(routingAffected(subject));
    event.setSinceBeforeObservation(
        !participants.isEmpty()
            && participants.stream().allMatch(signal -> signal.getVerdict().getNeverClear()));
    describeNetworks(key, event, participants);
    describeTime(subject, event, participants, asOf);
    describeConfidence(event, participants);
    describeLikeness(subject, event);
    event.setEvidence(participants.stream().map(EventWriter::evidence).toList());
    event.setSources(sources(participants));
    participants.stream()
        .findFirst()
        .ifPresent(signal -> event.setOrigin(signal.getVerdict().getOrigin()));
  }

  /** A service that fails across countries has no clock to go by. */
  static void describeLikeness(EventCase subject, ConnectivityEvent event) {
    boolean local = event.getScope().getLevel() != ScopeLevel.SERVICE;
    event.setLikeness(
        event.getCategory() == Category.OUTAGE && local
            ? ShutdownLikeness.of(
                subject, event.getOnset(), Zones.of(event.getScope()), event.getEventId())
            : null);
  }

  private static Scope scope(CaseKey key, EventCase subject) {
    Scope.Builder scope =
        Scope.newBuilder()
            .setLevel(key.level())
            .setCountry(key.country())
            .setRegion(key.region().isEmpty() ? null : key.region())
            .setAsn(key.asn() == 0 ? null : key.asn())
            .setService(key.service().isEmpty() || key.isOfEveryService() ? null : key.service());
    List<String> part = Classification.affectedPart(subject);
    if (scope.getService() != null && part.size() == 1) {
      scope.setComponent(part.get(0));
    }
    return scope.build();
  }

  private static List<CaseSignal> affectedOf(List<CaseSignal> participants) {
    return participants.stream().filter(Signals::isAffected).toList();
  }

  /** Returns the services that the signals are of, in order of name. */
  static List<String> services(List<CaseSignal> signals) {
    return signals.stream()
        .map(Signals::service)
        .filter(service -> !service.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static void describeLevel(ConnectivityEvent event, List<CaseSignal> participants) {
    Optional<CaseSignal> best =
        participants.stream()
            .filter(signal -> signal.getVerdict().getExpected() > 0)
            .min(
                Comparator.comparing((CaseSignal signal) -> signal.getVerdict().getNoisy())
                    .thenComparing(Signals::distanceFromUsers));
    event.setObservedPercent(
        best.map(signal -> Math.round(1000 * (1 - Signals.depth(signal))) / 10.0).orElse(null));
    event.setObservedSignal(best.map(signal -> signal.getVerdict().getSignal()).orElse(null));
    event.setWeightBasis(best.map(EventWriter::weightBasis).orElse(WeightBasis.UNKNOWN));
    event.setSeverity(best.map(signal -> (int) Math.round(100 * Signals.depth(signal))).orElse(0));
  }

  private static WeightBasis weightBasis(CaseSignal signal) {
    if (signal.getVerdict().getFamily() == SignalFamily.PROBE) {
      return WeightBasis.VANTAGES;
    }
    return Signals.distanceFromUsers(signal) == 0 ? WeightBasis.USERS : WeightBasis.ADDRESS_SPACE;
  }

  private static Boolean routingAffected(EventCase subject) {
    List<CaseSignal> routing = subject.getSignals().stream().filter(Signals::isBgp).toList();
    return routing.isEmpty() ? null : routing.stream().anyMatch(CaseSignal::getTakesPart);
  }

  private static void describeNetworks(
      CaseKey key, ConnectivityEvent event, List<CaseSignal> participants) {
    List<AffectedNetwork> networks = new ArrayList<>();
    int omitted = 0;
    if (key.level() == ScopeLevel.NETWORK) {
      String name =
          participants.stream()
              .map(signal -> signal.getVerdict().getNetworkName())
              .filter(known -> known != null && !known.isEmpty())
              .findFirst()
              .orElse(null);
      networks.add(new AffectedNetwork(key.asn(), name, 1.0, event.getSeverity() / 100.0));
    } else {
      for (CaseSignal signal : participants) {
        if (signal.getNetworks().size() > networks.size()) {
          networks = new ArrayList<>(signal.getNetworks());
          omitted = signal.getNetworksOmitted();
        }
      }
    }
    List<AffectedNetwork> heaviest = networks.subList(0, Math.min(MAX_NETWORKS, networks.size()));
    event.setNetworks(List.copyOf(heaviest));
    event.setNetworksOmitted(omitted + networks.size() - heaviest.size());
  }

  private void describeTime(
      EventCase subject, ConnectivityEvent event, List<CaseSignal> participants, Instant asOf) {
    TimeInterval onset = Onsets.onset(participants);
    boolean unset = event.getOnset().getLatest() == null;
    if (onset != null && (unset || onset.getLatest().isBefore(event.getOnset().getLatest()))) {
      event.setOnset(onset);
    }
    event.setLastEvidenceAt(Signals.lastEvidence(subject));
    boolean silent = !event.getLastEvidenceAt().plus(rules.suspendAfter()).isAfter(asOf);
    event.setObservation(silent ? Observation.SUSPENDED : Observation.OBSERVED);
    event.setMilestoneDays(milestone(event, asOf));
  }

  private Integer milestone(ConnectivityEvent event, Instant asOf) {
    Integer passed = null;
    for (int days : rules.milestoneDays()) {
      if (!event.getOnset().getEarliest().plus(Duration.ofDays(days)).isAfter(asOf)) {
        passed = days;
      }
    }
    return passed;
  }

  /** What was confirmed once stays confirmed: later silence does not unsay it. */
  private void describeConfidence(ConnectivityEvent event, List<CaseSignal> participants) {
    List<String> basis = confirmation.basis(participants);
    if (!basis.isEmpty()) {
      event.setConfidence(Confidence.CONFIRMED);
      event.setQuorumBasis(basis);
    } else if (event.getConfidence() != Confidence.CONFIRMED) {
      event.setConfidence(Confidence.SUSPECTED);
      event.setQuorumBasis(List.of());
    }
  }

  private static Evidence evidence(CaseSignal signal) {
    SeriesVerdict verdict = signal.getVerdict();
    boolean probe = verdict.getFamily() == SignalFamily.PROBE;
    String component = verdict.getScope().getComponent();
    return Evidence.newBuilder()
        .setFeed(verdict.getFeed())
        .setSignal(component == null ? verdict.getSignal() : verdict.getSignal() + "/" + component)
        .setObserved(verdict.getObserved())
        .setExpected(verdict.getExpected())
        .setSpread(verdict.getSpread())
        .setSamples(Counts.published(verdict.getSamples()))
        .setFailures(probe ? Counts.published(verdict.getFailures()) : null)
        .setVantages(probe ? Counts.published(verdict.getVantages()) : null)
        .setNetworks(Math.max(1, signal.getNetworks().size() + signal.getNetworksOmitted()))
        .setFirstBin(verdict.getFirstBin())
        .setLastBin(verdict.getBinStart())
        .setScore(verdict.getScore())
        .setTailProbability(verdict.getTailProbability())
        .setAffected(Signals.isAffected(signal))
        .setNoisy(verdict.getNoisy())
        .setControlsPassed(verdict.getControlled())
        .setBaseline(
            new BaselineSnapshot(verdict.getExpected(), verdict.getSpread(), verdict.getFirstBin()))
        .build();
  }

  private static List<SourceUsed> sources(List<CaseSignal> participants) {
    Set<SourceUsed> sources = new LinkedHashSet<>();
    for (CaseSignal signal : participants) {
      sources.add(new SourceUsed(signal.getVerdict().getFeed(), kind(signal), null, null));
    }
    return List.copyOf(sources);
  }

  private static FeedKind kind(CaseSignal signal) {
    SeriesVerdict verdict = signal.getVerdict();
    if (verdict.getFeedKind() != FeedKind.UNKNOWN) {
      return verdict.getFeedKind();
    }
    return verdict.getFamily() == SignalFamily.PROBE ? FeedKind.PROBE : FeedKind.TRAFFIC;
  }
}
