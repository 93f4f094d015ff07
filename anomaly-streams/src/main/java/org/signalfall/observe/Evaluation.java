package org.signalfall.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.EvaluationException;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesState;
import org.signalfall.event.CaseKey;
import org.signalfall.event.Cases;
import org.signalfall.event.ServiceWatch;

/** Says what has been evaluated, so that "no event" can be told from "not looked at". */
public final class Evaluation {

  private static final int MAX_EXCEPTIONS = 64;

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
   * Returns the word for each country and feed, with the scopes that could not be judged.
   *
   * @param keys the cases to speak of
   * @param through decision time, epoch ms
   */
  public static List<Evaluated> ofCountries(Cases cases, List<CaseKey> keys, long through) {
    Map<CountryAndFeed, List<EvaluationException>> exceptions =
        new TreeMap<>(
            Comparator.comparing(CountryAndFeed::country).thenComparing(CountryAndFeed::feed));
    for (CaseKey key : keys.stream().filter(one -> !one.isOfEveryService()).toList()) {
      cases
          .find(key)
          .ifPresent(
              subject -> {
                for (CaseSignal signal : subject.getSignals()) {
                  List<EvaluationException> known =
                      exceptions.computeIfAbsent(
                          new CountryAndFeed(key.country(), signal.getVerdict().getFeed()),
                          k -> new ArrayList<>());
                  if (signal.getVerdict().getAfter() == SeriesState.INSUFFICIENT) {
                    known.add(insufficient(signal));
                  }
                }
              });
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

  private static EvaluationException insufficient(CaseSignal signal) {
    Scope scope = signal.getVerdict().getScope();
    return new EvaluationException(scope, signal.getVerdict().getSignal(), "INSUFFICIENT");
  }
}
