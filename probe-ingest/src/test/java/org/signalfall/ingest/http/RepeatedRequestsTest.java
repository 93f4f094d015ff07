package org.signalfall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedRequestsTest {

  private static final byte[] BODY = {1};
  private static final byte[] OTHER_BODY = {2};
  private static final Reply ARBITRARY_REPLY = new Reply(200, 0, new byte[10]);

  private final RepeatedRequests requests = new RepeatedRequests(3, 25);
  private final AtomicInteger works = new AtomicInteger();

  @Test
  void shouldGiveTheReplyOfTheFirstWhenAKeyComesAgain() throws Exception {
    CompletableFuture<Reply> first = once(key("k"), new Reply(200, 0, new byte[] {7}));
    CompletableFuture<Reply> again = once(key("k"), ARBITRARY_REPLY);

    assertThat(again.join()).isSameAs(first.join());
    assertThat(works).hasValue(1);
  }

  @Test
  void shouldWaitForTheFirstWhenAKeyComesAgainMeanwhile() throws Exception {
    CompletableFuture<Reply> work = new CompletableFuture<>();
    CompletableFuture<Reply> first = requests.once(key("k"), BODY, () -> work);
    CompletableFuture<Reply> again = once(key("k"), ARBITRARY_REPLY);

    assertThat(again).isNotDone();
    work.complete(ARBITRARY_REPLY);
    assertThat(again.join()).isSameAs(first.join());
    assertThat(works).hasValue(0);
  }

  @Test
  void shouldRefuseAKeyThatStoodForAnotherBody() throws Exception {
    var unused = once(key("k"), ARBITRARY_REPLY);

    assertThatThrownBy(
            () ->
                requests.once(key("k"), OTHER_BODY, () -> CompletableFuture.completedFuture(null)))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status()).isEqualTo(422));
  }

  @Test
  void shouldTellTheKeysOfTwoSendersApart() throws Exception {
    var unused = once(new RepeatedRequests.Key(0, "k"), ARBITRARY_REPLY);
    var unusedToo = once(new RepeatedRequests.Key(1, "k"), ARBITRARY_REPLY);

    assertThat(works).hasValue(2);
  }

  @Test
  void shouldWorkAgainWhenTheFirstWasToBeSentAgain() throws Exception {
    var unused = once(key("k"), Replies.busy());
    Reply again = once(key("k"), ARBITRARY_REPLY).join();

    assertThat(again).isSameAs(ARBITRARY_REPLY);
  }

  @Test
  void shouldForgetTheOldestWhenThereAreTooManyOrTheirRepliesAreTooLong() throws Exception {
    for (int i = 0; i < 3; i++) {
      var unused = once(key("small" + i), new Reply(200, 0, new byte[1]));
    }
    var unused = once(key("another"), new Reply(200, 0, new byte[1]));
    assertThat(requests.size()).isEqualTo(3);

    for (int i = 0; i < 3; i++) {
      var unusedLarge = once(key("large" + i), ARBITRARY_REPLY);
    }
    assertThat(requests.size()).isEqualTo(2);
    assertThat(requests.bytes()).isEqualTo(20);
  }

  private CompletableFuture<Reply> once(RepeatedRequests.Key key, Reply reply)
      throws RefusedException {
    return requests.once(
        key,
        BODY,
        () -> {
          works.incrementAndGet();
          return CompletableFuture.completedFuture(reply);
        });
  }

  private static RepeatedRequests.Key key(String text) {
    return new RepeatedRequests.Key(Tokens.ANYBODY, text);
  }
}
