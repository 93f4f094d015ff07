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
 * Iran in September 2022, after the death of Mahsa Amini in custody: the networks, services,
 * regions and times that were reported in public, without anybody's data.
 *
 * <p>Facts: Cloudflare, "Protests spur Internet disruptions in Iran" (22 Sep 2022) and "Internet
 * disruptions overview for Q3 2022"; NetBlocks' reports of 19 to 22 Sep 2022; OONI, "Iran blocks
 * social media, app stores and encrypted DNS amid Mahsa Amini protests" (25 Sep 2022); regions by
 * ISO 3166-2:IR of 2020. Shares of users, depths, layers and the hours of the nightly shutdowns
 * after the first are round numbers in keeping with them, not measurements.
 */
public final class IranSeptember2022 {

  static final long MCCI = 197207;
  static final long IRANCELL = 44244;
  static final long RIGHTEL = 57218;
  static final long TCI = 58224;
  static final long SHATEL = 31549;
  static final long ASIATECH = 43754;
  static final long PARSONLINE = 16322;

  static final String TEHRAN = "IR-23";
  static final String KURDISTAN = "IR-12";

  static final String TELEGRAM = "telegram";
  static final String WHATSAPP = "whatsapp";
  static final String SIGNAL = "signal";
  static final String INSTAGRAM = "instagram";
  static final String FACEBOOK = "facebook";
  static final String X = "x";
  static final String GOOGLE = "google";
  static final String WIKIPEDIA = "wikipedia";

  /** Traffic in Sanandaj at zero on the evening of 19 September. */
  static final Period SANANDAJ = Period.of("2022-09-19T16:30:00Z", "2022-09-19T19:25:00Z");

  /** The country's largest network on the first night of shutdowns. */
  static final Period FIRST_NIGHT_MCCI = Period.of("2022-09-21T15:30:00Z", "2022-09-21T22:00:00Z");

  /** WhatsApp carries text but no pictures, told by residents of Tehran before it is blocked. */
  static final Period WHATSAPP_WITHOUT_MEDIA =
      Period.of("2022-09-20T06:00:00Z", "2022-09-21T17:45:00Z");

  private static final Period GENERATED = Period.of("2022-09-05T00:00:00Z", "2022-10-10T00:00:00Z");
  private static final Period FIRST_NIGHT =
      Period.of("2022-09-21T12:30:00Z", "2022-09-21T20:30:00Z");
  private static final Set<Long> MOBILE = Set.of(MCCI, IRANCELL, RIGHTEL);
  private static final Set<Long> ALL_NETWORKS = Set.of();
  private static final Set<String> ALL_REGIONS = Set.of();

  /** Nights of 22 September to 3 October. */
  private static final int FURTHER_NIGHTS = 12;

  private static final double NIGHT_DEPTH = 0.97;

  private IranSeptember2022() {}

  /** Returns the script. */
  public static Scenario script() {
    return new Scenario(
        "iran-2022",
        "IR",
        ZoneId.of("Asia/Tehran"),
        GENERATED,
        networks(),
        regions(),
        services(),
        restrictions(),
        outages(),
        39_500);
  }

  private static List<Network> networks() {
    return List.of(
        new Network(MCCI, "MCCI (Hamrah-e Aval)", Access.MOBILE, 0.42),
        new Network(IRANCELL, "Irancell", Access.MOBILE, 0.30),
        new Network(RIGHTEL, "RighTel", Access.MOBILE, 0.04),
        new Network(TCI, "TCI", Access.FIXED, 0.13),
        new Network(SHATEL, "Shatel", Access.FIXED, 0.04),
        new Network(ASIATECH, "Asiatech", Access.FIXED, 0.05),
        new Network(PARSONLINE, "ParsOnline", Access.FIXED, 0.02));
  }

  private static List<Region> regions() {
    return List.of(
        new Region(TEHRAN, 0.38),
        new Region("IR-09", 0.14), // Razavi Khorasan
        new Region("IR-10", 0.13), // Isfahan
        new Region("IR-07", 0.12), // Fars
        new Region("IR-03", 0.10), // East Azerbaijan
        new Region("IR-06", 0.09), // Khuzestan
        new Region(KURDISTAN, 0.04));
  }

  private static List<Service> services() {
    Component web = new Component("web", 1, Locality.FOREIGN);
    return List.of(
        new Service(TELEGRAM, List.of(new Component("app", 10, Locality.FOREIGN), web)),
        new Service(
            WHATSAPP,
            List.of(
                new Component("app", 16, Locality.FOREIGN),
                new Component("media", 4, Locality.FOREIGN),
                web)),
        new Service(SIGNAL, List.of(new Component("app", 3, Locality.FOREIGN))),
        new Service(INSTAGRAM, List.of(web)),
        new Service(FACEBOOK, List.of(web)),
        new Service(X, List.of(web)),
        new Service(GOOGLE, List.of(web)),
        new Service(WIKIPEDIA, List.of(web)));
  }

  private static List<Restriction> restrictions() {
    return List.of(
        everywhere(FACEBOOK, Layer.DNS, "2009-06-12T00:00:00Z"),
        everywhere(X, Layer.DNS, "2009-06-12T00:00:00Z"),
        everywhere(TELEGRAM, Layer.TCP, "2018-04-30T00:00:00Z"),
        everywhere(SIGNAL, Layer.TLS, "2021-01-25T00:00:00Z"),
        everywhere(INSTAGRAM, Layer.DNS, "2022-09-21T13:30:00Z"),
        everywhere(WHATSAPP, Layer.TLS, "2022-09-21T17:45:00Z"),
        new Restriction(
            WHATSAPP,
            Set.of("media"),
            Layer.TLS,
            ALL_NETWORKS,
            Set.of(TEHRAN),
            WHATSAPP_WITHOUT_MEDIA,
            0.95));
  }

  /** A block of the whole service on all networks that outlasts the scenario. */
  private static Restriction everywhere(String service, Layer layer, String from) {
    return new Restriction(
        service,
        Set.of(),
        layer,
        ALL_NETWORKS,
        ALL_REGIONS,
        new Period(Instant.parse(from), GENERATED.to()),
        0.97);
  }

  private static List<Outage> outages() {
    List<Outage> outages = new ArrayList<>();
    outages.add(new Outage(ALL_NETWORKS, Set.of(KURDISTAN), SANANDAJ, 0.95));
    outages.add(new Outage(Set.of(MCCI), ALL_REGIONS, FIRST_NIGHT_MCCI, NIGHT_DEPTH));
    outages.add(new Outage(Set.of(IRANCELL, RIGHTEL), ALL_REGIONS, FIRST_NIGHT, NIGHT_DEPTH));
    for (int night = 1; night <= FURTHER_NIGHTS; night++) {
      outages.add(new Outage(MOBILE, ALL_REGIONS, later(FIRST_NIGHT, night), NIGHT_DEPTH));
    }
    return outages;
  }

  private static Period later(Period period, int days) {
    Duration shift = Duration.ofDays(days);
    return new Period(period.from().plus(shift), period.to().plus(shift));
  }
}
