package org.signalfall.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.CountryFare;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.ServiceContext;
import org.signalfall.avro.ServiceWatchState;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;

/**
 * Watches one service across countries, so that its operator's failure is not taken for a dozen
 * censors': it is down when it fails in at least {@value #MIN_COUNTRIES} countries with at least 60
 * % of the weight, until less than 30 % fails.
 */
public final class ServiceWatch {

  /** Fewer countries than this may well be neighbours who agree. */
  public static final int MIN_COUNTRIES = 5;

  /** Country of what concerns the whole world (ISO 3166-1 user-assigned). */
  public static final String WORLD = "ZZ";

  /**
   * The feed of what all feeds say together: down and up again may come from different ones, and
   * are one signal all the same. No roster names it.
   */
  public static final String EVERY_FEED = "all";

  private static final double DOWN_SHARE = 0.6;
  private static final double UP_SHARE = 0.3;
  private static final int MAX_NAMED = 32;

  /** Returns the case that a failure of the service across countries belongs to. */
  public static CaseKey caseOf(String service) {
    return new CaseKey(WORLD, ScopeLevel.SERVICE, 0, "", service);
  }

  /**
   * Enters how the service fares in one country.
   *
   * @param state what is known so far; updated
   * @param fare the country's latest word
   * @param time event time of that word
   * @return how the service fares across countries now
   */
  public ServiceContext note(
      String service, ServiceWatchState state, CountryFare fare, Instant time) {
    List<CountryFare> fares = new ArrayList<>(state.getFares());
    fares.removeIf(
        known ->
            known.getCountry().equals(fare.getCountry()) && known.getBy().equals(fare.getBy()));
    fares.add(fare);
    fares.sort(Comparator.comparing(CountryFare::getCountry).thenComparing(CountryFare::getBy));
    state.setFares(fares);

    Map<String, Double> observed = new TreeMap<>();
    Map<String, Double> failing = new TreeMap<>();
    for (CountryFare one : fares) {
      observed.merge(one.getCountry(), one.getWeight(), Math::max);
      if (one.getFailing()) {
        failing.merge(one.getCountry(), one.getWeight(), Math::max);
      }
    }
    double all = sum(observed);
    double share = all == 0 ? 0 : sum(failing) / all;
    boolean wasDown = state.getDown();
    boolean down =
        wasDown ? share >= UP_SHARE : failing.size() >= MIN_COUNTRIES && share >= DOWN_SHARE;
    state.setDown(down);
    if (down && !wasDown) {
      state.setSince(time);
    }
    return ServiceContext.newBuilder()
        .setService(service)
        .setCountriesObserved(observed.size())
        .setCountriesFailing(failing.keySet().stream().limit(MAX_NAMED).toList())
        .setWeightFailing(share)
        .setDown(down)
        .build();
  }

  /**
   * Returns the verdict on the service as such, which opens or closes the event of its failure. Its
   * bin begins when the context changed, so that what is superseded can name the event's id.
   *
   * @param change the context that changed
   * @param cause the verdict that changed it
   */
  public static StageRecord verdict(StageRecord change, SeriesVerdict cause) {
    ServiceContext context = change.getContext();
    TimeInterval moment = new TimeInterval(cause.getBinStart(), cause.getBinEnd());
    SeriesVerdict verdict =
        SeriesVerdict.newBuilder(cause)
            .setScope(
                Scope.newBuilder()
                    .setLevel(ScopeLevel.SERVICE)
                    .setCountry(WORLD)
                    .setService(context.getService())
                    .build())
            .setFeed(EVERY_FEED)
            .setSignal("countries-reached")
            .setBinStart(change.getTime())
            .setBefore(context.getDown() ? SeriesState.NORMAL : SeriesState.OPEN)
            .setAfter(context.getDown() ? SeriesState.OPEN : SeriesState.NORMAL)
            .setObserved(1 - context.getWeightFailing())
            .setExpected(1)
            .setSamples(context.getCountriesObserved())
            .setFailures(context.getCountriesFailing().size())
            .setOnset(context.getDown() ? moment : null)
            .setEnded(context.getDown() ? null : moment)
            .build();
    return StageRecord.newBuilder(change)
        .setType(StageRecordType.VERDICT)
        .setContext(null)
        .setVerdict(verdict)
        .build();
  }

  private static double sum(Map<String, Double> weights) {
    return weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
