package org.signalfall.bgp;

import java.util.BitSet;
import java.util.List;

/**
 * The tables that hold a route of one prefix with the same origins.
 *
 * @param origins origin ASNs, rising
 * @param tables numbers of the tables; owned by the group
 */
record RouteGroup(List<Long> origins, BitSet tables) {}
