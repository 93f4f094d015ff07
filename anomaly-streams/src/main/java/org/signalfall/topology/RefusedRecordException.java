package org.signalfall.topology;

/** A record that cannot be taken, through no fault of the program: it becomes a dead letter. */
public final class RefusedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param reason one plain sentence, which travels with the dead letter
   */
  public RefusedRecordException(String reason) {
    super(reason);
  }
}
