package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;

/**
 * Keeps network addresses and the report id of a measurement out of what is passed on, whatever
 * field a source has put them in. Cuts too much rather than too little: a version such as {@code
 * 1.2.3.4} looks like an address, and is cut like one.
 */
final class Redaction {

  private static final String GAP = "[redacted]";
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  /** IPv6 and hardware addresses: with {@code ::} or at least five colons, which no time has. */
  private static final Pattern COLONS =
      Pattern.compile(
          "[0-9A-Fa-f:]{0,40}::[0-9A-Fa-f:.]{0,40}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{1,4}){5,7}");

  /** Shorter report ids than OONI ever gave would cut ordinary words. */
  private static final int MIN_REPORT_ID_LENGTH = 12;

  private static final int MAX_LENGTH = 200;

  private final String reportId;

  /** Guards against one report id; an empty one is none. */
  Redaction(String reportId) {
    this.reportId = reportId.strip();
  }

  /** Cleans a measurement in place. */
  void clean(ProbeMeasurement.Builder measurement) {
    measurement
        .setMeasurementId(identity(measurement.getMeasurementId()))
        .setVantage(identity(measurement.getVantage()))
        .setNetworkName(text(measurement.getNetworkName()))
        .setSoftwareName(text(measurement.getSoftwareName()))
        .setSoftwareVersion(text(measurement.getSoftwareVersion()))
        .setTestName(text(measurement.getTestName()))
        .setService(name(measurement.getService()));
    for (ComponentOutcome component : measurement.getComponents()) {
      component.setFailure(text(component.getFailure()));
    }
  }

  /** Returns a text without what must not be passed on, at most 200 characters of it. */
  String text(String text) {
    if (text == null) {
      return null;
    }
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    for (Pattern pattern : List.of(COLONS, IPV4)) {
      cut = pattern.matcher(cut).replaceAll(Matcher.quoteReplacement(GAP));
    }
    return hidesReport(cut) ? cut.replace(reportId, GAP) : cut;
  }

  /** Returns an identity, or a hash that stands in for one that says too much. */
  private String identity(String identity) {
    return isClean(identity) ? identity : Hashes.of(identity);
  }

  /** Returns the name of a service; one that is an address becomes a name made of its hash. */
  private String name(String service) {
    return isClean(service) ? service : "address-" + Hashes.of(service);
  }

  private boolean isClean(String text) {
    return text.equals(text(text));
  }

  private boolean hidesReport(String text) {
    return reportId.length() >= MIN_REPORT_ID_LENGTH && text.contains(reportId);
  }
}
