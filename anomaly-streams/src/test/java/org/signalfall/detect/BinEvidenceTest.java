package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinEvidenceTest {

  private static final double CAP = 1;

  @Test
  void shouldCountEveryVantageOnce() {
    BinEvidence evidence = BinEvidence.of(bin(12, 11, 0, 0, voice(1, 10, 10), voice(2, 2, 1)), CAP);

    assertThat(evidence).isEqualTo(new BinEvidence(2, 1.5));
  }

  @Test
  void shouldTakeTheRemainderForAsManyVantagesAsItMustHold() {
    BinEvidence evidence = BinEvidence.of(bin(10, 4, 0, 0, voice(1, 4, 4), voice(0, 6, 0)), CAP);

    assertThat(evidence).isEqualTo(new BinEvidence(3, 1));
  }

  @Test
  void shouldCountABinOfUnknownVantagesOnce() {
    BinEvidence evidence = BinEvidence.of(bin(20, 20, 0, 0), CAP);

    assertThat(evidence).isEqualTo(new BinEvidence(1, 1));
  }

  @Test
  void shouldKeepFailuresWhenControlsPass() {
    BinEvidence evidence = BinEvidence.of(bin(1, 1, 5, 0), CAP);

    assertThat(evidence).isEqualTo(new BinEvidence(1, 1));
  }

  @Test
  void shouldDropTheShareOfFailuresThatControlsSufferToo() {
    BinEvidence evidence = BinEvidence.of(bin(2, 1, 4, 1, voice(1, 1, 1), voice(2, 1, 0)), CAP);

    assertThat(evidence).isEqualTo(new BinEvidence(1.75, 0.75));
  }

  @Test
  void shouldDropAllFailuresWhenMostControlsFail() {
    BinEvidence evidence = BinEvidence.of(bin(2, 1, 4, 3, voice(1, 1, 1), voice(2, 1, 0)), CAP);

    assertThat(evidence).isEqualTo(new BinEvidence(1, 0));
  }

  private static Voice voice(long vantage, int samples, int failures) {
    return new Voice(vantage, Voice.UNKNOWN_VERSION, samples, failures);
  }

  private static ProbeBin bin(
      int samples, int failures, int controls, int controlFailures, Voice... voices) {
    return new ProbeBin(
        0,
        60_000,
        samples,
        failures,
        controls,
        controlFailures,
        LayerFailures.NONE,
        List.of(voices));
  }
}
