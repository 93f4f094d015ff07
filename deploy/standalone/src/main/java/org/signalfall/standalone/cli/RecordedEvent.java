package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.rejudge.Rejudgement;
import org.signalfall.topology.Rulebook;
import picocli.CommandLine.Option;

/** An event of a cluster that is to be judged once more, from what the cluster has kept. */
final class RecordedEvent extends ClusterOptions {

  private static final String NO_REVISION = "no such revision";

  @Option(
      names = "--event",
      paramLabel = "ID",
      required = true,
      description = {
        "Judge an event of a cluster once more, from the raw records that are kept there, and",
        "compare every revision with what was published, but for the wall clock."
      })
  private String id;

  /**
   * Judges the event, says what came out, and returns the exit code.
   *
   * @param rules what to judge by
   */
  int judge(Rulebook rules, PrintWriter out) {
    Map<String, Object> client = clientWithRegistry();
    List<ConnectivityEvent> published = published(client);
    String hash = published.get(0).getRuleset().getHash();
    String now = rules.ruleset().getHash();
    if (!hash.equals(now)) {
      out.printf("The rules have changed since: %s then, %s now.%n", hash, now);
    }
    Rejudgement judged = Rejudgement.of(client, published, rules);
    int exitCode =
        switch (judged.outcome()) {
          case SAME -> {
            out.printf("SAME: %s, %d revisions.%n", id, published.size());
            yield ExitCode.OK;
          }
          case DIFFERENT -> {
            out.printf("DIFFERENT: %s, from revision %d on.%n", id, judged.revision());
            out.println("published: " + judged.was().orElse(NO_REVISION));
            out.println("judged:    " + judged.is().orElse(NO_REVISION));
            yield ExitCode.DIFFERENT;
          }
          case EVIDENCE_EXPIRED -> {
            out.printf(
                "EVIDENCE_EXPIRED: %s rests on records of %s that are no longer kept.%n",
                id, judged.expired().orElseThrow());
            yield ExitCode.EVIDENCE_EXPIRED;
          }
        };
    out.flush();
    return exitCode;
  }

  private List<ConnectivityEvent> published(Map<String, Object> client) {
    List<ConnectivityEvent> published = new ArrayList<>();
    try (EventTopic events = new EventTopic(client, TopicCatalogue.EVENTS)) {
      events.fromBeginning();
      while (!events.isRead()) {
        events.poll(
            event -> {
              if (event.getEventId().equals(id)) {
                published.add(event);
              }
            });
      }
    }
    if (published.isEmpty()) {
      throw new CliException("There is no event " + id + ": see signalfall events list.");
    }
    return published;
  }
}
