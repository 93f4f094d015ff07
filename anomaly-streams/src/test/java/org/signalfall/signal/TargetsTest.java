package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Locality;

class TargetsTest {

  private static final long HOUR_MS = 3_600_000;

  private static final List<String> SERVICES = List.of("telegram", "whatsapp", "signal");

  private final Targets targets = new Targets();

  @Test
  void shouldAskTheControlsOfTheSameSlotAloneWhenTheyAreEnough() {
    see("signal", 9, 6, 6);
    see("signal", 10, 3, 0);
    see("whatsapp", 10, 3, 1);
    see("telegram", 10, 3, 3);

    assertThat(control("telegram", 10)).isEqualTo(new Targets.Control(6, 1));
  }

  @Test
  void shouldGoBackForControlsUntilThereAreEnough() {
    see("signal", 6, 1, 1);
    see("signal", 7, 3, 1);
    see("whatsapp", 8, 3, 0);
    see("telegram", 10, 1, 1);

    assertThat(control("telegram", 10)).isEqualTo(new Targets.Control(6, 1));
  }

  @Test
  void shouldNotAskControlsBeyondTheHorizon() {
    see("signal", 3, 9, 0);
    see("telegram", 10, 1, 1);

    assertThat(control("telegram", 10)).isEqualTo(new Targets.Control(0, 0));
  }

  @Test
  void shouldAskControlsOfTheSameSideOfTheBorderWhereThereAreSome() {
    for (int i = 0; i < 3; i++) {
      targets.see("home" + i, "app", glimpse(10, 1, 0), Locality.DOMESTIC);
      targets.see("abroad" + i, "app", glimpse(10, 1, 1), Locality.FOREIGN);
    }

    assertThat(targets.control("abroad0", Locality.FOREIGN, 10 * HOUR_MS))
        .isEqualTo(new Targets.Control(2, 2));
    assertThat(targets.control("elsewhere", Locality.UNKNOWN, 10 * HOUR_MS))
        .isEqualTo(new Targets.Control(3, 0));
  }

  @Test
  void shouldNotAskControlsThatAreBlockedThemselvesWhileAnotherWorks() {
    see("whatsapp", 10, 2, 2);
    see("signal", 10, 2, 2);
    see("google", 9, 2, 0);
    assertThat(control("telegram", 10)).isEqualTo(new Targets.Control(2, 0));

    see("google", 16, 2, 2);
    see("signal", 16, 2, 2);

    assertThat(control("telegram", 16)).as("nothing works").isEqualTo(new Targets.Control(4, 4));
  }

  @Test
  void shouldBeLostOnlyWhenTheLastWordOnEveryServiceIsFailure() {
    for (String service : SERVICES) {
      see(service, 9, 1, 0);
    }
    see("whatsapp", 10, 1, 1);
    see("telegram", 10, 1, 1);
    assertThat(targets.isLost(40 * HOUR_MS)).as("signal was not tried since").isFalse();

    see("signal", 40, 1, 1);

    assertThat(targets.isLost(40 * HOUR_MS)).isTrue();
  }

  @Test
  void shouldNotBeLostWhenServicesWereBannedOneByOne() {
    for (int day = 0; day < 9; day++) {
      for (int i = 0; i < SERVICES.size(); i++) {
        see(SERVICES.get(i), 24 * day, 1, day >= 3 * i ? 1 : 0);
      }
      assertThat(targets.isLost(24L * day * HOUR_MS)).isFalse();
    }
  }

  @Test
  void shouldNotBeLostWhenOneOddFailureMeetsServicesThatAreBannedAndLeak() {
    for (int hour = 0; hour < 60; hour++) {
      see("telegram", hour, 1, hour % 10 == 0 ? 0 : 1);
      see("whatsapp", hour, 1, hour % 9 == 0 ? 0 : 1);
      see("signal", hour, 1, hour == 58 ? 1 : 0);
      if (hour == 58) {
        assertThat(targets.isLost(hour * HOUR_MS)).isFalse();
      }
    }

    assertThat(workedOfLate("telegram", 59)).isFalse();
    assertThat(workedOfLate("signal", 59)).isTrue();
  }

  @Test
  void shouldStayLostWhenOneOfTwentyAttemptsGetsThrough() {
    for (int hour = 0; hour < 60; hour++) {
      for (int i = 0; i < SERVICES.size(); i++) {
        boolean fails = hour >= 20 && (hour + 5 * i) % 20 != 12;
        see(SERVICES.get(i), hour, 1, fails ? 1 : 0);
      }
    }

    assertThat(targets.isLost(59 * HOUR_MS)).isTrue();
  }

  @Test
  void shouldNotLearnThatATargetIsSlowFromTheFastestOfItsSlowTransfers() {
    for (int hour = 0; hour < 24; hour++) {
      run("telegram", hour, 40);
      run("signal", hour, 48);
      run("whatsapp", hour, 30);
    }

    for (int hour = 24; hour < 124; hour++) {
      run("telegram", hour, hour % 3 == 0 ? 36 : 32);
      run("signal", hour, 48);
      run("whatsapp", hour, 30);
    }

    assertThat(isSlow("telegram", 124, 33)).isTrue();
  }

  @Test
  void shouldHoldGoodputAgainstWhatIsOrdinaryForTheOthers() {
    for (int hour = 0; hour < 12; hour++) {
      run("telegram", hour, 40);
      run("signal", hour, 48);
      run("whatsapp", hour, 30);
    }

    for (int hour = 12; hour < 14; hour++) {
      run("signal", hour, 42);
      run("whatsapp", hour, 24);
    }
    assertThat(isSlow("telegram", 13, 34)).as("all are slow").isFalse();

    for (int hour = 14; hour < 16; hour++) {
      run("signal", hour, 48);
      run("whatsapp", hour, 30);
    }
    assertThat(isSlow("telegram", 15, 34)).as("it alone is slow").isTrue();
  }

  @Test
  void shouldNotTakeATargetForSlowWhenAnotherHasBeenQuickOnce() {
    for (int hour = 0; hour < 12; hour++) {
      run("telegram", hour, 40);
      run("signal", hour, 48);
      run("whatsapp", hour, 30);
    }

    run("signal", 12, 54);
    run("whatsapp", 12, 36);

    assertThat(isSlow("telegram", 12, 35)).isFalse();
  }

  @Test
  void shouldForgetTheTargetThatWasSeenLongestAgo() {
    for (int i = 0; i < 60; i++) {
      see("service " + i, i, 1, 0);
    }

    assertThat(targets.of("service 0", "app")).isNull();
    assertThat(targets.of("service 59", "app")).isNotNull();
    ByteBuffer bytes = ByteBuffer.allocate(Targets.MAX_BYTES);
    targets.write(bytes);
    ByteBuffer again = ByteBuffer.allocate(Targets.MAX_BYTES);
    Targets.read(bytes.flip()).write(again);
    assertThat(again.flip()).isEqualTo(bytes.rewind());
  }

  private void run(String service, int hour, int bucket) {
    targets.see(service, "app", new Glimpse(hour * HOUR_MS, 1, 0, bucket), Locality.UNKNOWN);
    int others = targets.goodputBeside(service, hour * HOUR_MS).orElse(0);
    targets.of(service, "app").learnGoodput(others);
  }

  private boolean isSlow(String service, int hour, int bucket) {
    targets.see(service, "app", new Glimpse(hour * HOUR_MS, 1, 0, bucket), Locality.UNKNOWN);
    int others = targets.goodputBeside(service, hour * HOUR_MS).orElseThrow();
    return targets.of(service, "app").isSlow(others);
  }

  private boolean workedOfLate(String service, int hour) {
    return Targets.workedOfLate(targets.of(service, "app"), hour * HOUR_MS);
  }

  private Targets.Control control(String service, int hour) {
    return targets.control(service, Locality.UNKNOWN, hour * HOUR_MS);
  }

  private void see(String service, int hour, int votes, int failures) {
    targets.see(service, "app", glimpse(hour, votes, failures), Locality.UNKNOWN);
  }

  private static Glimpse glimpse(int hour, int votes, int failures) {
    return new Glimpse(hour * HOUR_MS, votes, failures, LogHistogram.NONE);
  }
}
