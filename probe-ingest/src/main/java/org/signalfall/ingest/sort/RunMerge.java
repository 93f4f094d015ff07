package org.signalfall.ingest.sort;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/** Merges sorted runs into one, holding one entry of each. */
final class RunMerge implements EntryReader {

  @SuppressWarnings(
      "ArrayRecordComponent") // Heads are ordered by what the array holds, never compared as
  // records.
  private record Head(byte[] entry, EntryReader run) {}

  private final List<EntryReader> runs;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.entry(), b.entry()));

  RunMerge(List<EntryReader> runs) throws IOException {
    this.runs = List.copyOf(runs);
    for (EntryReader run : this.runs) {
      advance(run);
    }
  }

  @Override
  public byte[] next() throws IOException {
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    advance(head.run());
    return head.entry();
  }

  @Override
  public void close() throws IOException {
    for (EntryReader run : runs) {
      run.close();
    }
  }

  private void advance(EntryReader run) throws IOException {
    byte[] entry = run.next();
    if (entry != null) {
      heads.add(new Head(entry, run));
    }
  }
}
