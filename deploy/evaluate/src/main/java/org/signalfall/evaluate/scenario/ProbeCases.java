package org.signalfall.evaluate.scenario;

import static org.signalfall.evaluate.scenario.Days.day;
import static org.signalfall.evaluate.scenario.Days.days;
import static org.signalfall.evaluate.scenario.Days.hours;
import static org.signalfall.evaluate.scenario.LevelCases.ASN;
import static org.signalfall.evaluate.scenario.LevelCases.COUNTRY;
import static org.signalfall.evaluate.scenario.LevelCases.TELEGRAM;
import static org.signalfall.evaluate.scenario.LevelCases.control;
import static org.signalfall.evaluate.scenario.LevelCases.feedName;
import static org.signalfall.evaluate.scenario.LevelCases.label;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.evaluate.scenario.ProbeFeed.Attempt;
import org.signalfall.evaluate.score.Label;
import org.signalfall.ingest.scenario.Component;
import org.signalfall.ingest.scenario.Period;

/** Hard cases of probes: what fails, where, for whom, and who says so. */
final class ProbeCases {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private static final Period WEEK = days(0, 7);
  private static final Period EVENT = hours(3, 9, 33);
  private static final int VANTAGES = 20;

  private ProbeCases() {}

  static List<HardCase> all() {
    return List.of(
        new HardCase(
            "full-block",
            "A service that is blocked for everybody is a restriction within two bins.",
            1,
            ProbeCases::fullBlock),
        new HardCase(
            "partial-block",
            "A service that fails in three of ten attempts is a restriction.",
            2,
            ProbeCases::partialBlock),
        new HardCase(
            "media-only",
            "Pictures fail and text passes: PARTIAL_SERVICE on the media component alone.",
            2,
            ProbeCases::mediaOnly),
        new HardCase(
            "throttling",
            "A third of the goodput that others have is THROTTLING.",
            2,
            ProbeCases::throttling),
        new HardCase(
            "congestion",
            "A third of the goodput for everything is none.",
            2,
            ProbeCases::congestion),
        new HardCase(
            "all-services",
            "All services fail together: an outage, no restrictions.",
            2,
            ProbeCases::allServices),
        new HardCase(
            "service-down",
            "One service fails in six countries at once: SERVICE_DOWN, no restrictions.",
            2,
            ProbeCases::serviceDown),
        new HardCase(
            "service-down-lag",
            "The same, and one country recovers two hours after the others: no restriction there.",
            2,
            ProbeCases::serviceDownLag),
        new HardCase(
            "isolation", "Inside works and outside fails: ISOLATION.", 2, ProbeCases::isolation),
        new HardCase(
            "instrument-defect",
            "Only one software version fails: no restriction.",
            2,
            ProbeCases::instrumentDefect),
        new HardCase(
            "chatty-probe",
            "One vantage that sends nine of ten samples cannot open an event alone.",
            4,
            ProbeCases::chattyProbe),
        new HardCase(
            "vantage-lost",
            "One of twenty vantages falls silent: it is reported, and nothing else.",
            20,
            ProbeCases::vantageLost),
        new HardCase(
            "odd-measurement",
            "A single failure in a quiet network is nothing.",
            1,
            ProbeCases::oddMeasurement),
        new HardCase(
            "already-blocked",
            "A ban that is older than the data is told as such.",
            2,
            ProbeCases::alreadyBlocked),
        new HardCase(
            "gap-in-ban",
            "Sixty-two hours without a sample in mid-ban end nothing.",
            1,
            ProbeCases::gapInBan),
        new HardCase(
            "probed-ban-90-days",
            "A ban of 90 days, probed four times a day, is one event.",
            1,
            ProbeCases::longBan));
  }

  private static Generated fullBlock(String name, long seed, int volume) {
    Period block = hours(1, 9, 21);
    ProbeFeed feed =
        probes(name, days(0, 2), MINUTE, volume, seed)
            .failing(ProbeCases::isTelegram, block, 1, Layer.TLS);
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, block)));
  }

  private static Generated partialBlock(String name, long seed, int volume) {
    return restriction(
        name,
        oneNetwork(name, TEN_MINUTES, volume, seed)
            .failing(ProbeCases::isTelegram, EVENT, 0.3, Layer.TLS));
  }

  private static Generated mediaOnly(String name, long seed, int volume) {
    Component text = new Component("app", 4, Locality.FOREIGN);
    Component media = new Component("media", 4, Locality.FOREIGN);
    ProbeFeed feed =
        new ProbeFeed(feedName(name), WEEK, TEN_MINUTES, volume, seed)
            .network(COUNTRY, ASN, VANTAGES)
            .service(TELEGRAM, text, media)
            .services(Locality.FOREIGN, "signal", "wikipedia", "google")
            .failing(one -> one.component().equals(media), EVENT, 1, Layer.TLS);
    return restriction(name, feed);
  }

  private static Generated throttling(String name, long seed, int volume) {
    return restriction(
        name,
        oneNetwork(name, TEN_MINUTES, volume, seed).slow(ProbeCases::isTelegram, EVENT, 1 / 3.0));
  }

  private static Generated congestion(String name, long seed, int volume) {
    return nothing(
        name, oneNetwork(name, TEN_MINUTES, volume, seed).slow(one -> true, EVENT, 1 / 3.0));
  }

  private static Generated allServices(String name, long seed, int volume) {
    ProbeFeed feed =
        oneNetwork(name, TEN_MINUTES, volume, seed).failing(one -> true, EVENT, 0.95, Layer.TCP);
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, "", EVENT)));
  }

  private static Generated serviceDown(String name, long seed, int volume) {
    return everywhere(name, sixCountries(name, seed, volume));
  }

  private static Generated serviceDownLag(String name, long seed, int volume) {
    Period longer = new Period(EVENT.from(), EVENT.to().plus(Duration.ofHours(2)));
    return everywhere(
        name,
        sixCountries(name, seed, volume)
            .failing(
                one -> isTelegram(one) && one.country().equals(COUNTRY), longer, 1, Layer.TCP));
  }

  /** Six countries in which one service fails at once. */
  private static ProbeFeed sixCountries(String name, long seed, int volume) {
    ProbeFeed feed = oneNetwork(name, TEN_MINUTES, volume, seed);
    for (int i = 1; i < 6; i++) {
      feed.network("X" + (char) ('A' + i), ASN + i, VANTAGES);
    }
    return feed.failing(ProbeCases::isTelegram, EVENT, 1, Layer.TCP);
  }

  private static Generated everywhere(String name, ProbeFeed feed) {
    Label label =
        new Label(name, "ZZ", "", null, TELEGRAM, EVENT.from(), EVENT.to(), Label.Kind.EVENT);
    return new Generated(List.of(feed.source()), List.of(label));
  }

  private static Generated isolation(String name, long seed, int volume) {
    ProbeFeed feed =
        new ProbeFeed(feedName(name), WEEK, TEN_MINUTES, volume, seed)
            .network(COUNTRY, ASN, VANTAGES)
            .services(Locality.FOREIGN, TELEGRAM, "signal", "wikipedia", "google")
            .services(Locality.DOMESTIC, "bank", "news", "post", "tax")
            .failing(one -> one.component().locality() == Locality.FOREIGN, EVENT, 1, Layer.TCP);
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, "", EVENT)));
  }

  private static Generated instrumentDefect(String name, long seed, int volume) {
    Predicate<Attempt> newer =
        one -> isTelegram(one) && ProbeFeed.version(one.vantage()).equals("1.1");
    return nothing(
        name, oneNetwork(name, TEN_MINUTES, volume, seed).failing(newer, EVENT, 1, Layer.TLS));
  }

  private static Generated chattyProbe(String name, long seed, int volume) {
    return nothing(
        name,
        oneNetwork(name, TEN_MINUTES, volume, seed)
            .voice(
                (vantages, random) -> random.nextInt(10) > 0 ? 0 : 1 + random.nextInt(vantages - 1))
            .failing(one -> isTelegram(one) && one.vantage() == 0, EVENT, 1, Layer.TLS));
  }

  private static Generated vantageLost(String name, long seed, int volume) {
    return nothing(
        name,
        oneNetwork(name, HOUR, volume, seed)
            .voice(inTurns(volume))
            .silent(one -> one.vantage() == 7 && EVENT.contains(one.time())));
  }

  /** Lets every vantage measure each service once an hour, one after the other. */
  private static ProbeFeed.Voice inTurns(int volume) {
    int[] turn = {0};
    return (vantages, random) -> turn[0]++ % volume % vantages;
  }

  private static Generated oddMeasurement(String name, long seed, int volume) {
    Period once = hours(10, 12, 18);
    ProbeFeed feed =
        new ProbeFeed(feedName(name), days(0, 21), SIX_HOURS, volume, seed)
            .network(COUNTRY, ASN, VANTAGES)
            .services(Locality.FOREIGN, TELEGRAM, "wikipedia")
            .failing(ProbeCases::isTelegram, once, 1, Layer.TCP);
    return nothing(name, feed);
  }

  private static Generated alreadyBlocked(String name, long seed, int volume) {
    Period always = days(0, 7);
    ProbeFeed feed =
        oneNetwork(name, TEN_MINUTES, volume, seed)
            .network("XB", ASN + 1, VANTAGES)
            .failing(one -> isTelegram(one) && one.country().equals(COUNTRY), always, 1, Layer.TLS);
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, always)));
  }

  private static Generated gapInBan(String name, long seed, int volume) {
    Period ban = new Period(day(10, 6), day(24, 6));
    Period gap = new Period(day(15, 0), day(17, 14));
    ProbeFeed feed =
        new ProbeFeed(feedName(name), days(0, 35), Duration.ofHours(2), volume, seed)
            .network(COUNTRY, ASN, VANTAGES)
            .services(Locality.FOREIGN, TELEGRAM, "wikipedia", "google")
            .failing(ProbeCases::isTelegram, ban, 1, Layer.TCP)
            .silent(one -> gap.contains(one.time()));
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, ban)));
  }

  private static Generated longBan(String name, long seed, int volume) {
    Period ban = new Period(day(28, 6), day(118, 6));
    ProbeFeed feed =
        new ProbeFeed(feedName(name), days(0, 146), SIX_HOURS, volume, seed)
            .network(COUNTRY, ASN, VANTAGES)
            .services(Locality.FOREIGN, TELEGRAM, "wikipedia", "google")
            .failing(ProbeCases::isTelegram, ban, 1, Layer.TCP);
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, ban)));
  }

  /** A week at one network, with three services beside the one that something happens to. */
  private static ProbeFeed oneNetwork(String name, Duration every, int volume, long seed) {
    return probes(name, WEEK, every, volume, seed);
  }

  private static ProbeFeed probes(
      String name, Period period, Duration every, int volume, long seed) {
    return new ProbeFeed(feedName(name), period, every, volume, seed)
        .network(COUNTRY, ASN, VANTAGES)
        .services(Locality.FOREIGN, TELEGRAM, "signal", "wikipedia", "google");
  }

  private static Generated restriction(String name, ProbeFeed feed) {
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, EVENT)));
  }

  private static boolean isTelegram(Attempt attempt) {
    return attempt.service().equals(TELEGRAM);
  }

  private static Generated nothing(String name, ProbeFeed feed) {
    return new Generated(List.of(feed.source()), List.of(control(name)));
  }
}
