package org.signalfall.signal;

import java.nio.ByteBuffer;

/** What turns the samples or changes of one level series into its bins, and is kept with it. */
public interface LevelShape {

  /** Returns the bytes that {@link #encodeTo} needs. */
  int encodedBytes();

  /** Writes the shape, a format tag first. */
  void encodeTo(ByteBuffer out);
}
