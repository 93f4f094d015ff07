package org.signalfall.standalone.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.Likeness;
import org.signalfall.avro.LikenessItem;
import org.signalfall.avro.RelatedEvent;
import org.signalfall.evaluate.report.TextTable;

/** One event for a person: the sentence, what it is, how it went, and what speaks for it. */
public final class EventStory {

  private EventStory() {}

  /**
   * Returns the story line by line.
   *
   * @param revisions all revisions of one event, in order; at least one
   */
  public static List<String> of(List<ConnectivityEvent> revisions) {
    ConnectivityEvent latest = revisions.get(revisions.size() - 1);
    List<String> lines = new ArrayList<>();
    lines.add(latest.getSummary());
    lines.add("");
    lines.addAll(facts(latest));
    section(lines, "How it went", timeline(revisions));
    section(lines, "What speaks for it", evidence(latest));
    if (!latest.getLocators().isEmpty()) {
      section(lines, "Where that lies", locators(latest));
    }
    if (!latest.getNetworks().isEmpty()) {
      section(lines, "Networks", networks(latest));
    }
    if (latest.getLikeness() != null && !latest.getLikeness().getItems().isEmpty()) {
      section(lines, "Likeness to a shutdown", likeness(latest.getLikeness()));
    }
    return lines;
  }

  private static void section(List<String> lines, String title, List<String> content) {
    lines.add("");
    lines.add(title);
    content.forEach(line -> lines.add("  " + line));
  }

  private static List<String> facts(ConnectivityEvent event) {
    List<String> facts = new ArrayList<>();
    fact(facts, "event", event.getEventId());
    fact(facts, "category", event.getCategory() + ", " + event.getKind());
    fact(facts, "where", EventLine.scope(event));
    if (event.getServices().size() > 1) {
      fact(facts, "services", String.join(", ", event.getServices()));
    }
    fact(facts, "since", EventLine.interval(event.getOnset()));
    if (event.getEnded() != null) {
      fact(facts, "until", EventLine.interval(event.getEnded()) + ", " + event.getEndReason());
    }
    fact(facts, "severity", event.getSeverity() + " of 100, by " + event.getWeightBasis());
    fact(facts, "sure", event.getConfidence() + basis(event));
    if (event.getMilestoneDays() != null) {
      fact(facts, "lasts", "more than " + event.getMilestoneDays() + " days");
    }
    if (event.getRecurrence() != null) {
      fact(
          facts,
          "recurs",
          "%s local time, number %d since %s"
              .formatted(
                  event.getRecurrence().getPattern(),
                  event.getRecurrence().getOrdinal(),
                  event.getRecurrence().getFirstEventId()));
    }
    fact(facts, "part of", event.getParentId());
    for (RelatedEvent related : event.getRelated()) {
      fact(facts, "related", related.getEventId() + ", " + related.getRelation());
    }
    fact(facts, "replaced by", event.getSupersededBy());
    fact(facts, "taken back", event.getRetractionReason());
    fact(facts, "origin", event.getOrigin());
    return facts;
  }

  private static void fact(List<String> facts, String name, Object value) {
    if (value != null) {
      facts.add(String.format(Locale.ROOT, "%-12s %s", name, value));
    }
  }

  private static String basis(ConnectivityEvent event) {
    return event.getQuorumBasis().isEmpty() ? "" : ": " + String.join("; ", event.getQuorumBasis());
  }

  private static List<String> timeline(List<ConnectivityEvent> revisions) {
    TextTable table =
        TextTable.ofWords("REVISION", "DECIDED", "STATUS", "KIND", "SEVERITY", "SURE", "OBSERVED");
    for (ConnectivityEvent revision : revisions) {
      table.row(
          Integer.toString(revision.getRevision()),
          EventLine.minute(revision.getAsOf()),
          revision.getStatus() + (revision.getIsFinal() ? ", final" : ""),
          revision.getKind().name(),
          Integer.toString(revision.getSeverity()),
          revision.getConfidence().name().toLowerCase(Locale.ROOT),
          observed(revision));
    }
    return table.lines();
  }

  private static List<String> locators(ConnectivityEvent event) {
    return event.getLocators().stream()
        .map(
            range ->
                "%s-%d, offsets %d to %d"
                    .formatted(
                        range.getTopic(),
                        range.getPartition(),
                        range.getFirstOffset(),
                        range.getLastOffset()))
        .toList();
  }

  private static String observed(ConnectivityEvent event) {
    String level =
        event.getObservedPercent() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "%.1f %% of %s, ",
                event.getObservedPercent(),
                event.getObservedSignal());
    return level + event.getObservation().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> evidence(ConnectivityEvent event) {
    TextTable table =
        TextTable.ofWords(
            "FEED", "SIGNAL", "OBSERVED", "EXPECTED", "SAMPLES", "VANTAGES", "SCORE", "STILL");
    for (Evidence evidence : event.getEvidence()) {
      table.row(
          evidence.getFeed(),
          evidence.getSignal(),
          figure(evidence.getObserved()),
          figure(evidence.getExpected()),
          evidence.getSamples(),
          Objects.toString(evidence.getVantages(), ""),
          figure(evidence.getScore()),
          evidence.getAffected() ? "affected" : "recovered");
    }
    return table.lines();
  }

  private static List<String> networks(ConnectivityEvent event) {
    TextTable table = TextTable.ofWords("NETWORK", "NAME", "WEIGHT", "LOST");
    for (AffectedNetwork network : event.getNetworks()) {
      table.row(
          "AS" + network.getAsn(),
          Objects.toString(network.getName(), ""),
          percent(network.getWeight()),
          percent(network.getDepth()));
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (event.getNetworksOmitted() > 0) {
      lines.add("and " + event.getNetworksOmitted() + " more");
    }
    return lines;
  }

  private static List<String> likeness(Likeness likeness) {
    TextTable table = TextTable.ofWords("LOG-LIKELIHOOD RATIO", "ITEM");
    for (LikenessItem item : likeness.getItems()) {
      table.row(signed(item.getLogLikelihoodRatio()), item.getItem());
    }
    table.row(signed(likeness.getLogLikelihoodRatio()), "in all");
    return table.lines();
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.0f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.2f", value);
  }
}
