package org.signalfall.evaluate.score;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Alerts about Iraq, CONFIRMED, noticed after ten minutes and closed half an hour after the end.
 */
final class AlertMother {

  private String id = "IQ-1";
  private String region = "";
  private boolean wholeCountry = true;
  private final Set<Long> networks = new HashSet<>();
  private String service = "";
  private final long from;
  private long to;
  private long detectedAt;
  private long resolvedAt;
  private boolean confirmed = true;
  private boolean retracted;
  private String parentId;
  private String firstId;

  private AlertMother(long from, long to) {
    this.from = from;
    this.to = to;
    this.detectedAt = from + Duration.ofMinutes(10).toMillis();
    this.resolvedAt = to + Duration.ofMinutes(30).toMillis();
  }

  static AlertMother alert(String from, String to) {
    return alert(Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
  }

  static AlertMother alert(long from, long to) {
    return new AlertMother(from, to);
  }

  AlertMother id(String value) {
    id = value;
    return this;
  }

  AlertMother network(long asn) {
    networks.add(asn);
    wholeCountry = false;
    return this;
  }

  AlertMother region(String value) {
    region = value;
    wholeCountry = false;
    return this;
  }

  AlertMother service(String value) {
    service = value;
    return this;
  }

  AlertMother detected(String time) {
    detectedAt = Instant.parse(time).toEpochMilli();
    return this;
  }

  AlertMother stillOpen() {
    to = Long.MAX_VALUE;
    resolvedAt = Long.MAX_VALUE;
    return this;
  }

  AlertMother suspected() {
    confirmed = false;
    return this;
  }

  AlertMother retracted() {
    retracted = true;
    return this;
  }

  AlertMother partOf(String parent) {
    parentId = parent;
    return this;
  }

  AlertMother recurrenceOf(String first) {
    firstId = first;
    return this;
  }

  Alert build() {
    return new Alert(
        id,
        "IQ",
        region,
        wholeCountry,
        networks,
        service,
        from,
        to,
        detectedAt,
        resolvedAt,
        detectedAt,
        confirmed,
        retracted,
        parentId,
        firstId == null ? id : firstId);
  }
}
