package org.signalfall.ingest.prober;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;

/**
 * How the controls fared at about the time of a measurement.
 *
 * @param tries one attempt a control
 */
record ControlRound(List<Try> tries) {

  /** A control and the attempt on it. */
  record Try(ControlPlan control, Attempt attempt) {}

  ControlRound {
    tries = List.copyOf(tries);
  }

  /** Returns whether the vantage reached anything at all. */
  boolean online() {
    return tries.stream().anyMatch(one -> one.attempt().passed());
  }

  /**
   * Returns whether the system's resolver does its work: it resolved the name of one control at
   * least. Where no control has a name it is taken to.
   */
  boolean resolves() {
    List<Attempt> named =
        tries.stream()
            .filter(one -> one.control().target().literal().isEmpty())
            .map(Try::attempt)
            .toList();
    return named.isEmpty() || named.stream().anyMatch(ControlRound::isResolved);
  }

  /**
   * Returns the median goodput of the controls of a locality, else of all, in kbit/s; empty when
   * none was measured.
   */
  OptionalInt goodputKbps(Locality locality) {
    OptionalInt alike = Median.of(goodputs(one -> one.control().locality() == locality));
    return alike.isPresent() ? alike : Median.of(goodputs(one -> true));
  }

  private IntStream goodputs(Predicate<Try> which) {
    return tries.stream().filter(which).flatMapToInt(one -> one.attempt().goodputKbps().stream());
  }

  private static boolean isResolved(Attempt attempt) {
    boolean unknown = attempt.finding() == Finding.LOCAL || attempt.finding() == Finding.NOT_TRIED;
    return attempt.finding().outcome() == Outcome.SUCCESS
        || (attempt.layer() != Layer.DNS && !unknown);
  }
}
