package org.signalfall.ingest.input;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Bounds that every record has to keep, whatever its source. Each method throws or returns. */
public final class Plausibility {

  /** Before it there was no public Internet to lose. */
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final long MAX_ASN = 0xFFFF_FFFFL;
  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

  private final Instant latest;

  /** Allows times up to one day beyond the clock. */
  public Plausibility(Clock clock) {
    this.latest = clock.instant().plus(AHEAD);
  }

  /** Returns the time when it lies between 1990 and one day from now. */
  public Instant time(Instant time) throws MalformedRecordException {
    if (time.isBefore(EARLIEST)) {
      throw new MalformedRecordException("the time " + time + " is before 1990");
    }
    if (time.isAfter(latest)) {
      throw new MalformedRecordException("the time " + time + " is more than a day ahead");
    }
    return time;
  }

  /** Returns the country in upper case when it has the form of an ISO 3166-1 alpha-2 code. */
  public String country(String country) throws MalformedRecordException {
    if (!COUNTRY.matcher(country).matches() || country.equalsIgnoreCase("ZZ")) {
      throw new MalformedRecordException(
          "the country " + Quoted.of(country) + " is no ISO 3166-1 code of two letters");
    }
    return country.toUpperCase(Locale.ROOT);
  }

  /**
   * Returns the number of an autonomous system, written with or without {@code AS}: 1 to 2^32 - 1.
   */
  public long asn(String asn) throws MalformedRecordException {
    String digits = asn.regionMatches(true, 0, "AS", 0, 2) ? asn.substring(2) : asn;
    try {
      long number = Long.parseLong(digits);
      if (number >= 1 && number <= MAX_ASN) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new MalformedRecordException("the ASN " + Quoted.of(asn) + " is not a number", e);
    }
    throw new MalformedRecordException("the ASN " + Quoted.of(asn) + " names no network");
  }
}
