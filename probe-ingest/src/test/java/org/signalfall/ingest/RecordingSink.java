package org.signalfall.ingest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a live source says, in its order, and acknowledges it at once. */
public final class RecordingSink implements LiveSink {

  /** One call of the source. */
  public sealed interface Word {}

  public record Put(TimedRecord record) implements Word {}

  public record Rejected(Rejection rejection) implements Word {}

  public record Lost(long through) implements Word {}

  public record Found() implements Word {}

  private final List<Word> words = new CopyOnWriteArrayList<>();

  @Override
  public CompletableFuture<Void> put(TimedRecord record) {
    words.add(new Put(record));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<CompletableFuture<Void>> offer(
      List<TimedRecord> records, List<Rejection> rejections) {
    records.forEach(record -> words.add(new Put(record)));
    rejections.forEach(rejection -> words.add(new Rejected(rejection)));
    return Optional.of(CompletableFuture.completedFuture(null));
  }

  @Override
  public CompletableFuture<Void> reject(Rejection rejection) {
    words.add(new Rejected(rejection));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void lost(long through) {
    words.add(new Lost(through));
  }

  @Override
  public void found() {
    words.add(new Found());
  }

  /** Returns everything said so far. */
  public List<Word> words() {
    return words;
  }

  /** Returns the records in order. */
  public List<TimedRecord> records() {
    return words.stream().filter(Put.class::isInstance).map(word -> ((Put) word).record()).toList();
  }

  /** Returns the reasons of the rejections in order. */
  public List<String> reasons() {
    return words.stream()
        .filter(Rejected.class::isInstance)
        .map(word -> ((Rejected) word).rejection().reason())
        .toList();
  }

  /** Returns the kinds of all words in order, such as {@code Put}. */
  public List<String> kinds() {
    return words.stream().map(word -> word.getClass().getSimpleName()).toList();
  }
}
