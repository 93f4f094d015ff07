package org.signalfall.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.signalfall.standalone.deadletter.DeadLetter;
import org.signalfall.standalone.deadletter.DeadLetterTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall deadletter list}: what lies in the topic of dead letters. */
@Command(
    name = "list",
    description = "Lists what could not be taken: when, from where, why, and how large it is.",
    mixinStandardHelpOptions = true)
final class DeadLetterListCommand implements Runnable {

  private static final String ROW = "%-10s  %-20s  %-10s  %9s  %-24s  %s  %s%n";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private LetterFilter filter;

  @Option(names = "--json", description = "One JSON object per letter.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.printf(ROW, "LETTER", "TIME", "KIND", "BYTES", "SOURCE", "PLACE:", "REASON");
    }
    try (DeadLetterTopic topic = new DeadLetterTopic(cluster.client())) {
      topic.read(
          letter -> {
            if (filter.test(letter)) {
              print(letter, out);
            }
          });
    }
    out.flush();
  }

  private void print(DeadLetter letter, PrintWriter out) {
    if (json) {
      out.println(line(letter));
    } else {
      out.printf(
          ROW,
          letter.letter(),
          letter.time().toString(),
          letter.kind(),
          letter.originalLength(),
          letter.source(),
          letter.place() + ":",
          OneSentence.ended(letter.reason()) + (letter.sentAgain() ? " Sent again." : ""));
    }
  }

  private static String line(DeadLetter letter) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("letter", letter.letter());
    fields.put("time", letter.time().toString());
    fields.put("source", letter.source());
    fields.put("kind", letter.kind());
    fields.put("place", letter.place());
    fields.put("reason", letter.reason());
    fields.put("bytes", letter.originalLength());
    fields.put("sendable", letter.isSendable());
    fields.put("sent_again", letter.sentAgain());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }
}
