package org.signalfall.signal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.signalfall.avro.Locality;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.Voice;

/**
 * All probe slots of one place and time. Only together do they tell a restriction from an outage:
 * each service is held against its controls, the other services there, and all services together
 * make the reachability of the place. What the slot itself is too thin for, the memory of the place
 * adds.
 */
public final class ProbeGroup {

  /** Signal of the success of one component of one service. */
  public static final String PROBE_SUCCESS = "probe-success";

  /** Signal of the goodput of one component of one service, held against that of others. */
  public static final String PROBE_GOODPUT = "probe-goodput";

  /** Signal of whether a place reaches any service. */
  public static final String REACHABILITY = "services-reached";

  /** Signal of whether a place that reaches targets in its country reaches any abroad. */
  public static final String ABROAD = "abroad-reached";

  private final long end;
  private final PlaceMemory memory;
  private final Map<SeriesId, ProbeSlot> slots = new LinkedHashMap<>();

  /**
   * Creates an empty group.
   *
   * @param end first instant after the slots, epoch ms
   * @param memory what is remembered of the place; {@link #bins} and {@link #losses} update it
   */
  public ProbeGroup(long end, PlaceMemory memory) {
    this.end = end;
    this.memory = memory;
  }

  /**
   * Returns the series of the whole place to which a sample of one of its series speaks by itself:
   * a success shows that something was reached there. A failure alone may be bad luck.
   */
  public static List<SeriesId> ofPlace(SeriesId series, ProbeSample sample) {
    if (sample.failure() != null) {
      return List.of();
    }
    SeriesId reached = ofPlace(series, REACHABILITY);
    return sample.locality() == Locality.FOREIGN
        ? List.of(reached, ofPlace(series, ABROAD))
        : List.of(reached);
  }

  private static SeriesId ofPlace(SeriesId any, String signal) {
    return new SeriesId(any.country(), any.region(), any.asn(), "", "", signal);
  }

  /** Adds the slot of one series. */
  public void add(SeriesId series, ProbeSlot slot) {
    slots.put(series, slot);
  }

  /** Returns the series in the order they were added. */
  public List<SeriesId> series() {
    return List.copyOf(slots.keySet());
  }

  /** Returns the name of the network; empty when unknown. */
  public String networkName() {
    return slots.values().stream()
        .map(ProbeSlot::networkName)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Returns the vantages that are missing since now, or back. Who was inferred can't be missed. */
  public List<VantageLoss> losses() {
    TreeSet<Long> present = new TreeSet<>();
    for (ProbeSlot slot : slots.values()) {
      if (!slot.isInferred()) {
        for (Voice voice : slot.voices()) {
          if (voice.isListed()) {
            present.add(voice.vantage());
          }
        }
      }
    }
    return present.isEmpty() ? List.of() : memory.roll.note(present, end);
  }

  /**
   * Hands out the bins of every series, then those of the place as a whole. To be called once: the
   * place remembers the slot from then on.
   */
  public void bins(BiConsumer<SeriesId, ProbeBin> consumer) {
    slots.forEach(
        (id, slot) ->
            memory.targets.see(id.service(), id.component(), glimpse(slot), slot.locality()));
    slots.forEach((id, slot) -> consumer.accept(id, success(id, slot)));
    slots.forEach((id, slot) -> goodput(id, slot, consumer));
    reachability(consumer);
    abroad(consumer);
  }

  private Glimpse glimpse(ProbeSlot slot) {
    List<Voice> vantages = byVantage(List.of(slot));
    int failures = 0;
    for (Voice vantage : vantages) {
      failures += mostlyFails(vantage) ? 1 : 0;
    }
    return new Glimpse(end, vantages.size(), failures, slot.goodput());
  }

  private ProbeBin success(SeriesId id, ProbeSlot slot) {
    Target target = memory.targets.of(id.service(), id.component());
    // Of more targets in a slot than a place remembers, some are forgotten before they are judged.
    Locality locality = target == null ? slot.locality() : target.locality();
    Targets.Control control = memory.targets.control(id.service(), locality, end);
    return new ProbeBin(
        end - ProbeSlot.WIDTH_MS,
        end,
        slot.samples(),
        slot.failures(),
        control.votes(),
        control.failures(),
        slot.layers(),
        slot.voices());
  }

  /**
   * Goodput far below the ordinary while that of others isn't is a failure; where they are slow as
   * well, the network is congested. What is slow teaches nothing of the ordinary.
   */
  private void goodput(SeriesId id, ProbeSlot slot, BiConsumer<SeriesId, ProbeBin> consumer) {
    if (slot.goodput() == LogHistogram.NONE) {
      return;
    }
    Target target = memory.targets.of(id.service(), id.component());
    if (target == null) {
      return;
    }
    OptionalInt others = memory.targets.goodputBeside(id.service(), end);
    boolean isJudged = target.knowsGoodput() && others.isPresent();
    boolean isSlow = isJudged && target.isSlow(others.getAsInt());
    if (!isSlow) {
      target.learnGoodput(others.orElse(0));
    }
    if (isJudged) {
      consumer.accept(
          new SeriesId(
              id.country(), id.region(), id.asn(), id.service(), id.component(), PROBE_GOODPUT),
          goodputBin(votes(byVantage(List.of(slot)), isSlow), isSlow));
    }
  }

  /** The others, which are as fast as ever, are the controls that pass. */
  private ProbeBin goodputBin(List<Voice> votes, boolean isSlow) {
    int failures = isSlow ? votes.size() : 0;
    return new ProbeBin(
        end - ProbeSlot.WIDTH_MS,
        end,
        votes.size(),
        failures,
        Targets.LEAST_GOODPUTS,
        0,
        new LayerFailures(0, 0, 0, 0, 0, failures),
        votes);
  }

  /** A service that fails beside one that works is restricted; only together are they lost. */
  private void reachability(BiConsumer<SeriesId, ProbeBin> consumer) {
    if (memory.targets.areMany(end)) {
      judge(REACHABILITY, slots, memory.targets.isLost(end), new Targets.Control(0, 0), consumer);
    }
  }

  /** What is reached at home is the control of what is reached abroad. */
  private void abroad(BiConsumer<SeriesId, ProbeBin> consumer) {
    if (!memory.targets.areEnough()) {
      return;
    }
    List<Target> home = memory.targets.of(Locality.DOMESTIC, end);
    List<Target> abroad = memory.targets.of(Locality.FOREIGN, end);
    Map<SeriesId, ProbeSlot> seen = new LinkedHashMap<>(slots);
    seen.values().removeIf(slot -> slot.locality() != Locality.FOREIGN);
    if (seen.isEmpty() || !isMany(home) || !isMany(abroad)) {
      return;
    }
    int failures = (int) home.stream().filter(target -> target.last().isFailure()).count();
    boolean isLost = memory.targets.isAbroadLost(end);
    judge(ABROAD, seen, isLost, new Targets.Control(home.size(), failures), consumer);
  }

  private static boolean isMany(List<Target> targets) {
    return targets.size() >= Targets.LEAST_TARGETS;
  }

  /**
   * While everything fails, a vantage counts that fails more often than not at what worked before;
   * while anything passes, one that reached something. The others were unlucky, and say nothing of
   * the whole.
   */
  private void judge(
      String signal,
      Map<SeriesId, ProbeSlot> seen,
      boolean isLost,
      Targets.Control control,
      BiConsumer<SeriesId, ProbeBin> consumer) {
    Map<SeriesId, ProbeSlot> telling = new LinkedHashMap<>(seen);
    if (isLost) {
      telling
          .keySet()
          .removeIf(
              id -> !Targets.workedOfLate(memory.targets.of(id.service(), id.component()), end));
    }
    List<Voice> counted =
        byVantage(telling.values()).stream()
            .filter(voice -> isLost ? mostlyFails(voice) : voice.failures() < voice.samples())
            .toList();
    if (counted.isEmpty()) {
      return;
    }
    consumer.accept(
        ofPlace(slots.keySet().iterator().next(), signal),
        new ProbeBin(
            end - ProbeSlot.WIDTH_MS,
            end,
            counted.size(),
            isLost ? counted.size() : 0,
            control.votes(),
            control.failures(),
            LayerFailures.NONE,
            votes(counted, isLost)));
  }

  /** Returns the sums of each vantage over all the slots, under the least version that it used. */
  private static List<Voice> byVantage(Collection<ProbeSlot> slots) {
    if (slots.size() == 1) {
      List<Voice> voices = slots.iterator().next().voices();
      // Most slots hold one measurement.
      if (voices.size() == 1) {
        return voices;
      }
    }
    Map<Long, Voice> sums = new TreeMap<>();
    for (ProbeSlot slot : slots) {
      for (Voice voice : slot.voices()) {
        sums.merge(
            voice.vantage(),
            voice,
            (sum, one) ->
                new Voice(
                    sum.vantage(),
                    Math.min(sum.version(), one.version()),
                    sum.samples() + one.samples(),
                    sum.failures() + one.failures()));
      }
    }
    return List.copyOf(sums.values());
  }

  private static boolean mostlyFails(Voice voice) {
    return 2 * voice.failures() >= voice.samples();
  }

  /** Lets every vantage say the same, once. */
  private static List<Voice> votes(List<Voice> vantages, boolean isFailure) {
    return vantages.stream()
        .map(voice -> new Voice(voice.vantage(), voice.version(), 1, isFailure ? 1 : 0))
        .toList();
  }
}
