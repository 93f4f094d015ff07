package org.signalfall.standalone.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;

/** What is known to have happened in one recorded case, and which events agree with it. */
final class Labels {

  /** Intersection over union from which two intervals tell of the same thing. */
  private static final double SAME = 0.3;

  private final List<Label> labels;
  private final List<Label> ignored;

  private Labels(List<Label> labels, List<Label> ignored) {
    this.labels = labels;
    this.ignored = ignored;
  }

  /** One interval, and where; fields are empty where they don't apply. */
  private record Label(
      String country, String region, String asn, String service, Instant start, Instant end) {

    boolean speaksOf(ConnectivityEvent event) {
      return event.getScope().getCountry().equals(country)
          && (region.isEmpty() || region.equals(event.getScope().getRegion()))
          && (service.isEmpty() || service.equals(event.getScope().getService()))
          && (asn.isEmpty() || Labels.networks(event).contains(Long.valueOf(asn)));
    }

    double likeness(ConnectivityEvent event) {
      Instant from = event.getOnset().getEarliest();
      Instant until = endOf(event);
      double shared = millis(later(from, start), earlier(until, end));
      double either = millis(earlier(from, start), later(until, end));
      return shared <= 0 ? 0 : shared / either;
    }
  }

  /** Reads the labels of a case; columns up to {@code kind} hold no quoted commas. */
  static Labels of(Path file, String name) throws IOException {
    List<Label> labels = new ArrayList<>();
    List<Label> ignored = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", 10);
      if (fields[0].equals(name) && !fields[8].equals("none")) {
        List<Label> kind = fields[8].equals("ignore") ? ignored : labels;
        kind.add(label(fields));
      }
    }
    return new Labels(labels, ignored);
  }

  private static Label label(String[] fields) {
    return new Label(
        fields[1],
        fields[2],
        fields[3],
        fields[4],
        Instant.parse(fields[6]),
        Instant.parse(fields[7]));
  }

  /** Returns the labels that speak of one network only. */
  Labels ofNetwork(long asn) {
    return new Labels(
        labels.stream().filter(label -> label.asn().equals(Long.toString(asn))).toList(), ignored);
  }

  int count() {
    return labels.size();
  }

  /** Returns how many labels were found, each by an event of its own that stands for itself. */
  int found(Collection<ConnectivityEvent> events) {
    Set<String> used = new HashSet<>();
    int found = 0;
    for (Label label : labels) {
      boolean hit =
          topLevel(events).stream()
              .filter(event -> !used.contains(event.getEventId()))
              .filter(event -> label.speaksOf(event) && label.likeness(event) >= SAME)
              .findFirst()
              .map(event -> used.add(event.getEventId()))
              .orElse(false);
      found += hit ? 1 : 0;
    }
    return found;
  }

  /**
   * Returns the events that stand for themselves and share no time with any label, nor with one
   * that counts neither way.
   */
  List<ConnectivityEvent> unexplained(Collection<ConnectivityEvent> events) {
    return events.stream()
        .filter(event -> event.getParentId() == null)
        .filter(
            event ->
                event.getStatus() == EventStatus.RETRACTED
                    || Stream.concat(labels.stream(), ignored.stream())
                        .noneMatch(label -> label.speaksOf(event) && label.likeness(event) > 0))
        .toList();
  }

  /** Returns the networks that an event names. */
  static Set<Long> networks(ConnectivityEvent event) {
    Set<Long> networks = new HashSet<>();
    event.getNetworks().forEach(network -> networks.add(network.getAsn()));
    if (event.getScope().getAsn() != null) {
      networks.add(event.getScope().getAsn());
    }
    return networks;
  }

  private static List<ConnectivityEvent> topLevel(Collection<ConnectivityEvent> events) {
    return events.stream()
        .filter(event -> event.getParentId() == null)
        .filter(event -> event.getStatus() != EventStatus.RETRACTED)
        .toList();
  }

  /** An event that is still open lasts until its last revision. */
  private static Instant endOf(ConnectivityEvent event) {
    boolean ended = event.getEnded() != null && event.getEnded().getLatest() != null;
    return ended ? event.getEnded().getLatest() : event.getAsOf();
  }

  private static double millis(Instant from, Instant until) {
    return Duration.between(from, until).toMillis();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
