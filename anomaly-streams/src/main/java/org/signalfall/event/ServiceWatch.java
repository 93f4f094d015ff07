package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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
 * censors': it is down when it began to fail at once in at least {@value #MIN_COUNTRIES} countries
 * with at least 60 % of the weight, until less than 30 % fails. At once is within three hours,
 * since stray failures date an onset back. Countries where it fails since another time have their
 * own reasons, and count neither way.
 *
 * <p>It may be going down when it fails, or is suspected to, at once in several countries with at
 * least 30 % of the weight: whichever country is sure of it first is none to be accused in haste.
 */
public final class ServiceWatch {

  /** Fewer countries than this may well be neighbours who agree. */
  public static final int MIN_COUNTRIES = 5;

  /** Country of what concerns the whole world (ISO 3166-1 user-assigned). */
  public static final String WORLD = "ZZ";

  /**
   * Feed of the word that a service is down, which is on no roster: down and up again may come from
   * different feeds, and are one signal all the same.
   */
  private static final String EVERY_FEED = "all";

  private static final Duration APART = Duration.ofHours(3);
  private static final double DOWN_SHARE = 0.6;
  private static final double UP_SHARE = 0.3;
  private static final int MAX_NAMED = 32;

  /** A single country that fails is no sign of the operator. */
  private static final int SEVERAL = 2;

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
    enter(state, fare);
    boolean wasDown = state.getDown();
    Failure failure =
        wasDown
            ? since(state.getOnset(), state, CountryFare::getFailing)
            : widest(state, CountryFare::getFailing);
    double share = failure.share();
    boolean down =
        wasDown
            ? share >= UP_SHARE
            : failure.countries().size() >= MIN_COUNTRIES && share >= DOWN_SHARE;
    state.setDown(down);
    if (down && !wasDown) {
      state.setSince(time);
      state.setOnset(failure.onset());
    }
    ServiceContext context = context(service, state);
    if (mayGoDown(context)
        && !isAtOnce(widest(state, ServiceWatch::seemsToFail).onset(), state.getOnset())) {
      state.setOnset(null);
      context.setOnset(null);
    }
    return context;
  }

  /** Returns how the service fares across countries, as far as is known. */
  public static ServiceContext context(String service, ServiceWatchState state) {
    Failure failure =
        state.getDown()
            ? since(state.getOnset(), state, CountryFare::getFailing)
            : widest(state, ServiceWatch::seemsToFail);
    return ServiceContext.newBuilder()
        .setService(service)
        .setCountriesObserved(countries(state))
        .setCountriesFailing(failure.countries().stream().limit(MAX_NAMED).toList())
        .setWeightFailing(failure.share())
        .setDown(state.getDown())
        .setOnset(state.getOnset())
        .build();
  }

  /** Returns whether the service isn't down, but may be going to be. */
  public static boolean mayGoDown(ServiceContext context) {
    return !context.getDown()
        && context.getCountriesObserved() >= MIN_COUNTRIES
        && context.getCountriesFailing().size() >= SEVERAL
        && context.getWeightFailing() >= UP_SHARE;
  }

  /** Returns whether a context tells those who decide about events anything new. */
  public static boolean isNews(ServiceContext before, ServiceContext now) {
    boolean was = mayGoDown(before);
    boolean is = mayGoDown(now);
    return before.getDown() != now.getDown()
        || was != is
        || (is && !before.getCountriesFailing().equals(now.getCountriesFailing()));
  }

  private static int countries(ServiceWatchState state) {
    return (int) state.getFares().stream().map(CountryFare::getCountry).distinct().count();
  }

  /** What fails goes on failing since the same time, whichever network speaks of it next. */
  private static void enter(ServiceWatchState state, CountryFare fare) {
    CountryFare entry = CountryFare.newBuilder(fare).build();
    if (!seemsToFail(fare)) {
      entry.setOnset(null);
    }
    List<CountryFare> fares = new ArrayList<>();
    for (CountryFare known : state.getFares()) {
      if (!known.getCountry().equals(fare.getCountry()) || !known.getBy().equals(fare.getBy())) {
        fares.add(known);
      } else if (known.getFailing() && fare.getFailing()) {
        entry.setOnset(known.getOnset());
      }
    }
    fares.add(entry);
    fares.sort(Comparator.comparing(CountryFare::getCountry).thenComparing(CountryFare::getBy));
    state.setFares(fares);
  }

  /**
   * The service failing since one time.
   *
   * @param onset that time, null when nobody knows
   * @param countries where, in order of code
   * @param share their share of the weight that tells, 0 to 1
   */
  private record Failure(TimeInterval onset, List<String> countries, double weight, double share) {}

  /** Returns the failure in most countries, of several the earliest. */
  private static Failure widest(ServiceWatchState state, Predicate<CountryFare> fails) {
    return state.getFares().stream()
        .filter(fails)
        .map(CountryFare::getOnset)
        .filter(onset -> !Onsets.isVague(onset))
        .sorted(Onsets.BY_LATEST)
        .map(onset -> since(onset, state, fails))
        .reduce((best, next) -> next.countries().size() > best.countries().size() ? next : best)
        .orElseGet(() -> since(null, state, fails));
  }

  private static Failure since(
      TimeInterval onset, ServiceWatchState state, Predicate<CountryFare> fails) {
    Map<String, Double> failing = new TreeMap<>();
    Map<String, Double> telling = new TreeMap<>();
    Set<String> otherwise = new HashSet<>();
    for (CountryFare fare : state.getFares()) {
      telling.merge(fare.getCountry(), fare.getWeight(), Math::max);
      if (fails.test(fare) && isAtOnce(fare.getOnset(), onset)) {
        failing.merge(fare.getCountry(), fare.getWeight(), Math::max);
      } else if (fails.test(fare)) {
        otherwise.add(fare.getCountry());
      }
    }
    otherwise.removeAll(failing.keySet());
    telling.keySet().removeAll(otherwise);
    double weight = sum(failing);
    double all = sum(telling);
    return new Failure(onset, List.copyOf(failing.keySet()), weight, all == 0 ? 0 : weight / all);
  }

  private static boolean seemsToFail(CountryFare fare) {
    return fare.getFailing() || fare.getSuspect();
  }

  private static boolean isAtOnce(TimeInterval one, TimeInterval other) {
    return one == null || other == null || (!isBefore(one, other) && !isBefore(other, one));
  }

  /**
   * Returns whether something that began then cannot come of a failure that began so long after.
   */
  static boolean isBefore(TimeInterval one, TimeInterval failure) {
    return one.getLatest() != null && one.getLatest().isBefore(failure.getEarliest().minus(APART));
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
            .setOnset(onset(context, moment))
            .setEnded(context.getDown() ? null : ended(cause, moment))
            .build();
    return StageRecord.newBuilder(change)
        .setType(StageRecordType.VERDICT)
        .setContext(null)
        .setVerdict(verdict)
        .build();
  }

  /**
   * Returns whether what a verdict rests on is seen: its own feed, or that by whose word a service
   * was last found to fail across countries, or not to.
   */
  public static Sight sight(SeriesVerdict verdict, Cases cases) {
    return cases.sight(feedBehind(verdict, cases));
  }

  /** Returns the feed that a verdict rests on. */
  public static String feedBehind(SeriesVerdict verdict, Cases cases) {
    Scope scope = verdict.getScope();
    return scope.getLevel() == ScopeLevel.SERVICE
        ? cases.context(scope.getService()).map(StageRecord::getFeed).orElse(verdict.getFeed())
        : verdict.getFeed();
  }

  private static TimeInterval onset(ServiceContext context, TimeInterval moment) {
    return context.getOnset() == null ? moment : context.getOnset();
  }

  /** It is up again since the recovery that made it so. */
  private static TimeInterval ended(SeriesVerdict cause, TimeInterval moment) {
    return cause.getEnded() == null ? moment : cause.getEnded();
  }

  private static double sum(Map<String, Double> weights) {
    return weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
