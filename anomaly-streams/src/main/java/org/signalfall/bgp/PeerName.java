package org.signalfall.bgp;

/**
 * One peer of one collector.
 *
 * @param collector name of the collector
 * @param address the peer's address as text
 * @param asn the peer's autonomous system number
 */
public record PeerName(String collector, String address, long asn) {}
