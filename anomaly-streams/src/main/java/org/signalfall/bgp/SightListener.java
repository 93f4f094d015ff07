package org.signalfall.bgp;

/** Hears of what was lost from sight, and came back. All times are epoch ms. */
public interface SightListener {

  /** A witness's session went down. */
  void peerLost(PeerName peer, long since);

  /** The session of a peer that was lost is up again. */
  void peerBack(PeerName peer, long since, long until);

  /** A witness says nothing any more, though its session is up and its collector hears others. */
  void peerSilent(PeerName peer, long since);

  /** A peer that was silent speaks again, or its session went down. */
  void peerHeard(PeerName peer, long since, long until);

  /** The last witness of a collector went down, or fell silent. */
  void collectorLost(String collector, long since);

  /** A collector that was lost has a witness again. */
  void collectorBack(String collector, long since, long until);
}
