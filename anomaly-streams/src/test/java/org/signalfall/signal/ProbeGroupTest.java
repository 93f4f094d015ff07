package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;

class ProbeGroupTest {

  private static final long END = 10 * Slots.WIDTH_MS;

  private final PlaceMemory memory = PlaceMemory.decode(null);
  private final ProbeGroup group = new ProbeGroup(END, memory);

  @Test
  void shouldHoldAServiceAgainstTheOthersThere() {
    group.add(series("telegram", "app"), slot(3, 2));
    group.add(series("telegram", "web"), slot(3, 1));
    group.add(series("whatsapp", "app"), slot(4, 1));

    Map<SeriesId, ProbeBin> bins = bins();

    ProbeBin app = bins.get(series("telegram", "app"));
    assertThat(app.samples()).isEqualTo(3);
    assertThat(app.failures()).isEqualTo(2);
    assertThat(app.controlSamples()).isEqualTo(4);
    assertThat(app.controlFailures()).isEqualTo(1);
    ProbeBin whatsapp = bins.get(series("whatsapp", "app"));
    assertThat(whatsapp.controlSamples()).as("the app may be blocked itself").isEqualTo(3);
    assertThat(whatsapp.controlFailures()).isEqualTo(1);
    assertThat(app.start()).isEqualTo(END - ProbeSlot.WIDTH_MS);
    assertThat(app.end()).isEqualTo(END);
  }

  @Test
  void shouldLoseConnectivityWhenEveryServiceFailsMoreOftenThanNot() {
    ProbeGroup before = new ProbeGroup(END - ProbeSlot.WIDTH_MS, memory);
    List.of("telegram", "whatsapp", "signal")
        .forEach(service -> before.add(series(service, "app"), slot(1, 0)));
    before.bins((id, bin) -> {});
    group.add(series("telegram", "app"), slot(2, 1));
    group.add(series("whatsapp", "app"), slot(4, 3));
    group.add(series("signal", "app"), slot(1, 1));

    ProbeBin reached = bins().get(reachability());

    assertThat(reached.samples()).isEqualTo(3);
    assertThat(reached.failures()).isEqualTo(3);
  }

  @Test
  void shouldReachAPlaceWhereOneServiceWorks() {
    group.add(series("telegram", "app"), slot(2, 2));
    group.add(series("whatsapp", "app"), slot(4, 4));
    group.add(series("signal", "app"), slot(3, 1));

    assertThat(bins().get(reachability()).failures()).isZero();
  }

  @Test
  void shouldSayNothingOfConnectivityFromTwoServices() {
    group.add(series("telegram", "app"), slot(2, 2));
    group.add(series("whatsapp", "app"), slot(4, 4));

    assertThat(bins()).hasSize(2);
  }

  @Test
  void shouldJudgeEveryTargetWhenASlotHoldsMoreThanAPlaceRemembers() {
    int targets = Targets.MAX_TARGETS + 2;
    for (int target = 0; target < targets; target++) {
      ProbeSlot fast = new ProbeSlot();
      fast.add(ProbeSampleMother.fast(target, 1, 1_000));
      group.add(series("telegram", "app" + target), fast);
    }

    assertThat(bins().values())
        .hasSize(targets)
        .allSatisfy(bin -> assertThat(bin.samples()).isEqualTo(1));
  }

  @Test
  void shouldNameTheNetworkWhenAnySlotKnowsIt() {
    group.add(series("telegram", "app"), slot(1, 0));
    ProbeSlot named = new ProbeSlot();
    named.add(ProbeSampleMother.sample(1, 1, null, "JTL"));
    group.add(series("whatsapp", "app"), named);

    assertThat(group.networkName()).isEqualTo("JTL");
  }

  private Map<SeriesId, ProbeBin> bins() {
    Map<SeriesId, ProbeBin> bins = new LinkedHashMap<>();
    group.bins(bins::put);
    List<SeriesId> order = new ArrayList<>(bins.keySet());
    assertThat(order.subList(0, group.series().size())).isEqualTo(group.series());
    return bins;
  }

  private static SeriesId series(String service, String component) {
    return new SeriesId("KE", "", 12455, service, component, ProbeGroup.PROBE_SUCCESS);
  }

  private static SeriesId reachability() {
    return new SeriesId("KE", "", 12455, "", "", ProbeGroup.REACHABILITY);
  }

  private static ProbeSlot slot(int samples, int failures) {
    ProbeSlot slot = new ProbeSlot();
    for (int i = 0; i < samples; i++) {
      slot.add(ProbeSampleMother.sample(i, 1 + i, i < failures ? LayerFailures.NONE : null, ""));
    }
    return slot;
  }
}
