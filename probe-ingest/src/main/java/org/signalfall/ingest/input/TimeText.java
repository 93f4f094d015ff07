package org.signalfall.ingest.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a time: ISO 8601 with an offset, or without one, which means UTC; else seconds or
 * milliseconds since the epoch.
 */
public final class TimeText {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern EPOCH = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

  /** Read as seconds it is the year 5138, read as milliseconds 1973: neither is worth guessing. */
  private static final double MILLISECONDS_FROM = 1e11;

  private TimeText() {}

  /**
   * Returns the time that a text stands for.
   *
   * @throws MalformedRecordException when it stands for none
   */
  public static Instant parse(String text) throws MalformedRecordException {
    if (EPOCH.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      return Instant.ofEpochMilli(
          Math.round(number >= MILLISECONDS_FROM ? number : number * 1000.0));
    }
    try {
      TemporalAccessor time =
          ISO.parseBest(text.replace(' ', 'T'), Instant::from, LocalDateTime::from);
      return time instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : Instant.from(time);
    } catch (DateTimeParseException e) {
      throw new MalformedRecordException("the time " + Quoted.of(text) + " is not understood", e);
    } catch (DateTimeException e) {
      throw new MalformedRecordException("the time " + Quoted.of(text) + " does not exist", e);
    }
  }
}
