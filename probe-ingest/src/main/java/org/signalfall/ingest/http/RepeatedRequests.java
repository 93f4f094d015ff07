package org.signalfall.ingest.http;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The last requests that carried a key of their own, so that one that comes again gets the reply of
 * the first (draft-ietf-httpapi-idempotency-key-header). The oldest is forgotten when there are too
 * many, or when their replies are too long together.
 */
final class RepeatedRequests {

  /** Requests that are remembered. */
  static final int CAPACITY = 10_000;

  /** Bytes of replies that are remembered: 16 MiB. */
  static final int CAPACITY_BYTES = 16 << 20;

  /**
   * Who sent a request, and the key that they gave it.
   *
   * @param sender number of the sender's token, or -1 where none is asked for
   */
  record Key(int sender, String key) {}

  private static final class Attempt {
    private final byte[] fingerprint;
    private final CompletableFuture<Reply> reply;
    private int bytes;

    private Attempt(byte[] fingerprint, CompletableFuture<Reply> reply) {
      this.fingerprint = fingerprint;
      this.reply = reply;
    }
  }

  private final int capacity;
  private final int capacityBytes;
  private final Map<Key, Attempt> attempts = new LinkedHashMap<>();
  private long bytes;

  RepeatedRequests() {
    this(CAPACITY, CAPACITY_BYTES);
  }

  RepeatedRequests(int capacity, int capacityBytes) {
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /**
   * Returns the reply of the first request with a key, which may be still to come; does the work
   * when this is the first.
   *
   * @param body what the key stands for
   * @throws RefusedException when the key stands for another body
   */
  CompletableFuture<Reply> once(Key key, byte[] body, Supplier<CompletableFuture<Reply>> work)
      throws RefusedException {
    byte[] fingerprint = Identity.sha256(body);
    CompletableFuture<Reply> reply;
    Attempt attempt;
    synchronized (this) {
      Attempt first = attempts.get(key);
      if (first != null) {
        if (!Arrays.equals(first.fingerprint, fingerprint)) {
          throw new RefusedException(422, "the Idempotency-Key was given to another body before");
        }
        return first.reply;
      }
      reply = new CompletableFuture<>();
      attempt = new Attempt(fingerprint, reply);
      attempts.put(key, attempt);
      forgetOldest();
    }
    var unused =
        work.get()
            .whenComplete(
                (done, failure) -> {
                  settle(key, attempt, done);
                  if (failure == null) {
                    reply.complete(done);
                  } else {
                    reply.completeExceptionally(failure);
                  }
                });
    return reply;
  }

  synchronized int size() {
    return attempts.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  /** What is to be sent again is forgotten at once. */
  private synchronized void settle(Key key, Attempt attempt, Reply reply) {
    if (attempts.get(key) != attempt) {
      return;
    }
    if (reply == null || !reply.isFinal()) {
      attempts.remove(key);
    } else {
      attempt.bytes = reply.json().length;
      bytes += attempt.bytes;
      forgetOldest();
    }
  }

  private void forgetOldest() {
    Iterator<Attempt> oldest = attempts.values().iterator();
    while (attempts.size() > capacity || bytes > capacityBytes) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }
}
