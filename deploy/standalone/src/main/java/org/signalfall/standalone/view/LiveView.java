package org.signalfall.standalone.view;

import java.io.PrintWriter;
import java.util.List;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.standalone.replay.RunProgress;
import org.signalfall.standalone.replay.RunView;

/**
 * Events scroll by, and below them a few lines that are drawn anew in place.
 *
 * <p>The terminal is told not to wrap, so that what is too long for it is cut and each line stays
 * one row, however narrow it is.
 */
public final class LiveView implements RunView {

  private static final String BEGIN = Ansi.NO_WRAP + Ansi.HIDE_CURSOR;
  private static final String END = Ansi.WRAP + Ansi.SHOW_CURSOR;

  private final PrintWriter out;
  private final StatusLines statusLines;
  private final RecordRate rate = new RecordRate();
  private final EventTally tally = new EventTally();
  private List<String> status = List.of();

  /**
   * Takes the terminal over until closed.
   *
   * @param title what runs
   */
  LiveView(PrintWriter out, Glyphs glyphs, String title) {
    this.out = out;
    this.statusLines = new StatusLines(glyphs);
    out.println(BEGIN + Ansi.BOLD + title + Ansi.PLAIN);
    out.flush();
  }

  @Override
  public void step(String sentence) {
    print(Ansi.DIM + sentence + Ansi.PLAIN);
  }

  @Override
  public void event(ConnectivityEvent event) {
    tally.add(event);
    print(colour(event) + EventLine.of(event) + Ansi.PLAIN);
  }

  @Override
  public void progress(RunProgress progress) {
    double perSecond = rate.update(progress.elapsed(), progress.records());
    erase();
    draw(statusLines.of(progress, tally, perSecond));
    out.flush();
  }

  @Override
  public void close() {
    out.print(END);
    out.flush();
  }

  private void print(String line) {
    List<String> below = status;
    erase();
    out.println(line);
    draw(below);
    out.flush();
  }

  private void erase() {
    out.print(Ansi.eraseAbove(status.size()));
    status = List.of();
  }

  private void draw(List<String> lines) {
    lines.forEach(out::println);
    status = lines;
  }

  private static String colour(ConnectivityEvent event) {
    return switch (event.getStatus()) {
      case OPEN, REOPENED -> Ansi.RED;
      case RESOLVED -> Ansi.GREEN;
      case RETRACTED -> Ansi.MAGENTA;
      default -> Ansi.DIM;
    };
  }
}
