package org.signalfall.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.signalfall.avro.Ruleset;
import org.signalfall.detect.LevelRules;
import org.signalfall.detect.ProbeRules;
import org.signalfall.event.EventRules;

/** All rules that judge, and the name under which events carry them. */
public record Rulebook(LevelRules levels, ProbeRules probes, EventRules events) {

  private static final String VERSION = "1";

  /** Returns the rules as they come. */
  public static Rulebook defaults() {
    return new Rulebook(LevelRules.defaults(), ProbeRules.defaults(), EventRules.defaults());
  }

  /** Returns the version, and a hash that changes with any parameter. */
  public Ruleset ruleset() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      return new Ruleset(VERSION, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
