package org.signalfall.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.signalfall.avro.Ruleset;
import org.signalfall.bgp.VisibilityRules;
import org.signalfall.detect.LevelRules;
import org.signalfall.detect.ProbeRules;
import org.signalfall.event.EventRules;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.signal.SeriesRules;

/**
 * All rules that judge, and the name under which events carry them.
 *
 * @param levels how levels are judged
 * @param probes how probes are judged
 * @param visibility who must be there for visible address space to be judged
 * @param series how long what is known of a series is kept
 * @param limits how many series there may be
 * @param events how verdicts become events
 * @param reference where prefixes are, and what networks are called
 */
public record Rulebook(
    LevelRules levels,
    ProbeRules probes,
    VisibilityRules visibility,
    SeriesRules series,
    SeriesLimits limits,
    EventRules events,
    ReferenceData reference) {

  /** A series without samples is kept for so long unless told otherwise. */
  public static final Duration DEFAULT_SERIES_TTL = SeriesRules.DEFAULT_TTL;

  /** A series without samples is kept for so long at least. */
  public static final Duration LEAST_SERIES_TTL = SeriesRules.LEAST_TTL;

  private static final String VERSION = "1";

  /** Returns the rules as they come. */
  public static Rulebook defaults() {
    EventRules events = EventRules.defaults();
    return new Rulebook(
        LevelRules.defaults(),
        ProbeRules.defaults(),
        VisibilityRules.defaults(),
        new SeriesRules(SeriesRules.DEFAULT_TTL, events.unobservedAfter()),
        SeriesLimits.defaults(),
        events,
        ReferenceData.builtIn());
  }

  /** Returns the same rules with other reference data. */
  public Rulebook with(ReferenceData other) {
    return new Rulebook(levels, probes, visibility, series, limits, events, other);
  }

  /** Returns the same rules with another time to live of series that have no samples. */
  public Rulebook withSeriesTtl(Duration ttl) {
    return new Rulebook(
        levels,
        probes,
        visibility,
        new SeriesRules(ttl, events.unobservedAfter()),
        limits,
        events,
        reference);
  }

  /** Returns the same rules with other limits to the number of series. */
  public Rulebook with(SeriesLimits other) {
    return new Rulebook(levels, probes, visibility, series, other, events, reference);
  }

  /** Returns the version, and a hash that changes with any parameter or reference data. */
  public Ruleset ruleset() {
    String all =
        List.of(levels, probes, visibility, series, limits, events, reference.version()).toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new Ruleset(VERSION, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
