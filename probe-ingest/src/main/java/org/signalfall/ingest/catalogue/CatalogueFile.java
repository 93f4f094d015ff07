package org.signalfall.ingest.catalogue;

import java.util.List;
import java.util.Map;

/**
 * What one catalogue file holds.
 *
 * @param components components in the order of the file
 * @param countries country by domain, for hosts that no component claims
 * @param problems what is wrong with it; empty when all is well
 */
record CatalogueFile(
    List<ComponentEntry> components, Map<String, String> countries, List<String> problems) {}
