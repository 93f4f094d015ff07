package org.signalfall.ingest;

import org.signalfall.avro.Origin;

/** What every raw record carries beside its content. */
record Envelope(String feed, int lane, long sequence, Origin origin) {}
