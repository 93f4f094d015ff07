package org.signalfall.detect;

/** Where a series stands between ordinary and out. */
public enum SeriesStatus {
  /** Too little is known to judge: never an alarm, never an all-clear. */
  INSUFFICIENT(0),
  /** Within what is ordinary for the series. */
  NORMAL(1),
  /** Evidence against the ordinary has begun to gather, short of the threshold. */
  SUSPECT(2),
  /** The threshold for opening was crossed, the one for closing was not. */
  OPEN(3),
  /** Still open, with evidence for the ordinary gathering. */
  RECOVERING(4);

  private final byte code;

  SeriesStatus(int code) {
    this.code = (byte) code;
  }

  /** Returns whether the series counts as affected. */
  public boolean isAffected() {
    return this == OPEN || this == RECOVERING;
  }

  /** Returns whether something speaks against the ordinary, if only a little. */
  public boolean isSuspicious() {
    return this == SUSPECT || isAffected();
  }

  /** Returns the number that stands for this status in encoded state; it never changes. */
  byte code() {
    return code;
  }

  static SeriesStatus ofCode(byte code) {
    for (SeriesStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("No status has code " + code);
  }
}
