package org.signalfall.evaluate.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;
import org.signalfall.evaluate.corpus.WalkedCase;
import org.signalfall.evaluate.rule.BinSeries;
import org.signalfall.evaluate.score.Alert;
import org.signalfall.evaluate.score.Label;
import org.signalfall.topology.Rulebook;

/**
 * A case as a picture: a panel for each series with its bins, what was expected, the labels and a
 * strip of verdicts; below, every event. Where there are many series, those that anything is said
 * of come first and the rest is left out.
 */
public final class CasePlot {

  private static final int WIDTH = 1_200;
  private static final int LEFT = 110;
  private static final int RIGHT = 40;
  private static final int TOP = 64;
  private static final int LEAST_PANEL = 120;
  private static final int MOST_PANEL = 280;
  private static final int ALL_PANELS = 560;
  private static final int STRIP = 8;

  /** Keeps a value of zero clear of the strip. */
  private static final int MARGIN = 5;

  private static final int GAP = 34;
  private static final int LANE = 14;
  private static final int BOTTOM = 40;
  private static final int MOST_PANELS = 8;
  private static final int MOST_LANES = 24;
  private static final int LEGEND = 500;

  private static final String SIGNAL = "fill=\"none\" stroke=\"#1f3b57\" stroke-width=\"1\"";
  private static final String SAMPLE = "fill=\"#1f3b57\" fill-opacity=\"0.6\"";
  private static final String BAND = "fill=\"#9ec5e8\" fill-opacity=\"0.7\" stroke=\"none\"";
  private static final String LABEL = "fill=\"#f0a030\" fill-opacity=\"0.3\"";
  private static final String IGNORED = "fill=\"#999999\" fill-opacity=\"0.25\"";
  private static final String CONFIRMED = "fill=\"#b3202c\"";
  private static final String SUSPECTED = "fill=\"#e58a92\"";
  private static final String RETRACTED = "fill=\"white\" stroke=\"#b3202c\"";
  private static final String GRID = "stroke=\"#dddddd\" stroke-width=\"0.5\"";
  private static final String FRAME = "fill=\"none\" stroke=\"#888888\" stroke-width=\"0.7\"";
  private static final String SMALL = "font-size=\"10\" fill=\"#333333\"";

  private final WalkedCase walked;
  private final Rulebook rules;
  private final List<BinSeries> shown;
  private final int panel;
  private final TimeAxis times;
  private final List<Lane> lanes;
  private final Svg svg;

  /** Events of one scope, none of which overlaps another. */
  private record Lane(String scope, List<Alert> alerts) {}

  private CasePlot(WalkedCase walked, Rulebook rules) {
    this.walked = walked;
    this.rules = rules;
    this.shown = chosen(walked);
    this.panel = Math.max(LEAST_PANEL, Math.min(MOST_PANEL, ALL_PANELS / shown.size()));
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (BinSeries series : walked.series()) {
      from = Math.min(from, series.bins().get(0).start());
      to = Math.max(to, series.bins().get(series.bins().size() - 1).end());
    }
    this.times = new TimeAxis(from, to, LEFT, WIDTH - LEFT - RIGHT);
    this.lanes = lanes(walked.alerts());
    this.svg = new Svg(WIDTH, height());
  }

  /** Returns the picture as an SVG document. */
  public static String svg(WalkedCase walked, Rulebook rules) {
    CasePlot plot = new CasePlot(walked, rules);
    plot.header();
    for (int i = 0; i < plot.shown.size(); i++) {
      plot.panel(plot.shown.get(i), TOP + i * plot.pitch());
    }
    plot.events(TOP + plot.shown.size() * plot.pitch());
    return plot.svg.document();
  }

  private int pitch() {
    return panel + STRIP + GAP;
  }

  private int height() {
    int panels = shown.size() * pitch();
    return TOP + panels + Math.max(1, lanes.size()) * LANE + BOTTOM + GAP;
  }

  /** Those that a label or an event speaks of come first, then those with most bins. */
  private static List<BinSeries> chosen(WalkedCase walked) {
    return walked.series().stream()
        .sorted(
            Comparator.comparing((BinSeries one) -> !isSpokenOf(walked, one))
                .thenComparing(one -> -one.bins().size()))
        .limit(MOST_PANELS)
        .sorted(Comparator.comparing(BinSeries::name))
        .toList();
  }

  private static boolean isSpokenOf(WalkedCase walked, BinSeries series) {
    Long asn = series.scope().getAsn();
    return walked.alerts().stream().anyMatch(one -> asn != null && one.networks().contains(asn))
        || walked.labels().stream().anyMatch(one -> one.asn() != null && one.asn().equals(asn));
  }

  private void header() {
    svg.text(LEFT, 20, walked.name(), "font-size=\"16\" font-weight=\"bold\"");
    svg.text(
        LEFT,
        36,
        "%s to %s UTC, %d of %d series"
            .formatted(
                TimeAxis.minute(times.from()),
                TimeAxis.minute(times.to()),
                shown.size(),
                walked.series().size()),
        SMALL);
    svg.text(LEGEND - 60, 19, "picture", SMALL);
    svg.text(LEGEND - 60, 35, "strips", SMALL);
    double x = LEGEND;
    x = legend(x, "fill=\"#1f3b57\"", "signal");
    x = legend(x, BAND, "expected, 2 spreads");
    x = legend(x, LABEL, "label");
    x = legend(x, IGNORED, "label to ignore");
    x = legend(x, CONFIRMED, "event CONFIRMED");
    x = legend(x, SUSPECTED, "SUSPECTED");
    legend(x, RETRACTED, "taken back");
    x = LEGEND;
    for (SeriesState state :
        List.of(
            SeriesState.INSUFFICIENT,
            SeriesState.NORMAL,
            SeriesState.SUSPECT,
            SeriesState.OPEN,
            SeriesState.RECOVERING)) {
      x = legend(x, 26, colour(state), state.name());
    }
  }

  private double legend(double x, String style, String text) {
    return legend(x, 10, style, text);
  }

  private double legend(double x, double y, String style, String text) {
    svg.rectangle(x, y, 12, 10, style, null);
    svg.text(x + 16, y + 9, text, SMALL);
    return x + 30 + 6.2 * text.length();
  }

  private void panel(BinSeries series, double top) {
    svg.text(LEFT, top - 5, series.name(), "font-weight=\"bold\" font-size=\"11\"");
    List<ExpectedBand.Point> band = ExpectedBand.of(series, rules);
    ValueAxis values = new ValueAxis(most(series, band), top, panel - MARGIN);
    for (double tick : values.ticks()) {
      svg.line(LEFT, values.y(tick), WIDTH - RIGHT, values.y(tick), GRID);
      svg.text(LEFT - 6, values.y(tick) + 4, ValueAxis.text(tick), SMALL + " text-anchor=\"end\"");
    }
    timeGrid(top, panel + STRIP, false);
    labels(series, top);
    svg.path(bandPath(band, values), BAND);
    if (series.family() == SignalFamily.PROBE) {
      for (BinSeries.Bin bin : series.bins()) {
        svg.circle(times.x(bin.start()), values.y(bin.value()), 1.6, SAMPLE);
      }
    } else {
      svg.path(signalPath(series, values), SIGNAL);
    }
    strip(series, top + panel);
    svg.rectangle(LEFT, top, WIDTH - LEFT - RIGHT, panel + STRIP, FRAME, null);
  }

  private static double most(BinSeries series, List<ExpectedBand.Point> band) {
    double most = series.bins().stream().mapToDouble(BinSeries.Bin::value).max().orElse(1);
    for (ExpectedBand.Point point : band) {
      // A young series is expected within so wide a band that its signal would look flat.
      most = Math.max(most, Math.min(point.high(), 1.5 * most));
    }
    return most > 0 ? 1.05 * most : 1;
  }

  private void timeGrid(double top, double height, boolean withText) {
    for (TimeAxis.Tick tick : times.ticks()) {
      svg.line(tick.x(), top, tick.x(), top + height, GRID);
      if (withText) {
        svg.text(tick.x(), top + height + 14, tick.text(), SMALL + " text-anchor=\"middle\"");
      }
    }
  }

  private void labels(BinSeries series, double top) {
    for (Label label : walked.labels()) {
      if (label.kind() != Label.Kind.CONTROL && WalkedCase.concerns(label, series.scope())) {
        long start = label.start() == null ? times.from() : label.start().toEpochMilli();
        long end = label.end() == null ? times.to() : label.end().toEpochMilli();
        String style = label.kind() == Label.Kind.IGNORE ? IGNORED : LABEL;
        bar(start, end, top, panel, style, "label " + label.start() + " to " + label.end());
      }
    }
  }

  private void bar(long from, long to, double top, double height, String style, String title) {
    double x = times.within(from);
    svg.rectangle(x, top, Math.max(1, times.within(to) - x), height, style, title);
  }

  /** Draws at most two points for each column of pixels, the least and the most of its bins. */
  private String signalPath(BinSeries series, ValueAxis values) {
    StringBuilder path = new StringBuilder();
    long previousEnd = Long.MIN_VALUE;
    int i = 0;
    while (i < series.bins().size()) {
      BinSeries.Bin first = series.bins().get(i);
      double least = first.value();
      double most = first.value();
      long end = first.end();
      int column = (int) times.x(first.start());
      i++;
      while (i < series.bins().size() && (int) times.x(series.bins().get(i).start()) == column) {
        least = Math.min(least, series.bins().get(i).value());
        most = Math.max(most, series.bins().get(i).value());
        end = series.bins().get(i).end();
        i++;
      }
      long width = first.end() - first.start();
      boolean goesOn = previousEnd != Long.MIN_VALUE && first.start() - previousEnd <= 2 * width;
      double x = times.x(first.start() + width / 2);
      path.append(Svg.format("%s%.1f %.1f", goesOn ? "L" : "M", x, values.y(most)));
      path.append(Svg.format("L%.1f %.1f", x, values.y(least)));
      previousEnd = end;
    }
    return path.toString();
  }

  /** Draws pieces of the band, broken where nothing was expected for a hundredth of the time. */
  private String bandPath(List<ExpectedBand.Point> band, ValueAxis values) {
    StringBuilder path = new StringBuilder();
    long longest = (times.to() - times.from()) / 100;
    int begin = 0;
    for (int i = 1; i <= band.size(); i++) {
      boolean breaks = i == band.size() || band.get(i).time() - band.get(i - 1).time() > longest;
      if (breaks) {
        piece(path, thinned(band.subList(begin, i)), values);
        begin = i;
      }
    }
    return path.toString();
  }

  private void piece(StringBuilder path, List<ExpectedBand.Point> points, ValueAxis values) {
    for (int i = 0; i < points.size(); i++) {
      ExpectedBand.Point point = points.get(i);
      path.append(
          Svg.format(
              "%s%.1f %.1f", i == 0 ? "M" : "L", times.x(point.time()), values.y(point.high())));
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      ExpectedBand.Point point = points.get(i);
      path.append(Svg.format("L%.1f %.1f", times.x(point.time()), values.y(point.low())));
    }
    path.append("Z");
  }

  /** Keeps one point for each column of pixels. */
  private List<ExpectedBand.Point> thinned(List<ExpectedBand.Point> points) {
    List<ExpectedBand.Point> kept = new ArrayList<>();
    int column = Integer.MIN_VALUE;
    for (ExpectedBand.Point point : points) {
      int next = (int) times.x(point.time());
      if (next != column) {
        kept.add(point);
        column = next;
      }
    }
    return kept;
  }

  private void strip(BinSeries series, double top) {
    SeriesState state = SeriesState.INSUFFICIENT;
    long since = times.from();
    for (SeriesVerdict verdict : walked.outcome().verdicts()) {
      boolean same =
          verdict.getFeed().equals(series.feed())
              && verdict.getScope().equals(series.scope())
              && verdict.getSignal().equals(series.signal());
      if (same) {
        long time = verdict.getBinEnd().toEpochMilli();
        bar(since, time, top, STRIP, colour(state), state.name());
        state = verdict.getAfter();
        since = time;
      }
    }
    bar(since, times.to(), top, STRIP, colour(state), state.name());
  }

  private static String colour(SeriesState state) {
    return switch (state) {
      case NORMAL -> "fill=\"#7fb77e\"";
      case SUSPECT -> "fill=\"#f2d45c\"";
      case OPEN -> "fill=\"#b3202c\"";
      case RECOVERING -> "fill=\"#e8913a\"";
      default -> "fill=\"#c8c8c8\"";
    };
  }

  /** Puts events into lanes by what they speak of; what doesn't fit is left out. */
  private static List<Lane> lanes(List<Alert> alerts) {
    List<Lane> lanes = new ArrayList<>();
    alerts.stream()
        .sorted(
            Comparator.comparing(CasePlot::scope)
                .thenComparing(Alert::from)
                .thenComparing(Alert::id))
        .forEach(
            alert -> {
              for (Lane lane : lanes) {
                Alert last = lane.alerts().get(lane.alerts().size() - 1);
                if (lane.scope().equals(scope(alert)) && last.to() < alert.from()) {
                  lane.alerts().add(alert);
                  return;
                }
              }
              if (lanes.size() < MOST_LANES) {
                lanes.add(new Lane(scope(alert), new ArrayList<>(List.of(alert))));
              }
            });
    return lanes;
  }

  private static String scope(Alert alert) {
    String place = alert.region().isEmpty() ? alert.country() : alert.region();
    if (!alert.wholeCountry() && alert.networks().size() == 1) {
      place = "AS" + alert.networks().iterator().next();
    }
    return alert.service().isEmpty() ? place : place + " " + alert.service();
  }

  private static String count(int events) {
    return switch (events) {
      case 0 -> "no event";
      case 1 -> "1 event";
      default -> events + " events";
    };
  }

  private void events(double top) {
    double height = Math.max(1, lanes.size()) * LANE;
    svg.text(LEFT, top - 5, count(walked.alerts().size()), "font-weight=\"bold\" font-size=\"11\"");
    timeGrid(top, height, true);
    for (int i = 0; i < lanes.size(); i++) {
      svg.text(LEFT - 6, top + i * LANE + 11, lanes.get(i).scope(), SMALL + " text-anchor=\"end\"");
      for (Alert alert : lanes.get(i).alerts()) {
        String style = alert.retracted() ? RETRACTED : alert.confirmed() ? CONFIRMED : SUSPECTED;
        bar(alert.from(), alert.to(), top + i * LANE + 2, LANE - 4, style, alert.id());
      }
    }
    svg.rectangle(LEFT, top, WIDTH - LEFT - RIGHT, height, FRAME, null);
    svg.text(WIDTH - RIGHT, top + height + 30, "UTC", SMALL + " text-anchor=\"end\"");
  }
}
