package org.signalfall.detect;

import java.util.List;
import java.util.Optional;

/**
 * Judges a probe series bin by bin: a bank of sequential likelihood ratio tests (Wald, 1945) in
 * Page's cumulative form (1954), each of a raised failure rate p1 against the ordinary rate p0.
 *
 * <p>With n effective samples and f effective failures in a bin (see {@link BinEvidence} for what
 * vantages and controls make of them), each alternative gains
 *
 * <pre>  step = f ln(p1 / p0) + (n - f) ln((1 - p1) / (1 - p0)),  at most threshold / 2</pre>
 *
 * <p>The series opens when one of them reaches ln(alternatives x samples a year / false alarms a
 * year), after about threshold / KL(p1 || p0) samples. The cap keeps a single bin from deciding.
 * Alternatives that lie too near to p0 to be told from it rest.
 *
 * <p>Where several vantages measure (see {@link Company}), none of them may account for more than
 * half of the threshold in opening, or three quarters in closing, and no software version opens
 * against the word of another (see {@link LeaveOneOut}). A vantage that has itself suffered the
 * event beyond doubt closes it alone when nobody else has measured for {@value #LONE_HOURS} hours,
 * by twice what it may bring in company. What turns out to be a defect of one instrument (see
 * {@link Contrast}) isn't judged, and takes back an event that it made.
 *
 * <p>Closing tests p0 against the event's own failure rate at the same threshold, and asks besides
 * that the samples since the turn are likelier under p0 than under the least alternative: an easing
 * from full to partial is no end. Once half of the threshold speaks for an easing, it is part of
 * the event, whose end is looked for anew.
 */
public final class ProbeDetector {

  private static final double YEAR_MS = 365.25 * 86_400_000;
  private static final double DAY_MS = 86_400_000;
  private static final long HOUR_MS = 3_600_000;

  /** An alternative must exceed the ordinary failure rate by this much. */
  private static final double LEAST_DIFFERENCE = 0.1;

  /**
   * Share of the threshold that one vantage may bring where it has company: as much as all others.
   */
  private static final double MOST_OF_OPENING = 0.5;

  /** The same for closing, where others that still fail speak against it loudly enough. */
  private static final double MOST_OF_CLOSING = 0.75;

  /** Hours that a vantage has to go on alone: many samples in little time are one word. */
  private static final int LONE_HOURS = 6;

  private final ProbeRules rules;
  private final double[] alternatives;

  /** Creates a detector; it keeps no state of its own and serves any number of series. */
  public ProbeDetector(ProbeRules rules) {
    this.rules = rules;
    this.alternatives = rules.alternatives().stream().mapToDouble(rate -> rate).toArray();
  }

  /**
   * Judges the next bin of a series.
   *
   * @throws IllegalArgumentException when the bin begins before the last one ended
   */
  public SeriesVerdict judge(ProbeState state, ProbeBin bin) {
    if (state.totalSamples == 0) {
      state.firstStart = bin.start();
      state.lastEnd = bin.start();
    }
    if (bin.start() < state.lastEnd) {
      throw new IllegalArgumentException(
          "Bin begins at %d, but the last one ended at %d".formatted(bin.start(), state.lastEnd));
    }
    state.company.hear(bin);
    List<Defect> known = state.contrast.defects();
    state.contrast.observe(bin, () -> state.ordinary.rate(rules), () -> threshold(state));
    List<Defect> defects = state.contrast.defects();
    if (!known.containsAll(defects) && !state.status.isAffected()) {
      unlearn(state);
    }
    Optional<ProbeBin> sound =
        defects.isEmpty() ? Optional.of(bin) : bin.without(voice -> isDefective(voice, defects));
    if (sound.isEmpty()) {
      return unchanged(state);
    }
    BinEvidence evidence = BinEvidence.of(sound.get(), rules.vantageCap());
    SeriesStatus before = state.status;
    long previousEnd = state.lastEnd;
    state.totalSamples += evidence.samples();
    state.lastEnd = bin.end();
    if (before.isAffected() && !outlives(state, defects)) {
      return takeBack(state);
    }
    return before.isAffected()
        ? judgeAffected(state, sound.get(), evidence, previousEnd)
        : judgeOrdinary(state, sound.get(), evidence, previousEnd);
  }

  /**
   * Returns whether a bin can't make its series suspicious, since neither the bin nor anything
   * before it speaks for a loss.
   */
  public boolean isUneventful(ProbeState state, ProbeBin bin) {
    return bin.failures() == 0 && !state.status.isSuspicious() && strongest(state).isEmpty();
  }

  /** Returns the instruments whose samples aren't judged, in a fixed order. */
  public List<Defect> defects(ProbeState state) {
    return state.contrast.defects();
  }

  /** What has gathered may be the work of the instrument that has just turned out defective. */
  private static void unlearn(ProbeState state) {
    for (ProbeRun run : state.runs) {
      run.clear();
    }
    state.ordinary.discard();
  }

  private static boolean isDefective(Voice voice, List<Defect> defects) {
    return defects.stream().anyMatch(defect -> defect.instrument().isOf(voice, defect.value()));
  }

  /** Returns whether the open event would still be one without what turned out to be defective. */
  private boolean outlives(ProbeState state, List<Defect> defects) {
    double ordinary = state.ordinary.rate(rules);
    LeaveOneOut test = new LeaveOneOut(eventRate(state, ordinary), ordinary);
    return defects.stream()
        .allMatch(
            defect ->
                test.stands(
                    defect.instrument() == Defect.Instrument.VANTAGE
                        ? state.event.byVantage()
                        : state.event.byVersion(),
                    defect.value(),
                    threshold(state)));
  }

  /** Ends an event that was none. */
  private SeriesVerdict takeBack(ProbeState state) {
    SeriesStatus before = state.status;
    state.status = SeriesStatus.NORMAL;
    SeriesVerdict verdict = affectedVerdict(state, before, threshold(state)).asDefect();
    state.event.clear();
    state.recovery.clear();
    state.neverClear = false;
    return verdict;
  }

  /** Returns the event time (epoch ms) at which {@link #lapse} becomes due; MAX_VALUE if never. */
  public long lapseDeadline(ProbeState state) {
    return state.status == SeriesStatus.INSUFFICIENT || state.status.isAffected()
        ? Long.MAX_VALUE
        : state.lastEnd + rules.lapseMs();
  }

  /**
   * Notes that a series has had no sample up to {@code now}: beyond the tolerance it is
   * INSUFFICIENT, unless affected, which silence doesn't change. What it learned stays.
   */
  public SeriesVerdict lapse(ProbeState state, long now) {
    SeriesStatus before = state.status;
    if (now >= lapseDeadline(state)) {
      state.status = SeriesStatus.INSUFFICIENT;
    }
    return standing(state, before);
  }

  private SeriesVerdict unchanged(ProbeState state) {
    return standing(state, state.status);
  }

  private SeriesVerdict standing(ProbeState state, SeriesStatus before) {
    ProbeRun run = state.status.isAffected() ? state.event : strongest(state);
    double threshold = threshold(state);
    return run.isEmpty()
        ? quietVerdict(state, before, threshold, Double.NaN, 0, 0, state.lastEnd)
        : runVerdict(state, before, threshold, run);
  }

  /** Returns the last word on a series that is to be forgotten: nothing is known of it. */
  public SeriesVerdict retire(ProbeState state) {
    SeriesStatus before = state.status;
    state.status = SeriesStatus.INSUFFICIENT;
    return quietVerdict(state, before, threshold(state), Double.NaN, 0, 0, state.lastEnd);
  }

  private SeriesVerdict judgeOrdinary(
      ProbeState state, ProbeBin bin, BinEvidence evidence, long previousEnd) {
    SeriesStatus before = state.status;
    double threshold = threshold(state);
    double ordinary = state.ordinary.rate(rules);
    for (int i = 0; i < alternatives.length; i++) {
      ProbeRun run = state.runs[i];
      if (alternatives[i] < ordinary + LEAST_DIFFERENCE) {
        run.clear();
      } else if (!run.isEmpty() || evidence.failures() > 0) {
        double step = Math.min(threshold / 2, step(evidence, alternatives[i], ordinary));
        run.accumulate(step, bin, evidence, previousEnd);
      }
    }
    state.ordinary.observe(evidence);

    ProbeRun strongest = strongest(state);
    if (strongest.score() >= threshold) {
      if (mayOpen(state, strongest, ordinary, threshold)) {
        open(state, strongest);
        return affectedVerdict(state, before, threshold);
      }
      for (ProbeRun run : state.runs) {
        run.limit(threshold);
      }
    }
    if (strongest.isEmpty()) {
      state.ordinary.settle(rules.memorySamples());
    }
    state.status =
        strongest.score() >= rules.suspectShare() * threshold
            ? SeriesStatus.SUSPECT
            : state.ordinary.samples() < rules.warmUpSamples()
                ? SeriesStatus.INSUFFICIENT
                : SeriesStatus.NORMAL;
    return strongest.isEmpty()
        ? quietVerdict(
            state,
            before,
            threshold,
            1 - bin.failures() / (double) bin.samples(),
            bin.samples(),
            bin.failures(),
            bin.start())
        : runVerdict(state, before, threshold, strongest);
  }

  /** Neither a vantage nor a version opens against the word of others that are there. */
  private boolean mayOpen(ProbeState state, ProbeRun run, double ordinary, double threshold) {
    LeaveOneOut test = new LeaveOneOut(rules.alternatives().get(state.indexOf(run)), ordinary);
    boolean shared =
        !state.company.isSeveral()
            || test.isSharedOpinion(run.byVantage(), threshold, MOST_OF_OPENING);
    return shared && !test.isContradictedByOthers(run.byVersion(), threshold);
  }

  private void open(ProbeState state, ProbeRun strongest) {
    state.neverClear = !state.ordinary.everClear();
    state.event.take(strongest);
    unlearn(state);
    state.recovery.clear();
    state.status = SeriesStatus.OPEN;
  }

  private SeriesVerdict judgeAffected(
      ProbeState state, ProbeBin bin, BinEvidence evidence, long previousEnd) {
    SeriesStatus before = state.status;
    double threshold = threshold(state);
    double ordinary = state.ordinary.rate(rules);
    double failing = eventRate(state, ordinary);
    double step = Math.min(threshold / 2, step(evidence, ordinary, failing));
    if (state.recovery.score() + step <= 0) {
      if (!state.recovery.isEmpty()) {
        state.event.absorb(state.recovery);
      }
      state.event.extend(bin, evidence, previousEnd);
      state.event.addScore(Math.min(threshold / 2, -step));
    } else {
      state.recovery.accumulate(step, bin, evidence, previousEnd);
    }
    double calm = calmness(state.recovery, ordinary);
    if (!mayClose(state, ordinary, failing, threshold)) {
      state.recovery.limit(threshold);
    } else if (state.recovery.score() >= threshold && calm <= -threshold / 2) {
      state.event.absorb(state.recovery);
    } else if (state.recovery.score() >= threshold && calm > 0) {
      state.status = SeriesStatus.NORMAL;
      SeriesVerdict verdict = affectedVerdict(state, before, threshold);
      state.event.clear();
      state.recovery.clear();
      state.neverClear = false;
      return verdict;
    }
    state.status =
        state.recovery.score() >= rules.suspectShare() * threshold
            ? SeriesStatus.RECOVERING
            : SeriesStatus.OPEN;
    return affectedVerdict(state, before, threshold);
  }

  private static boolean mayClose(
      ProbeState state, double ordinary, double failing, double threshold) {
    return !state.company.isSeveral()
        || new LeaveOneOut(ordinary, failing)
            .isSharedOpinion(state.recovery.byVantage(), threshold, MOST_OF_CLOSING)
        || isWordOfWitness(state, ordinary, failing, threshold);
  }

  /** Returns whether who has measured alone since the turn, for long, has suffered the event. */
  private static boolean isWordOfWitness(
      ProbeState state, double ordinary, double failing, double threshold) {
    LeaveOneOut over = new LeaveOneOut(ordinary, failing);
    LeaveOneOut suffered = new LeaveOneOut(failing, ordinary);
    double twice = 2 * MOST_OF_CLOSING * threshold;
    return state.recovery.lastBin() - state.recovery.firstBin() >= LONE_HOURS * HOUR_MS
        && state
            .recovery
            .byVantage()
            .only()
            .filter(alone -> over.gain(alone) >= twice)
            .flatMap(alone -> state.event.byVantage().of(alone.value()))
            .filter(before -> suffered.gain(before) >= threshold)
            .isPresent();
  }

  /**
   * Returns the failure rate of the event: the mean of its beta posterior under Jeffreys' prior
   * (Krichevsky and Trofimov, 1981), which a few samples outweigh.
   */
  private double eventRate(ProbeState state, double ordinary) {
    double rate = (state.event.effectiveFailures() + 0.5) / (state.event.effectiveSamples() + 1);
    double most = rules.alternatives().get(rules.alternatives().size() - 1);
    return Math.min(most, Math.max(ordinary + LEAST_DIFFERENCE, rate));
  }

  /** Returns how much a recovery is likelier under the ordinary rate than under an alternative. */
  private double calmness(ProbeRun recovery, double ordinary) {
    BinEvidence sum = new BinEvidence(recovery.effectiveSamples(), recovery.effectiveFailures());
    return step(sum, ordinary, leastAlternative(ordinary));
  }

  private double leastAlternative(double ordinary) {
    for (double rate : rules.alternatives()) {
      if (rate >= ordinary + LEAST_DIFFERENCE) {
        return rate;
      }
    }
    return rules.alternatives().get(rules.alternatives().size() - 1);
  }

  private static double step(BinEvidence evidence, double rate, double against) {
    double successes = evidence.samples() - evidence.failures();
    return evidence.failures() * StrictMath.log(rate / against)
        + successes * StrictMath.log((1 - rate) / (1 - against));
  }

  private double threshold(ProbeState state) {
    double observedMs = Math.max(DAY_MS, (double) (state.lastEnd - state.firstStart));
    double perYear =
        Math.max(rules.leastSamplesPerYear(), state.totalSamples * YEAR_MS / observedMs);
    return StrictMath.log(rules.alternatives().size() * perYear / rules.falseAlarmsPerYear());
  }

  private static ProbeRun strongest(ProbeState state) {
    ProbeRun strongest = state.runs[0];
    for (ProbeRun run : state.runs) {
      if (run.score() > strongest.score()) {
        strongest = run;
      }
    }
    return strongest;
  }

  private SeriesVerdict affectedVerdict(ProbeState state, SeriesStatus before, double threshold) {
    return runVerdict(state, before, threshold, state.event);
  }

  private SeriesVerdict runVerdict(
      ProbeState state, SeriesStatus before, double threshold, ProbeRun run) {
    double ordinary = state.ordinary.rate(rules);
    boolean isEvent = run == state.event;
    return new SeriesVerdict(
        before,
        state.status,
        run.successShare(),
        1 - ordinary,
        Math.sqrt(ordinary * (1 - ordinary)),
        run.samples(),
        run.score(),
        threshold,
        StrictMath.exp(-run.score()),
        run.began(),
        isEvent && !state.recovery.isEmpty() ? state.recovery.began() : null,
        run.firstBin(),
        run.lastBin(),
        false,
        isEvent ? state.neverClear : !state.ordinary.everClear(),
        false,
        run.evidence());
  }

  private SeriesVerdict quietVerdict(
      ProbeState state,
      SeriesStatus before,
      double threshold,
      double observed,
      int samples,
      int failures,
      long bin) {
    double ordinary = state.ordinary.rate(rules);
    return new SeriesVerdict(
        before,
        state.status,
        observed,
        1 - ordinary,
        Math.sqrt(ordinary * (1 - ordinary)),
        samples,
        0,
        threshold,
        1,
        null,
        null,
        bin,
        bin,
        false,
        false,
        false,
        ProbeEvidence.ofBin(failures));
  }
}
