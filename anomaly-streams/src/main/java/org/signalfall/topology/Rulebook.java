package org.signalfall.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.signalfall.avro.Ruleset;
import org.signalfall.bgp.VisibilityRules;
import org.signalfall.detect.LevelRules;
import org.signalfall.detect.ProbeRules;
import org.signalfall.event.EventRules;
import org.signalfall.schema.reference.ReferenceData;

/**
 * All rules that judge, and the name under which events carry them.
 *
 * @param levels how levels are judged
 * @param probes how probes are judged
 * @param visibility who must be there for visible address space to be judged
 * @param events how verdicts become events
 * @param reference where prefixes are, and what networks are called
 */
public record Rulebook(
    LevelRules levels,
    ProbeRules probes,
    VisibilityRules visibility,
    EventRules events,
    ReferenceData reference) {

  private static final String VERSION = "1";

  /** Returns the rules as they come. */
  public static Rulebook defaults() {
    return new Rulebook(
        LevelRules.defaults(),
        ProbeRules.defaults(),
        VisibilityRules.defaults(),
        EventRules.defaults(),
        ReferenceData.builtIn());
  }

  /** Returns the same rules with other reference data. */
  public Rulebook with(ReferenceData other) {
    return new Rulebook(levels, probes, visibility, events, other);
  }

  /** Returns the version, and a hash that changes with any parameter or reference data. */
  public Ruleset ruleset() {
    String all = List.of(levels, probes, visibility, events, reference.version()).toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return new Ruleset(VERSION, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
