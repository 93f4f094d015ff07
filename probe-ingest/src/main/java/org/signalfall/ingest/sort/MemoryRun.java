package org.signalfall.ingest.sort;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A sorted run that is still in memory. */
final class MemoryRun implements EntryReader {

  private final Iterator<byte[]> entries;

  MemoryRun(List<byte[]> unsorted) {
    unsorted.sort(Arrays::compareUnsigned);
    this.entries = unsorted.iterator();
  }

  @Override
  public byte[] next() {
    return entries.hasNext() ? entries.next() : null;
  }

  @Override
  public void close() {}
}
