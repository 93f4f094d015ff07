package org.signalfall.standalone.cli;

/** What the command tells its caller on exit. */
final class ExitCode {

  static final int OK = 0;

  /** It could not do its work; one sentence on standard error says why. */
  static final int FAILURE = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** The cluster differs from the topic catalogue. */
  static final int DRIFT = 3;

  /** An event judged once more came out otherwise than it was published. */
  static final int DIFFERENT = 4;

  /** What an event rests on is no longer kept. */
  static final int EVIDENCE_EXPIRED = 5;

  private ExitCode() {}
}
