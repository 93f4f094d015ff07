package org.signalfall.standalone.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three days in places that don't exist, as lines of a series file and of OONI measurements.
 *
 * <ul>
 *   <li>XA, XB, XC: visible /24s every 5 minutes, gone twice, a little later in each country
 *   <li>XD: replies an hour, of which an hour without has no row, gone once
 *   <li>XE: telegram in two networks, in one of them blocked for a day
 * </ul>
 *
 * @param series rows below the header, in time order
 * @param ooni measurements, in time order
 */
public record GeneratedInput(List<String> series, List<String> ooni) {

  /** A Monday. */
  public static final Instant YEAR_2023 = Instant.parse("2023-03-06T00:00:00Z");

  /** The same day of the week, so that hours of the week stay what they are. */
  static final Instant YEAR_2015 = YEAR_2023.minus(Duration.ofDays(7 * 417));

  static final String HEADER = "time,country,region,asn,service,signal,value";

  private static final int HOURS = 72;
  private static final int MINUTES_A_BIN = 5;
  private static final List<Outage> OUTAGES =
      List.of(new Outage(34 * 60, 37 * 60), new Outage(54 * 60, 56 * 60 + 30));
  private static final Outage SILENT_NIGHT = new Outage(44 * 60, 50 * 60);
  private static final Outage BLOCK = new Outage(30 * 60, 54 * 60);
  private static final int BLOCKED_ASN = 64500;
  private static final int FREE_ASN = 64501;
  private static final DateTimeFormatter OONI_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** Minutes since the start, the last one excluded. */
  private record Outage(int from, int until) {
    boolean covers(int minute) {
      return minute >= from && minute < until;
    }
  }

  /**
   * Where the lines have been written.
   *
   * @param series series file
   * @param ooni OONI file
   */
  public record Files(Path series, Path ooni) {}

  /** Returns three days that begin at a time. */
  public static GeneratedInput from(Instant start) {
    List<String> series = new ArrayList<>();
    List<String> ooni = new ArrayList<>();
    for (int minute = 0; minute < HOURS * 60; minute += MINUTES_A_BIN) {
      Instant time = start.plus(Duration.ofMinutes(minute));
      addVisible(series, time, minute);
      if (minute % 60 == 0 && !SILENT_NIGHT.covers(minute)) {
        series.add(row(time, "XD", "active-probing-replies", 400 + ripple(minute, 20)));
      }
      if (minute % 30 == 0) {
        ooni.add(telegram(time, BLOCKED_ASN, BLOCK.covers(minute)));
        ooni.add(telegram(time.plusSeconds(60), FREE_ASN, false));
      }
    }
    return new GeneratedInput(List.copyOf(series), List.copyOf(ooni));
  }

  /** Returns the same lines in another order. */
  GeneratedInput shuffled(long seed) {
    Random random = new Random(seed);
    return new GeneratedInput(shuffled(series, random), shuffled(ooni, random));
  }

  /** Writes both files into a folder; their names are always the same, since feeds have them. */
  public Files write(Path folder) {
    Path seriesFile = folder.resolve("generated.series.csv");
    Path ooniFile = folder.resolve("generated.jsonl");
    try {
      java.nio.file.Files.write(
          seriesFile, Stream.concat(Stream.of(HEADER), series.stream()).toList());
      java.nio.file.Files.write(ooniFile, ooni);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Files(seriesFile, ooniFile);
  }

  private static void addVisible(List<String> series, Instant time, int minute) {
    List<String> countries = List.of("XA", "XB", "XC");
    for (int i = 0; i < countries.size(); i++) {
      int local = minute - i * 4 * MINUTES_A_BIN;
      boolean gone = OUTAGES.stream().anyMatch(outage -> outage.covers(local));
      int value = gone ? 300 : 3000 + ripple(minute + i, 9);
      series.add(row(time, countries.get(i), "bgp-visible-slash24s", value));
    }
  }

  private static String row(Instant time, String country, String signal, int value) {
    return "%s,%s,,,,%s,%d".formatted(time, country, signal, value);
  }

  /** Looks like noise, and is the same each time. */
  private static int ripple(int minute, int width) {
    return Math.floorMod(minute * 7919 + minute / 60 * 104_729, width);
  }

  private static String telegram(Instant time, int asn, boolean blocked) {
    String failure = blocked ? "\"generic_timeout_error\"" : "null";
    String connects =
        dataCentres(
            "{\"ip\":\"149.154.167.%d\",\"port\":%d,\"status\":{\"success\":"
                + !blocked
                + ",\"failure\":"
                + failure
                + "}}");
    String requests =
        dataCentres(
            "{\"failure\":"
                + failure
                + ",\"request\":{\"method\":\"POST\",\"url\":\"http://149.154.167.%d:%d/\"}}");
    String started = OONI_TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    return """
    {"id":"%s-%d","test_name":"telegram","measurement_start_time":"%s","probe_cc":"XE",\
    "probe_asn":"AS%d","resolver_ip":"192.0.2.%d","software_name":"ooniprobe",\
    "software_version":"3.%d.0","test_keys":{"telegram_web_status":"ok",\
    "tcp_connect":[%s],"requests":[%s]}}\
    """
        .formatted(
            time,
            asn,
            started,
            asn,
            1 + ripple((int) (time.getEpochSecond() / 1800 % 48), 3),
            1 + ripple((int) (time.getEpochSecond() / 3600 % 24), 2),
            connects,
            requests);
  }

  private static String dataCentres(String template) {
    return IntStream.range(0, 10)
        .mapToObj(i -> String.format(Locale.ROOT, template, 50 + i / 2, i % 2 == 0 ? 80 : 443))
        .collect(Collectors.joining(","));
  }

  private static List<String> shuffled(List<String> lines, Random random) {
    List<String> other = new ArrayList<>(lines);
    Collections.shuffle(other, random);
    return other;
  }
}
