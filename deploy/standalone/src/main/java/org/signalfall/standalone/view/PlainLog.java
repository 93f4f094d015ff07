package org.signalfall.standalone.view;

import java.io.PrintWriter;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.standalone.replay.RunProgress;
import org.signalfall.standalone.replay.RunView;

/** One line per event, and one now and then on where the replay stands; for files and pipes. */
public final class PlainLog implements RunView {

  private static final int LINES_IN_ALL = 10;

  private final PrintWriter out;
  private final StatusLines statusLines = new StatusLines(Glyphs.ASCII);
  private final RecordRate rate = new RecordRate();
  private final EventTally tally = new EventTally();
  private int tenthsTold;

  PlainLog(PrintWriter out, String title) {
    this.out = out;
    print(title);
  }

  @Override
  public void step(String sentence) {
    print(sentence);
  }

  @Override
  public void event(ConnectivityEvent event) {
    tally.add(event);
    print(EventLine.of(event));
  }

  @Override
  public void progress(RunProgress progress) {
    double perSecond = rate.update(progress.elapsed(), progress.records());
    int tenths = (int) (progress.share() * LINES_IN_ALL);
    if (tenths > tenthsTold) {
      tenthsTold = tenths;
      statusLines.of(progress, tally, perSecond).forEach(this::print);
    }
  }

  @Override
  public void close() {
    out.flush();
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
