package org.signalfall.standalone.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a replay stands.
 *
 * @param share share of the input that has been judged, 0 to 1
 * @param records records sent so far
 * @param rejected pieces of input rejected so far
 * @param sentThrough event time that the input has reached, empty at first
 * @param evaluatedThrough event time through which everything has been judged, empty at first
 * @param revisions event revisions so far
 * @param elapsed time since the first record could be sent
 */
public record RunProgress(
    double share,
    long records,
    long rejected,
    Optional<Instant> sentThrough,
    Optional<Instant> evaluatedThrough,
    int revisions,
    Duration elapsed) {}
