package org.signalfall.ingest.bmp;

import java.net.InetSocketAddress;
import org.signalfall.ingest.bgp.FullFeedRule;

/**
 * How to listen to routers.
 *
 * @param feed name of the feed; two listeners need two
 * @param address where to listen
 * @param maxRouters routers that may be connected at once; further ones are hung up on
 * @param views which of their tables are taken
 * @param fullFeed says which peers send a full table
 */
public record BmpSettings(
    String feed, InetSocketAddress address, int maxRouters, BmpViews views, FullFeedRule fullFeed) {

  public BmpSettings {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("there is no host " + address.getHostString());
    }
    if (maxRouters < 1) {
      throw new IllegalArgumentException("there must be room for one router at least");
    }
  }
}
