package org.signalfall.standalone.cli;

/** The command cannot do its work; the message is one sentence for the person at the keyboard. */
final class CliException extends RuntimeException {

  CliException(String sentence) {
    super(sentence);
  }

  CliException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
