package org.signalfall.evaluate.scenario;

import static org.signalfall.evaluate.scenario.Days.day;
import static org.signalfall.evaluate.scenario.Days.days;
import static org.signalfall.evaluate.scenario.Days.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.signalfall.avro.Absence;
import org.signalfall.evaluate.score.Label;
import org.signalfall.evaluate.shape.Curve;
import org.signalfall.evaluate.shape.Noise;
import org.signalfall.ingest.scenario.Period;

/** Hard cases of levels: rhythms of the year, silences, recurrences, drifts and long bans. */
final class LevelCases {

  static final String COUNTRY = "XA";
  static final long ASN = 64_500;
  static final String TELEGRAM = "telegram";

  private static final String REQUESTS = "request-volume";
  private static final String REPLIES = "active-probing-replies";
  private static final String PROBED = "active-probing-up-slash24s";
  private static final String ROUTES = "bgp-visible-slash24s";
  private static final String TELESCOPE = "telescope-unique-sources";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
  private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Share of a day's swing that people's habits give a level: highest over lowest is 3.3. */
  private static final double SWING = 1.2;

  private static final double BANNED = 0.04;
  private static final int SERVED = 1_000;

  private LevelCases() {}

  static List<HardCase> all() {
    return List.of(
        new HardCase("friday", "Calm Fridays raise nothing.", SERVED, LevelCases::friday),
        new HardCase(
            "ramadan", "A month of late evenings raises nothing.", SERVED, LevelCases::ramadan),
        new HardCase("holiday", "Three calm days raise nothing.", SERVED, LevelCases::holiday),
        new HardCase(
            "clock-change", "Summer time raises nothing.", SERVED, LevelCases::clockChange),
        new HardCase(
            "seasonal-dip",
            "A fifth less over four weeks, for everything, raises nothing.",
            SERVED,
            LevelCases::seasonalDip),
        new HardCase(
            "gap-26h",
            "A gap where silence means nothing is INSUFFICIENT, and then all goes on.",
            SERVED,
            LevelCases::gap),
        new HardCase(
            "slow-decline",
            "A service that is squeezed over weeks is noticed within days.",
            SERVED,
            LevelCases::slowDecline),
        new HardCase(
            "curfew-70-nights",
            "Seventy nights without a reply are seventy outages of one recurrence.",
            400,
            LevelCases::curfew),
        new HardCase(
            "flapping",
            "An outage that comes and goes within the re-open window is one event.",
            SERVED,
            LevelCases::flapping),
        new HardCase(
            "silence-is-zero",
            "A count of few that falls silent is an outage, SUSPECTED.",
            8,
            LevelCases::silenceAlone),
        new HardCase(
            "silence-agreed",
            "The same with another signal that agrees is CONFIRMED.",
            8,
            LevelCases::silenceAgreed),
        new HardCase(
            "blackout-routes-stay",
            "All but the routes falls: a BLACKOUT without affected routing.",
            SERVED,
            LevelCases::blackout),
        ban(30),
        ban(90),
        ban(365));
  }

  private static Generated friday(String name, long seed, int volume) {
    Curve calm = Curve.diurnal(volume, SWING, TEHRAN).on(Set.of(DayOfWeek.FRIDAY), 0.9, TEHRAN);
    return quiet(name, days(0, 56), calm, seed);
  }

  private static Generated ramadan(String name, long seed, int volume) {
    Period month =
        new Period(Instant.parse("2024-03-11T00:00:00Z"), Instant.parse("2024-04-10T00:00:00Z"));
    Curve ordinary = Curve.diurnal(volume, SWING, CAIRO);
    Curve late =
        time -> {
          if (!month.contains(time)) {
            return ordinary.at(time);
          }
          int hour = Instant.ofEpochMilli(time).atZone(CAIRO).getHour();
          return ordinary.at(time) * (hour >= 21 || hour < 4 ? 1.5 : 0.88);
        };
    return quiet(name, days(42, 112), late, seed);
  }

  private static Generated holiday(String name, long seed, int volume) {
    Curve calm = Curve.diurnal(volume, SWING, BERLIN).during(days(30, 33), 0.85);
    return quiet(name, days(0, 49), calm, seed);
  }

  private static Generated clockChange(String name, long seed, int volume) {
    return quiet(name, days(56, 112), Curve.diurnal(volume, SWING, BERLIN), seed);
  }

  private static Generated seasonalDip(String name, long seed, int volume) {
    Curve dipping =
        Curve.diurnal(volume, SWING, BERLIN)
            .drifting(day(28, 0), -0.008)
            .drifting(day(56, 0), 0.016);
    return quiet(name, days(0, 84), dipping, seed);
  }

  /** A network's requests, to which nothing happens. */
  private static Generated quiet(String name, Period period, Curve curve, long seed) {
    LevelFeed feed =
        new LevelFeed(feedName(name), period, HALF_HOUR, seed)
            .network(COUNTRY, ASN, REQUESTS, Absence.MISSING, curve, busy(HALF_HOUR));
    return new Generated(List.of(feed.source()), List.of(control(name)));
  }

  private static Generated gap(String name, long seed, int volume) {
    LevelFeed feed =
        new LevelFeed(feedName(name), days(0, 35), HALF_HOUR, seed)
            .network(
                COUNTRY,
                ASN,
                REQUESTS,
                Absence.MISSING,
                Curve.diurnal(volume, SWING, TEHRAN),
                busy(HALF_HOUR))
            .silent(new Period(day(20, 7), day(21, 9)));
    return new Generated(List.of(feed.source()), List.of(control(name)));
  }

  private static Generated slowDecline(String name, long seed, int volume) {
    Curve ordinary = Curve.diurnal(volume, SWING, TEHRAN);
    Period squeeze = days(28, 63);
    Curve squeezed = ordinary.drifting(squeeze.from(), -0.06);
    Curve service = time -> (squeeze.contains(time) ? squeezed : ordinary).at(time);
    LevelFeed feed =
        new LevelFeed(feedName(name), days(0, 84), HOUR, seed)
            .service(COUNTRY, ASN, TELEGRAM, REQUESTS, Absence.MISSING, service, busy(HOUR))
            .service(COUNTRY, ASN, "wikipedia", REQUESTS, Absence.MISSING, ordinary, busy(HOUR));
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, squeeze)));
  }

  private static Generated curfew(String name, long seed, int volume) {
    Curve nights = Curve.flat(volume);
    List<Label> labels = new ArrayList<>();
    for (int night = 10; night < 80; night++) {
      Period curfew = hours(night, 18, 26);
      nights = nights.during(curfew, 0);
      labels.add(label(name, null, "", curfew));
    }
    LevelFeed feed =
        new LevelFeed(feedName(name), days(0, 94), HOUR, seed)
            .country(COUNTRY, REPLIES, Absence.ZERO, nights, Noise::poisson);
    return new Generated(List.of(feed.source()), labels);
  }

  private static Generated flapping(String name, long seed, int volume) {
    Curve curve = Curve.flat(volume);
    for (int time = 0; time < 6; time++) {
      curve = curve.during(hours(10, 8 + 2 * time, 9.25 + 2 * time), 0.05);
    }
    LevelFeed feed =
        new LevelFeed(feedName(name), days(0, 14), FIVE_MINUTES, seed)
            .country(COUNTRY, PROBED, Absence.MISSING, curve, Noise::poisson);
    return new Generated(
        List.of(feed.source()), List.of(label(name, null, "", hours(10, 8, 19.25))));
  }

  private static Generated silenceAlone(String name, long seed, int volume) {
    return silence(name, silenced(name, seed, volume));
  }

  private static Generated silenceAgreed(String name, long seed, int volume) {
    Curve seen = Curve.flat(200).during(hours(20, 10, 18), 0.05);
    return silence(
        name,
        silenced(name, seed, volume)
            .country(COUNTRY, TELESCOPE, Absence.MISSING, seen, Noise::poisson));
  }

  private static LevelFeed silenced(String name, long seed, int volume) {
    Curve silent = Curve.flat(volume).during(hours(20, 10, 18), 0);
    return new LevelFeed(feedName(name), days(0, 28), HOUR, seed)
        .country(COUNTRY, REPLIES, Absence.ZERO, silent, Noise::poisson);
  }

  private static Generated silence(String name, LevelFeed feed) {
    return new Generated(List.of(feed.source()), List.of(label(name, null, "", hours(20, 10, 18))));
  }

  private static Generated blackout(String name, long seed, int volume) {
    Period dark = hours(10, 2, 14);
    LevelFeed feed =
        new LevelFeed(feedName(name), days(0, 14), FIVE_MINUTES, seed)
            .country(COUNTRY, ROUTES, Absence.MISSING, Curve.flat(4_000), () -> Noise.normal(0.001))
            .country(
                COUNTRY,
                PROBED,
                Absence.MISSING,
                Curve.flat(volume).during(dark, 0.03),
                Noise::poisson)
            .country(
                COUNTRY,
                TELESCOPE,
                Absence.MISSING,
                Curve.diurnal(300, SWING, TEHRAN).during(dark, 0.02),
                Noise::poisson);
    return new Generated(List.of(feed.source()), List.of(label(name, null, "", dark)));
  }

  private static HardCase ban(int length) {
    return new HardCase(
        "ban-" + length + "-days",
        "A ban of %d days is one event with milestones, and leaves no echo.".formatted(length),
        SERVED,
        (name, seed, volume) -> ban(name, length, seed, volume));
  }

  private static Generated ban(String name, int length, long seed, int volume) {
    Period banned = new Period(day(28, 9), day(28 + length, 15));
    Curve ordinary = Curve.diurnal(volume, SWING, TEHRAN);
    LevelFeed feed =
        new LevelFeed(feedName(name), days(0, 28 + length + 28), HOUR, seed)
            .service(
                COUNTRY,
                ASN,
                TELEGRAM,
                REQUESTS,
                Absence.MISSING,
                ordinary.during(banned, BANNED),
                busy(HOUR))
            .service(COUNTRY, ASN, "wikipedia", REQUESTS, Absence.MISSING, ordinary, busy(HOUR));
    return new Generated(List.of(feed.source()), List.of(label(name, ASN, TELEGRAM, banned)));
  }

  /** The noise of many users: a spread of 4 % that lasts for an hour. */
  private static Supplier<Noise> busy(Duration cadence) {
    double correlation = StrictMath.exp(-(double) cadence.toMillis() / HOUR.toMillis());
    return () -> Noise.autoregressive(0.04, correlation).rounded();
  }

  static String feedName(String name) {
    return "scenario:" + name;
  }

  static Label control(String name) {
    return new Label(name, COUNTRY, "", null, "", null, null, Label.Kind.CONTROL);
  }

  static Label label(String name, Long asn, String service, Period period) {
    return new Label(name, COUNTRY, "", asn, service, period.from(), period.to(), Label.Kind.EVENT);
  }
}
