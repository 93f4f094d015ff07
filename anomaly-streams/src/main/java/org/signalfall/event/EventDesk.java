package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.Ruleset;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.StageRecord;
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
  }

  /**
   * Decides one tick.
   *
   * @param tick decision time, epoch ms; later than every earlier tick of the same countries
   * @param verdicts verdicts that count from this tick on, in canonical order
   * @param woken cases that asked to be looked at by now, or whose service's context changed
   * @param cases what is remembered; updated
   * @return the revisions to publish, without {@code emitted_at}
   */
  public List<ConnectivityEvent> decide(
      long tick, List<StageRecord> verdicts, Collection<CaseKey> woken, Cases cases) {
    Instant asOf = Instant.ofEpochMilli(tick);
    SortedSet<CaseKey> touched = new TreeSet<>(woken);
    for (StageRecord record : verdicts) {
      CaseKey key = CaseKey.of(record.getVerdict().getScope());
      EventCase subject = cases.find(key).orElseGet(() -> EventCase.newBuilder().build());
      Intake.take(subject, record);
      cases.keep(key, subject);
      touched.add(key);
    }
    List<ConnectivityEvent> revisions = new ArrayList<>();
    Map<CaseKey, ConnectivityEvent> drafts = new TreeMap<>();
    for (CaseKey key : touched) {
      cases
          .find(key)
          .ifPresent(
              subject -> {
                closeBook(subject, asOf).ifPresent(revisions::add);
                drafts.put(key, step(key, subject, asOf, cases));
                cases.keep(key, subject);
              });
    }
    hierarchy.join(drafts, cases);
    drafts.forEach(
        (key, draft) ->
            cases
                .find(key)
                .ifPresent(
                    subject -> {
                      publish(subject, draft, asOf).ifPresent(revisions::add);
                      subject.setWakeAt(nextLook(subject, asOf));
                      cases.keep(key, subject);
                    }));
    return revisions;
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
  private Optional<ConnectivityEvent> closeBook(EventCase subject, Instant asOf) {
    ConnectivityEvent event = subject.getEvent();
    if (event.getStatus() != EventStatus.RESOLVED || event.getIsFinal()) {
      return Optional.empty();
    }
    boolean overdue = !subject.getResolvedAt().plus(rules.horizon()).isAfter(asOf);
    boolean replaced = !Signals.affected(subject).isEmpty() && !mayReopen(subject, asOf);
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

  private ConnectivityEvent step(CaseKey key, EventCase subject, Instant asOf, Cases cases) {
    ConnectivityEvent event = subject.getEvent();
    boolean open = isOpen(event);
    Optional<StageRecord> down = serviceDown(key, cases);
    if (open && down.isPresent()) {
      return retract(event, down.get());
    }
    List<CaseSignal> affected = Signals.affected(subject);
    affected.forEach(signal -> signal.setTakesPart(true));
    if (!open) {
      boolean begins = !affected.isEmpty() && down.isEmpty();
      return begins ? begin(key, subject, affected, asOf) : event;
    }
    boolean onlyNoise = Signals.participants(subject).stream().noneMatch(Signals::isPrecise);
    boolean lasts = affected.stream().anyMatch(signal -> onlyNoise || Signals.isPrecise(signal));
    if (!lasts) {
      return resolve(key, subject, asOf);
    }
    if (isUnobserved(event, asOf)) {
      return loseSight(subject, asOf);
    }
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(event).build();
    writer.describe(key, subject, draft, asOf);
    draft.setStatus(EventStatus.UPDATED);
    return change.isNews(withStatus(event, EventStatus.UPDATED), draft) ? draft : event;
  }

  private boolean mayReopen(EventCase subject, Instant asOf) {
    ConnectivityEvent event = subject.getEvent();
    Duration window = Duration.ofMillis(rules.reopenMs(event.getCategory()));
    return event.getStatus() == EventStatus.RESOLVED
        && !event.getIsFinal()
        && event.getEndReason() == EndReason.RECOVERED
        && !subject.getResolvedAt().plus(window).isBefore(asOf);
  }

  private ConnectivityEvent begin(
      CaseKey key, EventCase subject, List<CaseSignal> affected, Instant asOf) {
    ConnectivityEvent draft;
    if (mayReopen(subject, asOf)) {
      draft = ConnectivityEvent.newBuilder(subject.getEvent()).build();
      draft.setStatus(EventStatus.REOPENED);
      draft.setEnded(null);
      draft.setEndReason(null);
    } else {
      for (CaseSignal signal : subject.getSignals()) {
        signal.setTakesPart(Signals.isAffected(signal));
      }
      draft = ConnectivityEvent.newBuilder().build();
      draft.setStatus(EventStatus.OPEN);
      draft.setDetectedAt(asOf);
      long opening =
          affected.stream()
              .mapToLong(signal -> signal.getVerdict().getBinStart().toEpochMilli())
              .min()
              .orElseThrow();
      draft.setEventId(EventIds.of(key, opening));
      draft.setRuleset(ruleset);
    }
    subject.setResolvedAt(NEVER);
    writer.describe(key, subject, draft, asOf);
    return draft;
  }

  private ConnectivityEvent resolve(CaseKey key, EventCase subject, Instant asOf) {
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(subject.getEvent()).build();
    writer.describe(key, subject, draft, asOf);
    TimeInterval ended = Onsets.end(Signals.participants(subject), asOf);
    draft.setStatus(EventStatus.RESOLVED);
    draft.setEnded(ended);
    draft.setEndReason(EndReason.RECOVERED);
    subject.setResolvedAt(asOf);
    return draft;
  }

  private boolean isUnobserved(ConnectivityEvent event, Instant asOf) {
    return event.getLastEvidenceAt() != null
        && !event.getLastEvidenceAt().plus(rules.unobservedAfter()).isAfter(asOf);
  }

  /** Only new evidence may begin another event, so the signals' last words are forgotten. */
  private static ConnectivityEvent loseSight(EventCase subject, Instant asOf) {
    ConnectivityEvent event = subject.getEvent();
    subject.setResolvedAt(asOf);
    subject.getSignals().forEach(known -> known.getVerdict().setAfter(SeriesState.INSUFFICIENT));
    ConnectivityEvent draft = ConnectivityEvent.newBuilder(event).build();
    draft.setStatus(EventStatus.RESOLVED);
    draft.setEndReason(EndReason.UNOBSERVED);
    draft.setEnded(new TimeInterval(event.getLastEvidenceAt(), null));
    return draft;
  }

  /** A service that fails everywhere is its operator's fault: no country is to be accused of it. */
  private static Optional<StageRecord> serviceDown(CaseKey key, Cases cases) {
    if (Classification.category(key) != Category.RESTRICTION) {
      return Optional.empty();
    }
    return cases.context(key.service()).filter(context -> context.getContext().getDown());
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

  private Optional<ConnectivityEvent> publish(
      EventCase subject, ConnectivityEvent draft, Instant asOf) {
    ConnectivityEvent before = subject.getEvent();
    if (draft.getEventId().isEmpty() || draft.equals(before)) {
      return Optional.empty();
    }
    boolean same = draft.getEventId().equals(before.getEventId());
    draft.setRevision(same ? before.getRevision() + 1 : 1);
    draft.setAsOf(asOf);
    draft.setSummary(Summary.of(draft));
    subject.setEvent(draft);
    return Optional.of(draft);
  }

  private Instant nextLook(EventCase subject, Instant asOf) {
    ConnectivityEvent event = subject.getEvent();
    List<Instant> looks = new ArrayList<>();
    if (isOpen(event)) {
      Instant evidence = event.getLastEvidenceAt();
      if (evidence != null) {
        looks.add(evidence.plus(rules.suspendAfter()));
        looks.add(evidence.plus(rules.unobservedAfter()));
      }
      rules
          .milestoneDays()
          .forEach(days -> looks.add(event.getOnset().getEarliest().plus(Duration.ofDays(days))));
    } else if (event.getStatus() == EventStatus.RESOLVED && !event.getIsFinal()) {
      looks.add(subject.getResolvedAt().plus(rules.horizon()));
    }
    return looks.stream().filter(asOf::isBefore).min(Instant::compareTo).orElse(NEVER);
  }

  private static ConnectivityEvent withStatus(ConnectivityEvent event, EventStatus status) {
    ConnectivityEvent copy = ConnectivityEvent.newBuilder(event).build();
    copy.setStatus(status);
    return copy;
  }
}
