package org.signalfall.topology;

/** Names of operators and stores. A name is part of the upgrade contract: it never changes. */
final class NodeNames {

  static final String PROBE_SOURCE = "raw-probe-source";
  static final String PROBE_NETWORK = "probe-network";
  static final String PROBE_SLOTS = "probe-slots";
  static final String PROBE_SERIES = "probe-series";
  static final String PROBE_DUES = "probe-dues";
  static final String PROBE_PLACES = "probe-places";
  static final String PROBE_RECENT = "probe-recent";
  static final String PROBE_FEEDS = "probe-feeds";
  static final String PROBE_COUNTS = "probe-counts";

  static final String BGP_SOURCE = "raw-bgp-source";
  static final String BGP_TABLES = "bgp-tables";
  static final String BGP_PENDING = "bgp-pending";
  static final String BGP_PREFIXES = "bgp-prefixes";
  static final String BGP_PEERS = "bgp-peers";
  static final String BGP_FEEDS = "bgp-feeds";

  static final String VISIBILITY_SOURCE = "bgp-visibility-source";
  static final String VISIBILITY = "bgp-visibility";
  static final String VISIBILITY_CHANGES = "bgp-visibility-changes";
  static final String VISIBILITY_SERIES = "bgp-visibility-series";
  static final String VISIBILITY_DUES = "bgp-visibility-dues";
  static final String VISIBILITY_COUNTS = "bgp-visibility-counts";
  static final String VISIBILITY_WATCH = "bgp-visibility-watch";
  static final String VISIBILITY_FEEDS = "bgp-visibility-feeds";

  static final String TRAFFIC_SOURCE = "raw-traffic-source";
  static final String TRAFFIC_NETWORK = "traffic-network";
  static final String TRAFFIC_SLOTS = "traffic-slots";
  static final String TRAFFIC_SERIES = "traffic-series";
  static final String TRAFFIC_DUES = "traffic-dues";
  static final String TRAFFIC_RECENT = "traffic-recent";
  static final String TRAFFIC_FEEDS = "traffic-feeds";
  static final String TRAFFIC_COUNTS = "traffic-counts";

  static final String SCOPE_SOURCE = "scope-source";
  static final String SCOPE = "scope";
  static final String SCOPE_INBOX = "scope-inbox";
  static final String SCOPE_QUORUMS = "scope-quorums";
  static final String SCOPE_FEEDS = "scope-feeds";

  static final String CONTEXT_SOURCE = "context-source";
  static final String CONTEXT = "context";
  static final String CONTEXT_INBOX = "context-inbox";
  static final String CONTEXT_SERVICES = "context-services";
  static final String CONTEXT_FEEDS = "context-feeds";

  static final String EVENT_SOURCE = "event-source";
  static final String EVENT = "event";
  static final String EVENT_INBOX = "event-inbox";
  static final String EVENT_CASES = "event-cases";
  static final String EVENT_WAKES = "event-wakes";
  static final String EVENT_CONTEXTS = "event-contexts";
  static final String EVENT_FEEDS = "event-feeds";
  static final String EVENT_CLOCK = "event-clock";
  static final String EVENT_OFFSETS = "event-offsets";

  static final String TO_VISIBILITY = "to-visibility";
  static final String TO_SCOPE = "to-scope";
  static final String TO_CONTEXT = "to-context";
  static final String TO_EVENT = "to-event";
  static final String SIGNAL_TAP = "signal-tap";
  static final String VERDICT_TAP = "verdict-tap";
  static final String EVENTS = "events-sink";
  static final String EVENTS_OUTAGE = "events-outage-sink";
  static final String EVENTS_RESTRICTION = "events-restriction-sink";
  static final String EVENTS_LATEST = "events-latest-sink";
  static final String OBSERVABILITY = "observability-sink";
  static final String EVALUATED = "evaluated-sink";

  private NodeNames() {}

  /** A sink has one parent stage in its name, since several stages write to one topic. */
  static String sink(String stage, String target) {
    return stage + "-" + target;
  }
}
