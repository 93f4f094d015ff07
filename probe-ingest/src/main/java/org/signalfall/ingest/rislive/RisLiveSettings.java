package org.signalfall.ingest.rislive;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.signalfall.ingest.bgp.FullFeedRule;

/**
 * How to listen to RIS Live.
 *
 * @param url address of the WebSocket, {@code wss} or {@code ws}
 * @param collectors collectors to listen to, such as {@code rrc00}; all when empty
 * @param fullFeed says which peers send a full table
 * @param ping how often the server is asked for a sign of life
 * @param idle how long it may be silent, more than {@code ping}; then it counts as gone
 * @param firstPause pause before the first further try, doubled with each, and jittered
 * @param longestPause longest pause between tries
 */
public record RisLiveSettings(
    URI url,
    List<String> collectors,
    FullFeedRule fullFeed,
    Duration ping,
    Duration idle,
    Duration firstPause,
    Duration longestPause) {

  /** Where RIPE NCC serves it. */
  public static final URI PUBLIC_URL =
      URI.create("wss://ris-live.ripe.net/v1/ws/?client=signalfall");

  private static final Duration PING = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  public RisLiveSettings {
    if (!"wss".equals(url.getScheme()) && !"ws".equals(url.getScheme())) {
      throw new IllegalArgumentException(url + " is no address of a WebSocket");
    }
    if (ping.isNegative() || ping.isZero() || idle.compareTo(ping) <= 0) {
      throw new IllegalArgumentException("the server must be asked before it counts as gone");
    }
    if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("pauses between tries must be positive");
    }
    collectors = List.copyOf(collectors);
  }

  /** Returns settings that ask every 20 s, give up after 60, and pause 1 to 60 s between tries. */
  public static RisLiveSettings of(URI url, List<String> collectors, FullFeedRule fullFeed) {
    return new RisLiveSettings(url, collectors, fullFeed, PING, IDLE, FIRST_PAUSE, LONGEST_PAUSE);
  }
}
