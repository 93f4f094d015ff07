package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.baseline.BaselineRules;

/** What is in changelogs must stay readable: a digest here changes only with a new format tag. */
class StateFormatTest {

  private static final byte LEVEL_FORMAT = 3;
  private static final byte PROBE_FORMAT = 4;
  private static final int MAX_BYTES = 4_096;

  private final LevelDetector levels = new LevelDetector(LevelRules.defaults());
  private final ProbeDetector probes = new ProbeDetector(ProbeRules.defaults());

  @Test
  void shouldKeepTheLevelFormat() {
    byte[] bytes = busyLevelState().encode();

    assertThat(bytes[0]).isEqualTo(LEVEL_FORMAT);
    assertThat(digest(bytes)).isEqualTo("17a068f76cf5b0c8");
  }

  @Test
  void shouldKeepTheProbeFormat() {
    byte[] bytes = busyProbeState().encode();

    assertThat(bytes[0]).isEqualTo(PROBE_FORMAT);
    assertThat(digest(bytes)).isEqualTo("50d84c374d30a330");
  }

  @Test
  void shouldEncodeWhatItDecoded() {
    byte[] level = busyLevelState().encode();
    byte[] probe = busyProbeState().encode();

    assertThat(LevelState.decode(level).encode()).isEqualTo(level);
    assertThat(ProbeState.decode(probe).encode()).isEqualTo(probe);
  }

  @Test
  void shouldEncodeAFreshState() {
    byte[] level = LevelState.fresh().encode();
    byte[] probe = ProbeState.fresh().encode();

    assertThat(LevelState.decode(level).status()).isEqualTo(SeriesStatus.INSUFFICIENT);
    assertThat(ProbeState.decode(probe).status()).isEqualTo(SeriesStatus.INSUFFICIENT);
  }

  @Test
  void shouldFitInFourKibibytesWhenAllThatCanWaitWaits() {
    LevelState state = LevelState.fresh();
    LevelStream.flat(1_000, Duration.ofMinutes(5), 1)
        .bins(Duration.ofDays(4))
        .forEachOrdered(
            bin ->
                state.baseline.observe(
                    BaselineRules.defaults(), bin.start(), bin.cadence(), bin.value()));
    byte[] crowded = crowdedProbeState().encode();

    assertThat(state.encode())
        .hasSizeGreaterThan(LevelState.fresh().encode().length + 1_000)
        .hasSizeLessThan(MAX_BYTES);
    assertThat(crowded).hasSizeLessThan(MAX_BYTES);
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelState.decode(new byte[] {9}))
        .withMessage("Level state has format 9, this version reads 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeState.decode(new byte[] {9}))
        .withMessage("Probe state has format 9, this version reads 4");
  }

  private LevelState busyLevelState() {
    LevelState state = LevelState.fresh();
    LevelStream.diurnal(1_000, 1, Duration.ofMinutes(30), 3)
        .losing(Duration.ofDays(5), Duration.ofDays(7), 0.3)
        .bins(Duration.ofDays(6))
        .forEachOrdered(bin -> levels.judge(state, bin));
    return state;
  }

  private ProbeState busyProbeState() {
    ProbeState state = ProbeState.fresh();
    ProbeStream.failing(0.05, Duration.ofHours(1), 3)
        .spell(Duration.ofDays(5), Duration.ofDays(7), 0.9)
        .bins(Duration.ofDays(6))
        .forEachOrdered(bin -> probes.judge(state, bin));
    return state;
  }

  /** Every run of the bank is busy, and everything has seen more vantages than it can hold. */
  private ProbeState crowdedProbeState() {
    ProbeState state = ProbeState.fresh();
    List<Voice> voices = new ArrayList<>();
    for (int i = 1; i <= 2 * VantageSet.CAPACITY; i++) {
      voices.add(new Voice(i, i, 1, 1));
    }
    for (ProbeRun run : state.runs) {
      run.extend(
          new ProbeBin(0, 60_000, voices.size(), voices.size(), 0, 0, LayerFailures.NONE, voices),
          new BinEvidence(1, 1),
          0);
      state.event.absorb(run);
      run.become(state.event);
    }
    state.recovery.become(state.event);
    for (int hour = 0; hour < 9; hour++) {
      long start = hour * 3_600_000L;
      List<Voice> odd = new ArrayList<>(voices);
      odd.replaceAll(voice -> new Voice(voice.vantage(), voice.vantage() % 7, 1, 0));
      odd.set(hour, new Voice(1 + hour, hour, 1, 1));
      ProbeBin bin =
          new ProbeBin(start, start + 60_000, odd.size(), 1, 0, 0, LayerFailures.NONE, odd);
      state.contrast.observe(bin, () -> 0.02, () -> 12);
      state.company.hear(bin);
    }
    return state;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
