package org.signalfall.topology;

import java.util.Locale;

/** What can be too many. */
public enum SeriesLimit {
  /** Feeds of one topic. */
  FEEDS,
  /** Countries that one feed speaks of. */
  COUNTRIES,
  /** Networks and regions of one country that one feed speaks of. */
  SCOPES,
  /** Series of one feed in one network or region. */
  SERIES,
  /** Series of one service in one network or region. */
  COMPONENTS,
  /** Prefixes in the tables of one feed of BGP. */
  PREFIXES,
  /** Peers of one feed of BGP. */
  PEERS;

  /** Returns why a record is refused that would reach it, one sentence. */
  String refusal() {
    return "the feed has reached the limit of %s, and this record would begin another"
        .formatted(word());
  }

  /** Returns the word as metrics have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
