package org.signalfall.ingest.bgp;

/**
 * How path attributes are written, which their carrier decides.
 *
 * @param asnBytes length of an ASN in AS_PATH and AGGREGATOR: 2, or 4 (RFC 6793)
 * @param addPath whether prefixes have path identifiers (RFC 7911)
 * @param inTable whether they stand in a table dump, where MP_REACH_NLRI may be abbreviated to its
 *     next hop (RFC 6396, section 4.3.4)
 */
public record AttributeForm(int asnBytes, boolean addPath, boolean inTable) {}
