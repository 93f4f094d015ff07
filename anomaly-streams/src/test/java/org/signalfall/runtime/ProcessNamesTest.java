package org.signalfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessNamesTest {

  private static final String HERE = "signalfall-0a1b2c3d-0000-4000-8000-000000000001";
  private static final String GONE = "signalfall-0a1b2c3d-0000-4000-8000-000000000002";

  private final ProcessNames names = new ProcessNames("signalfall");

  @Test
  void shouldNameEveryThreadOfAProcessThatIsNoMember() {
    List<String> open = List.of(HERE + "-1", GONE + "-1", GONE + "-12");

    assertThat(names.withoutMember(open, List.of(member(HERE))))
        .containsExactly(GONE + "-1", GONE + "-12");
  }

  @Test
  void shouldTakeAProcessForPresentWhenOneOfItsThreadsIs() {
    String otherThread = HERE + "-StreamThread-7-consumer";

    assertThat(names.withoutMember(List.of(HERE + "-1"), List.of(otherThread))).isEmpty();
  }

  @Test
  void shouldLeaveTheTransactionsOfOthersAlone() {
    List<String> others =
        List.of(
            "signalfall-ingest-ooni-0",
            "signalfall-test-0a1b2c3d-0000-4000-8000-000000000003-1",
            "other-0a1b2c3d-0000-4000-8000-000000000003-1",
            GONE + "-1-more");

    assertThat(names.withoutMember(others, List.of(member(HERE)))).isEmpty();
  }

  @Test
  void shouldNameNobodyWhenAMemberCannotBeTold() {
    List<String> members = List.of(member(HERE), "worker-a-StreamThread-1-consumer");

    assertThat(names.withoutMember(List.of(GONE + "-1"), members)).isEmpty();
  }

  @Test
  void shouldNameNobodyWhenNobodyIsMember() {
    assertThat(names.withoutMember(List.of(GONE + "-1"), List.of())).isEmpty();
  }

  private static String member(String process) {
    return process + "-StreamThread-1-consumer";
  }
}
