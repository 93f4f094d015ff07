package org.signalfall.standalone.cli;

import org.apache.kafka.common.KafkaException;
import org.signalfall.evaluate.EvaluationException;
import org.signalfall.runtime.StartException;
import org.signalfall.standalone.StandaloneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure to a person in one sentence; the stack trace is for the log at level DEBUG. */
final class OneSentence implements IExecutionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OneSentence.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("signalfall: " + of(failure));
    command.getErr().flush();
    LOG.debug("The command failed", failure);
    return ExitCode.FAILURE;
  }

  /** Returns the failure as one sentence on one line. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    boolean meantForPeople =
        failure instanceof CliException
            || failure instanceof StandaloneException
            || failure instanceof EvaluationException
            || failure instanceof StartException
            || failure instanceof KafkaException;
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName() + " without a word of explanation.";
    }
    return ended(meantForPeople ? message : failure.getClass().getSimpleName() + ": " + message);
  }

  /** Returns the first line of a message, ended like a sentence. */
  static String ended(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
  }
}
