package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnswerTest {

  private static final List<BlockPage> NO_BLOCK_PAGES = List.of();
  private static final String ARBITRARY_BODY = "Hello.";

  @ParameterizedTest
  @CsvSource({
    "200,PASSED",
    "301,PASSED",
    "403,PASSED",
    "404,PASSED",
    "451,BLOCK_PAGE",
    "500,UNEXPECTED_ANSWER",
    "599,UNEXPECTED_ANSWER"
  })
  void shouldReadTheStatus(int status, Finding finding) {
    assertThat(answer(status).finding(target(OptionalInt.empty()), NO_BLOCK_PAGES))
        .isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({"204,PASSED", "200,UNEXPECTED_ANSWER", "302,UNEXPECTED_ANSWER"})
  void shouldHoldTheStatusAgainstTheOneThatIsExpected(int status, Finding finding) {
    assertThat(answer(status).finding(target(OptionalInt.of(204)), NO_BLOCK_PAGES))
        .isEqualTo(finding);
  }

  @Test
  void shouldNotTakeALocationForARedirectWithoutItsStatus() {
    BlockPage page = new BlockPage(BlockPage.Place.REDIRECT, "", "blocked.example");
    List<HttpAnswer.Field> fields =
        List.of(new HttpAnswer.Field("location", "http://BLOCKED.example/"));

    assertThat(page.marks(new HttpAnswer(200, fields, ARBITRARY_BODY))).isFalse();
    assertThat(page.marks(new HttpAnswer(302, fields, ARBITRARY_BODY))).isTrue();
  }

  @Test
  void shouldRefuseABlockPageThatMarksEverything() {
    assertThatThrownBy(() -> new BlockPage(BlockPage.Place.BODY, "", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlockPage(BlockPage.Place.HEADER, "", "blocked"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlockPage(BlockPage.Place.BODY, "Server", "blocked"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpAnswer answer(int status) {
    return new HttpAnswer(status, List.of(), ARBITRARY_BODY);
  }

  private static ProbeTarget target(OptionalInt status) {
    return new ProbeTarget("service.example", 80, TargetKind.HTTP, "/", status, Optional.empty());
  }
}
