package org.signalfall.evaluate.scenario;

import static org.signalfall.evaluate.scenario.Days.day;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signalfall.evaluate.score.Label;

/** Hard cases of BGP: what is lost on the ground, and what only the watchers lose. */
final class RouteCases {

  private static final int PREFIXES = 40;
  private static final int FEW_PEERS = 6;
  private static final Instant LOST = day(3, 6);
  private static final Instant BACK = day(3, 14);
  private static final Instant END = day(6, 0);

  private RouteCases() {}

  static List<HardCase> all() {
    return List.of(
        new HardCase(
            "routes-withdrawn",
            "Prefixes that all peers lose are an outage.",
            FEW_PEERS,
            RouteCases::withdrawn),
        new HardCase(
            "peer-flaps",
            "A session that resets again and again is no outage.",
            FEW_PEERS,
            RouteCases::peerFlaps),
        new HardCase(
            "collector-dies",
            "All sessions lost at once is no outage.",
            FEW_PEERS,
            RouteCases::collectorDies));
  }

  private static Generated withdrawn(String name, long seed, int peers) {
    RouteFeed feed =
        new RouteFeed(LevelCases.feedName(name), Days.BEGIN, peers, PREFIXES)
            .withdrawn(0.9, LOST.plusSeconds(seed % 60), BACK)
            .reset(LOST.plus(Duration.ofHours(2)), 0)
            .until(END);
    Label label = new Label(name, RouteFeed.COUNTRY, "", null, "", LOST, BACK, Label.Kind.EVENT);
    return new Generated(List.of(feed.source()), List.of(label));
  }

  private static Generated peerFlaps(String name, long seed, int peers) {
    RouteFeed feed =
        new RouteFeed(LevelCases.feedName(name), Days.BEGIN, peers, PREFIXES).until(END);
    for (int time = 0; time < 12; time++) {
      feed.reset(LOST.plusSeconds(600L * time + seed % 60), time % 2);
    }
    return quiet(name, feed);
  }

  private static Generated collectorDies(String name, long seed, int peers) {
    RouteFeed feed =
        new RouteFeed(LevelCases.feedName(name), Days.BEGIN, peers, PREFIXES)
            .dead(LOST.plusSeconds(seed % 60), Duration.ofHours(5))
            .until(END);
    return quiet(name, feed);
  }

  private static Generated quiet(String name, RouteFeed feed) {
    Label control =
        new Label(name, RouteFeed.COUNTRY, "", null, "", null, null, Label.Kind.CONTROL);
    return new Generated(List.of(feed.source()), List.of(control));
  }
}
