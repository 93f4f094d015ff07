package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CompanyTest {

  private static final long DAY_MS = 86_400_000;
  private static final long CHATTY = 1_000;

  private final Company company = new Company();

  @Test
  void shouldBeSeveralOnceAllButOneHaveSpokenThreeTimes() {
    hear(0, 1, 2);
    hear(1, 1, 2);
    assertThat(company.isSeveral()).isFalse();

    hear(2, 1, 2);

    assertThat(company.isSeveral()).isTrue();
  }

  @Test
  void shouldNotTakeAPasserByForCompany() {
    for (int day = 0; day < 10; day++) {
      hear(day, 1);
    }
    hear(10, 2);

    assertThat(company.isSeveral()).isFalse();
  }

  @Test
  void shouldForgetWhoWasNotHeardForAWeek() {
    for (int day = 0; day < 3; day++) {
      hear(day, 1, 2);
    }
    for (int day = 3; day < 12; day++) {
      hear(day, 1);
    }

    assertThat(company.isSeveral()).isFalse();
  }

  @Test
  void shouldBeSeveralThoughNobodyComesTwiceButTheChattyOne() {
    for (int day = 0; day < 7; day++) {
      hear(day, LongStream.range(20L * day, 20L * day + 20).map(vantage -> vantage + 1).toArray());
      for (int i = 0; i < 100; i++) {
        hear(day, CHATTY);
      }
    }

    assertThat(company.isSeveral()).isTrue();
    ByteBuffer bytes = ByteBuffer.allocate(Company.MAX_BYTES);
    company.write(bytes);
    assertThat(Company.read(bytes.flip()).isSeveral()).isTrue();
  }

  @Test
  void shouldBeAloneHoweverOftenOneVantageSpeaks() {
    for (int i = 0; i < 1_000; i++) {
      hear(1, CHATTY);
    }

    assertThat(company.isSeveral()).isFalse();
  }

  private void hear(int day, long... vantages) {
    List<Voice> voices =
        LongStream.of(vantages)
            .mapToObj(vantage -> new Voice(vantage, Voice.UNKNOWN_VERSION, 1, 0))
            .toList();
    long start = day * DAY_MS;
    company.hear(
        new ProbeBin(start, start + 60_000, voices.size(), 0, 0, 0, LayerFailures.NONE, voices));
  }
}
