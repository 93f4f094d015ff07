package org.signalfall.bgp;

import java.util.ArrayList;
import java.util.List;

/** Writes down what was lost from sight and came back. */
final class SightLog implements SightListener {

  private final List<String> lines = new ArrayList<>();

  @Override
  public void peerLost(PeerName peer, long since) {
    lines.add("peer %s lost %d".formatted(peer.address(), since));
  }

  @Override
  public void peerBack(PeerName peer, long since, long until) {
    lines.add("peer %s back %d %d".formatted(peer.address(), since, until));
  }

  @Override
  public void peerSilent(PeerName peer, long since) {
    lines.add("peer %s silent %d".formatted(peer.address(), since));
  }

  @Override
  public void peerHeard(PeerName peer, long since, long until) {
    lines.add("peer %s heard %d %d".formatted(peer.address(), since, until));
  }

  @Override
  public void collectorLost(String collector, long since) {
    lines.add("collector %s lost %d".formatted(collector, since));
  }

  @Override
  public void collectorBack(String collector, long since, long until) {
    lines.add("collector %s back %d %d".formatted(collector, since, until));
  }

  List<String> lines() {
    return lines;
  }
}
