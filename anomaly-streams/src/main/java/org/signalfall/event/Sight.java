package org.signalfall.event;

/** Whether a feed sees. What depends on one that doesn't is neither affected nor ordinary. */
public enum Sight {
  /** The feed goes on, or has come to its end. */
  CLEAR(0),
  /** The feed has stalled. */
  STALLED(1),
  /** The feed has left the roster. */
  LEFT(2);

  private final byte code;

  Sight(int code) {
    this.code = (byte) code;
  }

  /** Returns the number that stands for this sight in encoded state; it never changes. */
  byte code() {
    return code;
  }

  static Sight ofCode(byte code) {
    for (Sight sight : values()) {
      if (sight.code == code) {
        return sight;
      }
    }
    throw new IllegalArgumentException("no sight has code " + code);
  }
}
