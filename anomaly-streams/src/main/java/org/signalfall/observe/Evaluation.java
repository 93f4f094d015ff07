package org.signalfall.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.EvaluationException;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Observation;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesState;
import org.signalfall.event.CaseKey;
import org.signalfall.event.Cases;
import org.signalfall.event.ServiceWatch;
import org.signalfall.event.Sight;

/** Says what has been evaluated, so that "no event" can be told from "not looked at". */
public final class Evaluation {

  private static final int MAX_EXCEPTIONS = 64;

  private static final Set<EventStatus> GOES_ON =
      EnumSet.of(EventStatus.OPEN, EventStatus.UPDATED, EventStatus.REOPENED);

  /** The series has too little to be judged by, or has had nothing for too long. */
  private static final String INSUFFICIENT = "INSUFFICIENT";

  /** The series deviated last, and the event that it takes part in has had no evidence since. */
  private static final String SUSPENDED = "SUSPENDED";

  private record CountryAndFeed(String country, String feed) {}

  private Evaluation() {}

  /**
   * Returns the word for every country of one partition.
   *
   * @param through decision time, epoch ms
   * @param finished whether the feed has ended and all that it took part in is out
   */
  public static Evaluated ofPartition(String feed, int partition, long through, boolean finished) {
    return Evaluated.newBuilder()
        .setCountry(ServiceWatch.WORLD)
        .setFeed(feed)
        .setPartition(partition)
        .setThrough(Instant.ofEpochMilli(through))
        .setFinished(finished)
        .build();
  }

  /**
   * Returns the word for each country and feed, with the scopes that could not be judged. The
   * reason is {@code STALLED} or {@code LEFT} for a feed that doesn't see, else {@code
   * INSUFFICIENT} or {@code SUSPENDED}.
   *
   * @param keys the cases to speak of
   * @param through decision time, epoch ms
   */
  public static List<Evaluated> ofCountries(Cases cases, List<CaseKey> keys, long through) {
    Map<CountryAndFeed, List<EvaluationException>> exceptions =
        new TreeMap<>(
            Comparator.comparing(CountryAndFeed::country).thenComparing(CountryAndFeed::feed));
    for (CaseKey key : keys.stream().filter(one -> !one.isOfEveryService()).toList()) {
      Optional<EventCase> subject = cases.find(key);
      for (CaseSignal signal : subject.map(EventCase::getSignals).orElse(List.of())) {
        List<EvaluationException> known =
            exceptions.computeIfAbsent(
                new CountryAndFeed(key.country(), signal.getVerdict().getFeed()),
                k -> new ArrayList<>());
        reason(subject.orElseThrow(), signal, cases)
            .ifPresent(reason -> known.add(exception(signal, reason)));
      }
    }
    List<Evaluated> words = new ArrayList<>();
    exceptions.forEach(
        (where, all) ->
            words.add(
                Evaluated.newBuilder()
                    .setCountry(where.country())
                    .setFeed(where.feed())
                    .setThrough(Instant.ofEpochMilli(through))
                    .setExceptions(
                        List.copyOf(all.subList(0, Math.min(MAX_EXCEPTIONS, all.size()))))
                    .setExceptionsOmitted(Math.max(0, all.size() - MAX_EXCEPTIONS))
                    .build()));
    return words;
  }

  /** Returns why a signal could not be judged; empty when it was. */
  private static Optional<String> reason(EventCase subject, CaseSignal signal, Cases cases) {
    Sight sight = ServiceWatch.sight(signal.getVerdict(), cases);
    if (sight != Sight.CLEAR) {
      return Optional.of(sight.name());
    }
    if (signal.getVerdict().getAfter() == SeriesState.INSUFFICIENT) {
      return Optional.of(INSUFFICIENT);
    }
    boolean suspended =
        signal.getTakesPart()
            && GOES_ON.contains(subject.getEvent().getStatus())
            && subject.getEvent().getObservation() == Observation.SUSPENDED;
    return suspended ? Optional.of(SUSPENDED) : Optional.empty();
  }

  private static EvaluationException exception(CaseSignal signal, String reason) {
    Scope scope = signal.getVerdict().getScope();
    return new EvaluationException(scope, signal.getVerdict().getSignal(), reason);
  }
}
