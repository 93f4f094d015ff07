package org.signalfall.ingest.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.signalfall.avro.Access;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;

/**
 * What a few other countries went through in some of Iran's five weeks, so that the demo tells a
 * neighbour's ban, an operator's failure and a site's moods from what Iran does.
 *
 * <p>Facts: Armenia and Azerbaijan block TikTok when they clash at their border (OONI, "Azerbaijan
 * and Armenia block TikTok amid border clashes", 2022); Pakistan blocks YouTube while a former
 * prime minister speaks (NetBlocks, 21 Aug and 6 Sep 2022), here on another evening; WhatsApp fails
 * around the world for about two hours (25 Oct 2022), here a month early. The site that comes and
 * goes is invented. Hours, layers and shares are round numbers, not measurements.
 */
public final class Elsewhere2022 {

  static final String TIKTOK = "tiktok";
  static final String YOUTUBE = "youtube";

  /** A site far away that answers at some hours and doesn't at others. */
  static final String MOODY = "example.ru";

  static final Period CLASH_ARMENIA = Period.of("2022-09-13T08:00:00Z", "2022-09-21T12:00:00Z");

  /** Outlasts what is measured. */
  static final Period CLASH_AZERBAIJAN = Period.of("2022-09-13T09:00:00Z", "2022-11-01T00:00:00Z");

  static final Period SPEECH = Period.of("2022-09-17T15:00:00Z", "2022-09-17T17:00:00Z");

  /** A week after Iran has blocked WhatsApp, which must not be laid at its operator's door. */
  static final Period WHATSAPP_FAILS = Period.of("2022-09-28T06:00:00Z", "2022-09-28T08:30:00Z");

  private static final Instant UNTIL = Instant.parse("2022-09-29T00:00:00Z");
  private static final Instant FIRST_MOOD = Instant.parse("2022-09-15T02:00:00Z");
  private static final Duration MOOD = Duration.ofHours(4);
  private static final int MOODS = 6;
  private static final double NEARLY_ALL = 0.97;

  private Elsewhere2022() {}

  /** Returns one script a country. */
  public static List<Scenario> scripts() {
    return List.of(
        country(
            "armenia-2022",
            "AM",
            "2022-09-11T00:00:00Z",
            "Asia/Yerevan",
            new Network(12297, "Telecom Armenia", Access.FIXED, 0.5),
            new Network(44395, "Ucom", Access.FIXED, 0.5),
            List.of(blocked(TIKTOK, Layer.TLS, CLASH_ARMENIA))),
        country(
            "azerbaijan-2022",
            "AZ",
            "2022-09-11T00:00:00Z",
            "Asia/Baku",
            new Network(29049, "Delta Telecom", Access.FIXED, 0.4),
            new Network(31721, "Azercell", Access.MOBILE, 0.6),
            List.of(blocked(TIKTOK, Layer.TLS, CLASH_AZERBAIJAN))),
        country(
            "pakistan-2022",
            "PK",
            "2022-09-14T00:00:00Z",
            "Asia/Karachi",
            new Network(45595, "PTCL", Access.FIXED, 0.3),
            new Network(45669, "Jazz", Access.MOBILE, 0.7),
            List.of(blocked(YOUTUBE, Layer.DNS, SPEECH))),
        country(
            "kazakhstan-2022",
            "KZ",
            "2022-09-13T00:00:00Z",
            "Asia/Almaty",
            new Network(9198, "Kazakhtelecom", Access.FIXED, 0.6),
            new Network(29355, "Kcell", Access.MOBILE, 0.4),
            moods()),
        country(
            "turkey-2022",
            "TR",
            "2022-09-21T00:00:00Z",
            "Europe/Istanbul",
            new Network(47331, "Turk Telekom", Access.FIXED, 0.5),
            new Network(16135, "Turkcell", Access.MOBILE, 0.5),
            List.of()),
        country(
            "georgia-2022",
            "GE",
            "2022-09-21T00:00:00Z",
            "Asia/Tbilisi",
            new Network(16010, "Magticom", Access.MOBILE, 0.5),
            new Network(35805, "Silknet", Access.FIXED, 0.5),
            List.of()));
  }

  /** A country is measured from some days before its own story on. */
  private static Scenario country(
      String name,
      String country,
      String from,
      String zone,
      Network one,
      Network other,
      List<Restriction> own) {
    List<Restriction> restrictions = new ArrayList<>(own);
    restrictions.add(blocked(IranSeptember2022.WHATSAPP, Layer.TCP, WHATSAPP_FAILS));
    List<Service> services = new ArrayList<>();
    services.add(service(IranSeptember2022.GOOGLE));
    restrictions.stream()
        .map(Restriction::service)
        .distinct()
        .forEach(concerned -> services.add(service(concerned)));
    return new Scenario(
        name,
        country,
        ZoneId.of(zone),
        new Period(Instant.parse(from), UNTIL),
        List.of(one, other),
        List.of(Region.WHOLE_COUNTRY),
        services,
        restrictions,
        List.of(),
        0);
  }

  private static Service service(String name) {
    return new Service(name, List.of(new Component("web", 1, Locality.FOREIGN)));
  }

  private static Restriction blocked(String service, Layer layer, Period period) {
    return new Restriction(service, Set.of(), layer, Set.of(), Set.of(), period, NEARLY_ALL);
  }

  private static List<Restriction> moods() {
    List<Restriction> moods = new ArrayList<>();
    for (int mood = 0; mood < MOODS; mood++) {
      Instant from = FIRST_MOOD.plus(MOOD.multipliedBy(2L * mood));
      moods.add(blocked(MOODY, Layer.TCP, new Period(from, from.plus(MOOD))));
    }
    return moods;
  }
}
