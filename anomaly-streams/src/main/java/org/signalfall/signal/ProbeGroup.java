package org.signalfall.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;

/**
 * All probe slots of one place and time. Only together do they tell a restriction from an outage:
 * each service is held against its controls, the other services there, and all services together
 * make the reachability of the place.
 */
public final class ProbeGroup {

  /** Signal of the success of one component of one service. */
  public static final String PROBE_SUCCESS = "probe-success";

  /** Signal of the share of services that a place reaches; one service is one sample. */
  public static final String REACHABILITY = "services-reached";

  /** Fewer services than this say nothing of connectivity as such. */
  private static final int MIN_SERVICES_FOR_REACHABILITY = 3;

  private final long end;
  private final Map<SeriesId, ProbeSlot> slots = new LinkedHashMap<>();

  /**
   * Creates an empty group.
   *
   * @param end first instant after the slots, epoch ms
   */
  public ProbeGroup(long end) {
    this.end = end;
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

  /** Hands out the bin of every series, that of reachability last. */
  public void bins(BiConsumer<SeriesId, ProbeBin> consumer) {
    Map<String, int[]> byService = new LinkedHashMap<>();
    int samples = 0;
    int failures = 0;
    for (Map.Entry<SeriesId, ProbeSlot> entry : slots.entrySet()) {
      ProbeSlot slot = entry.getValue();
      int[] counts = byService.computeIfAbsent(entry.getKey().service(), s -> new int[2]);
      counts[0] += slot.samples();
      counts[1] += slot.failures();
      samples += slot.samples();
      failures += slot.failures();
    }
    for (Map.Entry<SeriesId, ProbeSlot> entry : slots.entrySet()) {
      ProbeSlot slot = entry.getValue();
      int[] own = byService.get(entry.getKey().service());
      consumer.accept(
          entry.getKey(),
          new ProbeBin(
              end - ProbeSlot.WIDTH_MS,
              end,
              slot.samples(),
              slot.failures(),
              samples - own[0],
              failures - own[1],
              slot.layers(),
              slot.topVantages()));
    }
    reachability(new ArrayList<>(byService.values()), consumer);
  }

  /** A service that fails beside one that works is restricted; only together are they lost. */
  private void reachability(List<int[]> services, BiConsumer<SeriesId, ProbeBin> consumer) {
    if (services.size() < MIN_SERVICES_FOR_REACHABILITY) {
      return;
    }
    boolean lost = services.stream().allMatch(counts -> 2 * counts[1] >= counts[0]);
    SeriesId any = slots.keySet().iterator().next();
    consumer.accept(
        new SeriesId(any.country(), any.region(), any.asn(), "", "", REACHABILITY),
        new ProbeBin(
            end - ProbeSlot.WIDTH_MS,
            end,
            services.size(),
            lost ? services.size() : 0,
            0,
            0,
            LayerFailures.NONE,
            List.of()));
  }
}
