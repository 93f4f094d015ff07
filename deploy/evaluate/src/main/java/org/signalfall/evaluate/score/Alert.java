package org.signalfall.evaluate.score;

import java.util.HashSet;
import java.util.Set;

/**
 * An event as somebody who was alerted by it remembers it: where and when by its last revision, and
 * when they were alerted.
 *
 * @param id event id
 * @param country ISO 3166-1 alpha-2
 * @param region empty where it isn't confined to one
 * @param wholeCountry whether it speaks of the country as a whole
 * @param networks networks that it names
 * @param service empty where connectivity as such is concerned
 * @param from earliest onset, epoch ms
 * @param to latest end, epoch ms; MAX_VALUE while open
 * @param detectedAt when the evidence first sufficed, epoch ms
 * @param resolvedAt decision time of the last resolution, epoch ms; MAX_VALUE if there was none
 * @param lastKnown latest event time that any of its revisions tells, epoch ms
 * @param confirmed whether its last revision is CONFIRMED
 * @param retracted whether it was ever taken back
 * @param parentId the event that it is part of, null if none
 * @param firstId the first event of those that it is one recurrence with, itself if there is none
 */
public record Alert(
    String id,
    String country,
    String region,
    boolean wholeCountry,
    Set<Long> networks,
    String service,
    long from,
    long to,
    long detectedAt,
    long resolvedAt,
    long lastKnown,
    boolean confirmed,
    boolean retracted,
    String parentId,
    String firstId) {

  public Alert {
    networks = Set.copyOf(networks);
  }

  /** Returns its time, an open end closed at the end of the data, epoch ms. */
  Span span(long dataEnd) {
    return new Span(from, Math.max(from, to == Long.MAX_VALUE ? dataEnd : to));
  }

  /** Returns an alert that lasts from this one's begin to the end of a later one. */
  Alert through(Alert later) {
    Set<Long> both = new HashSet<>(networks);
    both.addAll(later.networks);
    return new Alert(
        id,
        country,
        region,
        wholeCountry,
        both,
        service,
        from,
        Math.max(to, later.to),
        detectedAt,
        later.resolvedAt,
        Math.max(lastKnown, later.lastKnown),
        confirmed || later.confirmed,
        false,
        parentId,
        firstId);
  }

  /** Returns whether it had ended, and was said to. */
  boolean isResolved() {
    return to != Long.MAX_VALUE && resolvedAt != Long.MAX_VALUE;
  }
}
