package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Observation;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.Ruleset;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;

/**
 * Turns the verdicts and contexts of one tick of decision time into event revisions: at most one
 * per event and tick, in the order of the cases.
 */
public final class EventDesk {

  private static final Instant NEVER = Instant.EPOCH;

  private final EventRules rules;
  private final Ruleset ruleset;
  private final EventWriter writer;
  private final Change change;
  private final Hierarchy hierarchy;
  private final Reopening reopening;
  private final Companions companions;

  /**
   * Creates a desk.
   *
   * @param ruleset name of the rules, which every event carries
   */
  public EventDesk(EventRules rules, Ruleset ruleset) {
    this.rules = rules;
    this.ruleset = ruleset;
    this.writer = new EventWriter(rules);
    this.change = new Change(rules.severityStep());
    this.hierarchy = new Hierarchy();
    this.reopening = new Reopening(rules);
    this.companions = new Companions(reopening);
  }

  /**
   * Decides one tick.
   *
   * @param tick decision time, epoch ms; later than every earlier tick of the same countries
   * @param verdicts verdicts that count from this tick on, in canonical order
   * @param woken cases that asked to be looked at by now, whose service's context changed, or whose
   *     feeds have lost sight or see again
   * @param cases what is remembered; updated
   * @return the revisions to publish, without {@code emitted_at}
   */
  public List<ConnectivityEvent> decide(
      long tick, List<StageRecord> verdicts, Collection<CaseKey> woken, Cases cases) {
    Instant asOf = Instant.ofEpochMilli(tick);
    SortedSet<CaseKey> touched = new TreeSet<>();
    Set<CaseKey> corrected = new HashSet<>();
    woken.forEach(key -> touch(key, touched, cases));
    for (StageRecord record : verdicts) {
      CaseKey key = CaseKey.of(record.getVerdict().getScope());
      touch(key, touched, cases);
      take(Companions.holder(key, cases), record, cases, corrected);
      if (Sweep.concerns(key)) {
        take(Sweep.caseOf(key.country()), record, cases, corrected);
      }
      tellWiderScopes(key, record.getVerdict(), cases);
    }
    List<ConnectivityEvent> revisions = new ArrayList<>();
    SortedMap<CaseKey, ConnectivityEvent> drafts = new TreeMap<>();
    Reclassification.apply(touched, cases);
    for (CaseKey key : companions.gather(touched, asOf, cases)) {
      touched.add(key);
      cases
          .find(key)
          .ifPresent(
              subject -> {
                closeBook(key, subject, asOf, cases).ifPresent(revisions::add);
                step(key, subject, asOf, cases, corrected.contains(key))
                    .ifPresent(draft -> drafts.put(key, draft));
                cases.keep(key, subject);
              });
    }
    hierarchy.join(touched, drafts, cases);
    touched.addAll(drafts.keySet());
    for (CaseKey key : touched) {
      cases
          .find(key)
          .ifPresent(
              subject -> {
                if (drafts.containsKey(key)) {
                  Neighbours.name(key, drafts.get(key), asOf, cases);
                  revisions.add(publish(subject, drafts.get(key), asOf));
                }
                subject.setWakeAt(nextLook(subject, asOf));
                cases.keep(key, subject);
              });
    }
    return revisions;
  }

  /** What happens to a case happens to the one that speaks for it, and to its country's sweep. */
  private static void touch(CaseKey key, SortedSet<CaseKey> touched, Cases cases) {
    touched.add(key);
    touched.add(Companions.holder(key, cases));
    if (Sweep.concerns(key)) {
      touched.add(Sweep.caseOf(key.country()));
    }
  }

  private static void take(CaseKey key, StageRecord record, Cases cases, Set<CaseKey> corrected) {
    EventCase subject = cases.find(key).orElseGet(() -> EventCase.newBuilder().build());
    if (record.getType() != StageRecordType.CORRECTION) {
      Intake.take(subject, record);
    } else if (Intake.correct(subject, record)) {
      corrected.add(key);
    }
    cases.keep(key, subject);
  }

  private static void tellWiderScopes(CaseKey part, SeriesVerdict verdict, Cases cases) {
    for (CaseKey wider : Hierarchy.wider(part)) {
      cases
          .find(wider)
          .filter(subject -> subject.getPartsHeardAt().isBefore(verdict.getBinEnd()))
          .ifPresent(
              subject -> {
                subject.setPartsHeardAt(verdict.getBinEnd());
                cases.keep(wider, subject);
              });
    }
  }

  /** Returns whether the event is open, in whatever revision. */
  static boolean isOpen(ConnectivityEvent event) {
    return switch (event.getStatus()) {
      case OPEN, UPDATED, REOPENED -> true;
      case RESOLVED, RETRACTED, UNKNOWN -> false;
    };
  }

  /**
   * Makes a resolved event final when its horizon has passed or a new event must take its place.
   */
  private Optional<ConnectivityEvent> closeBook(
      CaseKey key, EventCase subject, Instant asOf, Cases cases) {
    ConnectivityEvent event = subject.getEvent();
    if (event.getStatus() != EventStatus.RESOLVED || event.getIsFinal()) {
      return Optional.empty();
    }
    boolean overdue = !subject.getResolvedAt().plus(rules.horizon()).isAfter(asOf);
    boolean replaced =
        beginsAnew(affected(key, subject, cases), event) && !reopening.isDue(subject, asOf);
    if (!overdue && !replaced) {
      return Optional.empty();
    }
    ConnectivityEvent closing = ConnectivityEvent.newBuilder(event).build();
    closing.setIsFinal(true);
    closing.setRevision(event.getRevision() + 1);
    closing.setAsOf(asOf);
    subject.setEvent(closing);
    return Optional.of(closing);
  }

  /** Returns what the case's event should become; empty when nothing is news. */
  private Optional<ConnectivityEvent> step(
      CaseKey key, EventCase subject, Instant asOf, Cases cases, boolean corrected) {
    ConnectivityEvent event = subject.getEvent();
    boolean open = isOpen(event);
    List<CaseSignal> affected = affected(key, subject, cases);
    Optional<StageRecord> down = Downtime.of(key, event.getOnset(), cases);
    if (open && down.isPresent()) {
      return Optional.of(retract(event, down.get()));
    }
    if (!open) {
      boolean excused =
          Downtime.excuses(key, affected, cases) || Reclassification.explains(key, affected, cases);
      boolean begins = beginsAnew(affected, event) && !excused;
      if (begins && Suspense.holds(key, subject, affected, asOf, cases)) {
        Suspense.hold(subject, affected, asOf);
      } else {
        Suspense.release(subject);
        if (begins) {
          ConnectivityEvent draft = begin(key, subject, affected, asOf);
          Suspense.qualify(key, event, draft, cases);
          return Optional.of(draft);
        }
      }
      return corrected ? Optional.of(correct(key, subject, asOf)) : Optional.empty();
    }
    affected.forEach(signal -> signal.setTakesPart(true));
    if (corrected && Signals.participants(subject).isEmpty()) {
      return Optional.of(retract(event));
    }
    boolean onlyNoise = Signals.participants(subject).stream().noneMatch(Signals::isPrecise);
    boolean lasts = affected.stream().anyMatch(signal -> onlyNoise || Signals.isPrecise(signal));
    if (!lasts) {
      return Optional.of(isDefect(subject) ? retractDefect(event) : resolve(key, subject, asOf));
    }
    Instant evidence = Signals.lastEvidence(subject);
    boolean lost = !evidence.plus(rules.unobservedAfter()).isAfter(asOf);
    if (lost && cases.isOurs(key.country())) {
      return Optional.of(loseSight(subject, evidence, asOf));
    }
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(event).build();
    writer.describe(key, subject, draft, asOf);
    Suspense.qualify(key, event, draft, cases);
    if (Signals.isOutOfSight(subject, cases)) {
      draft.setObservation(Observation.SUSPENDED);
    }
    draft.setStatus(EventStatus.UPDATED);
    if (corrected) {
      draft.setOnset(Onsets.onset(Signals.participants(subject)));
    }
    // A list that Avro has read cannot compare moments that may be null; its elements can.
    boolean evidenceCorrected =
        corrected && !List.copyOf(event.getEvidence()).equals(draft.getEvidence());
    boolean hasNewNeighbours =
        Neighbours.areDue(event, asOf)
            && !Neighbours.of(key, draft, cases).equals(event.getRelated());
    return evidenceCorrected || hasNewNeighbours || change.isNews(event, draft)
        ? Optional.of(draft)
        : Optional.empty();
  }

  /** Late data moved the bounds of a resolved event, or showed that it never was. */
  private ConnectivityEvent correct(CaseKey key, EventCase subject, Instant asOf) {
    ConnectivityEvent before = subject.getEvent();
    List<CaseSignal> participants = Signals.participants(subject);
    if (participants.isEmpty()) {
      return retract(before);
    }
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(before).build();
    writer.describe(key, subject, draft, asOf);
    keepDepth(before, draft);
    draft.setObservation(before.getObservation());
    draft.setOnset(Onsets.onset(participants));
    draft.setEnded(Onsets.end(participants, before.getEnded().getEarliest()));
    return draft;
  }

  private static ConnectivityEvent retract(ConnectivityEvent event) {
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(event).build();
    draft.setStatus(EventStatus.RETRACTED);
    draft.setRetractionReason(RetractionReason.LATE_DATA);
    draft.setIsFinal(true);
    return draft;
  }

  private static List<CaseSignal> affected(CaseKey key, EventCase subject, Cases cases) {
    return key.isOfEveryService() ? Sweep.affected(key, subject, cases) : Signals.affected(subject);
  }

  private static boolean beginsAnew(List<CaseSignal> affected, ConnectivityEvent event) {
    return affected.stream().anyMatch(signal -> !lagsBehind(signal, event));
  }

  /** A noisy signal that still speaks of what precise ones saw end begins nothing anew. */
  private static boolean lagsBehind(CaseSignal signal, ConnectivityEvent event) {
    TimeInterval onset = signal.getVerdict().getOnset();
    return event.getEndReason() == EndReason.RECOVERED
        && !Signals.isPrecise(signal)
        && onset != null
        && !onset.getEarliest().isAfter(event.getEnded().getEarliest());
  }

  /**
   * What outlives a retracted event may open on the same verdict, but never under its id: a bin
   * that began before the last event was detected has named an event already, or may have.
   */
  private ConnectivityEvent begin(
      CaseKey key, EventCase subject, List<CaseSignal> affected, Instant asOf) {
    ConnectivityEvent draft;
    if (reopening.isDue(subject, asOf)) {
      draft = ConnectivityEvent.newBuilder(subject.getEvent()).build();
      affected.forEach(signal -> signal.setTakesPart(true));
      draft.setStatus(EventStatus.REOPENED);
      draft.setEnded(null);
      draft.setEndReason(null);
    } else {
      for (CaseSignal signal : subject.getSignals()) {
        signal.setTakesPart(affected.contains(signal));
      }
      draft = ConnectivityEvent.newBuilder().build();
      draft.setStatus(EventStatus.OPEN);
      draft.setDetectedAt(asOf);
      long opening =
          affected.stream()
              .mapToLong(signal -> signal.getVerdict().getBinStart().toEpochMilli())
              .min()
              .orElseThrow();
      boolean spent = opening <= subject.getEvent().getDetectedAt().toEpochMilli();
      draft.setEventId(EventIds.of(key, spent ? asOf.toEpochMilli() : opening));
      draft.setRuleset(ruleset);
    }
    subject.setResolvedAt(NEVER);
    writer.describe(key, subject, draft, asOf);
    if (draft.getStatus() == EventStatus.OPEN) {
      enterIntoRows(subject, draft);
    }
    return draft;
  }

  private static void enterIntoRows(EventCase subject, ConnectivityEvent draft) {
    ZoneId zone = Zones.of(draft.getScope());
    String id = draft.getEventId();
    subject.setTracks(Recurrences.opened(subject.getTracks(), id, draft.getOnset(), zone));
    draft.setRecurrence(Recurrences.atOpening(subject.getTracks(), id).orElse(null));
    EventWriter.describeLikeness(subject, draft);
  }

  private ConnectivityEvent resolve(CaseKey key, EventCase subject, Instant asOf) {
    ConnectivityEvent before = subject.getEvent();
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(before).build();
    writer.describe(key, subject, draft, asOf);
    keepDepth(before, draft);
    TimeInterval ended = Onsets.end(Signals.participants(subject), asOf);
    draft.setServices(EventWriter.services(Signals.participants(subject)));
    draft.setStatus(EventStatus.RESOLVED);
    draft.setEnded(ended);
    ZoneId zone = Zones.of(draft.getScope());
    String id = draft.getEventId();
    Recurrences.atEnd(subject.getTracks(), id, ended, zone).ifPresent(draft::setRecurrence);
    subject.setTracks(Recurrences.ended(subject.getTracks(), id, ended, zone));
    draft.setEndReason(EndReason.RECOVERED);
    subject.setResolvedAt(asOf);
    return draft;
  }

  /** What has recovered looks shallow: a resolved event tells how deep it was before. */
  private static void keepDepth(ConnectivityEvent before, ConnectivityEvent resolved) {
    if (before.getSeverity() > resolved.getSeverity()) {
      resolved.setKind(before.getKind());
      resolved.setSeverity(before.getSeverity());
      resolved.setObservedPercent(before.getObservedPercent());
      resolved.setObservedSignal(before.getObservedSignal());
      resolved.setNetworks(before.getNetworks());
      resolved.setNetworksOmitted(before.getNetworksOmitted());
    }
  }

  /** Only new evidence may begin another event, so the signals' last words are forgotten. */
  private static ConnectivityEvent loseSight(EventCase subject, Instant evidence, Instant asOf) {
    subject.setResolvedAt(asOf);
    subject.getSignals().forEach(known -> Signals.moveOn(known, SeriesState.INSUFFICIENT));
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(subject.getEvent()).build();
    draft.setStatus(EventStatus.RESOLVED);
    draft.setLastEvidenceAt(evidence);
    draft.setObservation(Observation.LOST);
    draft.setEndReason(EndReason.UNOBSERVED);
    draft.setEnded(new TimeInterval(evidence, null));
    return draft;
  }

  private static ConnectivityEvent retract(ConnectivityEvent event, StageRecord down) {
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(event).build();
    draft.setStatus(EventStatus.RETRACTED);
    draft.setRetractionReason(RetractionReason.SUBSUMED);
    draft.setSupersededBy(
        EventIds.of(
            ServiceWatch.caseOf(down.getContext().getService()), down.getTime().toEpochMilli()));
    draft.setIsFinal(true);
    return draft;
  }

  /** Returns whether every precise word for the event has been taken back. */
  private static boolean isDefect(EventCase subject) {
    List<CaseSignal> precise =
        Signals.participants(subject).stream().filter(Signals::isPrecise).toList();
    return !precise.isEmpty()
        && precise.stream().allMatch(signal -> signal.getVerdict().getDefect());
  }

  private static ConnectivityEvent retractDefect(ConnectivityEvent event) {
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(event).build();
    draft.setStatus(EventStatus.RETRACTED);
    draft.setRetractionReason(RetractionReason.INSTRUMENT_DEFECT);
    draft.setIsFinal(true);
    return draft;
  }

  private static ConnectivityEvent publish(
      EventCase subject, ConnectivityEvent draft, Instant asOf) {
    ConnectivityEvent before = subject.getEvent();
    boolean same = draft.getEventId().equals(before.getEventId());
    draft.setRevision(same ? before.getRevision() + 1 : 1);
    draft.setAsOf(asOf);
    draft.setSummary(Summary.of(draft));
    boolean reclassified = same && draft.getCategory() != before.getCategory();
    draft.setReclassifiedFrom(reclassified ? before.getCategory() : null);
    subject.setEvent(draft);
    return draft;
  }

  private Instant nextLook(EventCase subject, Instant asOf) {
    ConnectivityEvent event = subject.getEvent();
    List<Instant> looks = new ArrayList<>();
    if (isOpen(event)) {
      Instant evidence = Signals.lastEvidence(subject);
      looks.add(event.getDetectedAt().plus(Neighbours.LOOK));
      looks.add(evidence.plus(rules.suspendAfter()));
      looks.add(evidence.plus(rules.unobservedAfter()));
      rules
          .milestoneDays()
          .forEach(days -> looks.add(event.getOnset().getEarliest().plus(Duration.ofDays(days))));
    } else {
      looks.add(subject.getHeldUntil());
      if (event.getStatus() == EventStatus.RESOLVED && !event.getIsFinal()) {
        looks.add(subject.getResolvedAt().plus(rules.horizon()));
      }
    }
    return looks.stream().filter(asOf::isBefore).min(Instant::compareTo).orElse(NEVER);
  }
}
