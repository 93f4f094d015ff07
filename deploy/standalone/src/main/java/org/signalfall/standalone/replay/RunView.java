package org.signalfall.standalone.replay;

import org.signalfall.avro.ConnectivityEvent;

/** Shows a replay to a person. Called from one thread. */
public interface RunView extends AutoCloseable {

  /** A step begins that isn't the replay itself, such as starting the broker. */
  void step(String sentence);

  /** The replay has come this far; called several times a second. */
  void progress(RunProgress progress);

  /** A revision of an event is out. */
  void event(ConnectivityEvent event);

  /** Gives the screen back. */
  @Override
  void close();
}
