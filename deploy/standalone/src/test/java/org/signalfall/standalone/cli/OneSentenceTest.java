package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class OneSentenceTest {

  @Test
  void shouldSayOnlyTheMessageWhenItIsMeantForPeople() {
    assertThat(OneSentence.of(new CliException("There is no file x.")))
        .isEqualTo("There is no file x.");
  }

  @Test
  void shouldEndLikeASentenceWhenTheMessageDoesNot() {
    assertThat(OneSentence.of(new KafkaException("Timed out"))).isEqualTo("Timed out.");
  }

  @Test
  void shouldKeepToTheFirstLineWhenTheMessageHasMore() {
    assertThat(OneSentence.of(new KafkaException("first\nsecond"))).isEqualTo("first.");
  }

  @Test
  void shouldNameTheKindWhenTheMessageIsMeantForProgrammers() {
    assertThat(OneSentence.of(new IllegalStateException("x is 3")))
        .isEqualTo("IllegalStateException: x is 3.");
  }

  @Test
  void shouldNameTheKindWhenThereIsNoMessage() {
    assertThat(OneSentence.of(new NullPointerException()))
        .isEqualTo("NullPointerException without a word of explanation.");
  }
}
