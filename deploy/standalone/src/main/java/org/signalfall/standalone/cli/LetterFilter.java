package org.signalfall.standalone.cli;

import java.time.Instant;
import java.util.function.Predicate;
import org.signalfall.standalone.deadletter.DeadLetter;
import picocli.CommandLine.Option;

/** Which dead letters are meant; without options all of them. */
final class LetterFilter implements Predicate<DeadLetter> {

  @Option(names = "--source", paramLabel = "NAME", description = "Only of that feed or topic.")
  private String source;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only unreadable, refused, failed, too_large, or rejected as input.")
  private String kind;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only those whose reason holds this text.")
  private String reason;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "Only those written at that time or later, such as 2026-01-31T12:00:00Z.")
  private Instant since;

  @Option(
      names = "--letter",
      paramLabel = "PARTITION:OFFSET",
      description = "Only that one, as the list names it.")
  private String letter;

  @Override
  public boolean test(DeadLetter one) {
    return (source == null || one.source().equals(source))
        && (kind == null || one.kind().equalsIgnoreCase(kind))
        && (reason == null || one.reason().contains(reason))
        && (since == null || !one.time().isBefore(since))
        && (letter == null || one.letter().equals(letter));
  }
}
