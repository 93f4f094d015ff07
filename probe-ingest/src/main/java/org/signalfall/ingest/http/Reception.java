package org.signalfall.ingest.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;

/**
 * Hands what requests hold to the sink, each measurement once, and says what became of it when the
 * brokers have acknowledged all of a request.
 *
 * <p>A measurement that is sent again while it is still on its way is waited for and not sent
 * again, so that "acknowledged" means the same for whoever asks.
 */
final class Reception {

  private final String feed;
  private final LiveSink sink;
  private final RecentMeasurements recent;
  private final Map<String, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Opens a reception.
   *
   * @param recent what was acknowledged before; to be left to this reception
   */
  Reception(String feed, LiveSink sink, RecentMeasurements recent) {
    this.feed = feed;
    this.sink = sink;
    this.recent = recent;
  }

  /** Takes a request, or all that is new of it; never blocks. */
  CompletableFuture<Reply> receive(Submission submission) {
    String request = UUID.randomUUID().toString();
    List<Rejection> rejections =
        submission.badLines().stream().map(line -> rejection(request, line)).toList();
    List<CompletableFuture<Void>> awaited = new ArrayList<>();
    Optional<Integer> accepted = hand(submission.measurements(), rejections, awaited);
    if (accepted.isEmpty()) {
      return CompletableFuture.completedFuture(Replies.busy());
    }
    int duplicates = submission.measurements().size() - accepted.get();
    return answered(
        request,
        CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new))
            .thenApply(
                done -> Replies.taken(request, accepted.get(), duplicates, submission.badLines()))
            .exceptionally(failure -> Replies.unacknowledged()));
  }

  /** Tells everybody who still waits that the brokers have not acknowledged it. */
  void close() {
    closed = true;
    waiting.forEach((request, reply) -> reply.complete(Replies.unacknowledged()));
  }

  /** Returns how many measurements of the list were new and are on their way now. */
  private synchronized Optional<Integer> hand(
      List<ProbeMeasurement> measurements,
      List<Rejection> rejections,
      List<CompletableFuture<Void>> awaited) {
    Set<Long> fresh = new LinkedHashSet<>();
    List<TimedRecord> records = new ArrayList<>();
    Set<CompletableFuture<Void>> underWay = new LinkedHashSet<>();
    for (ProbeMeasurement measurement : measurements) {
      long identity = Identity.of(measurement);
      Optional<CompletableFuture<Void>> before = recent.find(identity);
      if (before.isPresent()) {
        before.filter(known -> !known.isDone()).ifPresent(underWay::add);
      } else if (fresh.add(identity)) {
        records.add(new TimedProbe(measurement));
      }
    }
    Optional<CompletableFuture<Void>> offered = sink.offer(records, rejections);
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    fresh.forEach(identity -> recent.remember(identity, offered.get()));
    awaited.add(offered.get());
    awaited.addAll(underWay);
    return Optional.of(fresh.size());
  }

  private CompletableFuture<Reply> answered(String request, CompletableFuture<Reply> reply) {
    waiting.put(request, reply);
    CompletableFuture<Reply> answered = reply.whenComplete((done, e) -> waiting.remove(request));
    if (closed) {
      reply.complete(Replies.unacknowledged());
    }
    return answered;
  }

  private Rejection rejection(String request, BadLine line) {
    return new Rejection(
        feed,
        "request " + request + ", line " + line.number(),
        line.reason(),
        line.bytes(),
        line.length());
  }
}
