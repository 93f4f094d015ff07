package org.signalfall.standalone.replay;

import org.signalfall.avro.ConnectivityEvent;

/** Shows nothing: a test looks at what came out, not at how it came. */
public enum SilentView implements RunView {
  INSTANCE;

  @Override
  public void step(String sentence) {}

  @Override
  public void progress(RunProgress progress) {}

  @Override
  public void event(ConnectivityEvent event) {}

  @Override
  public void close() {}
}
