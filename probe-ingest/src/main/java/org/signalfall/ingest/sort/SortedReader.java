package org.signalfall.ingest.sort;

import java.io.IOException;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.TimedRecord;

/** Reads sorted entries back as records. */
final class SortedReader implements RecordReader {

  private final EntryReader entries;
  private final RecordCodec codec;
  private final long count;
  private long read;

  SortedReader(EntryReader entries, RecordCodec codec, long count) {
    this.entries = entries;
    this.codec = codec;
    this.count = count;
  }

  @Override
  public TimedRecord next() throws IOException {
    byte[] entry = entries.next();
    if (entry == null) {
      return null;
    }
    read++;
    return codec.decode(entry);
  }

  @Override
  public double progress() {
    return count == 0 ? 1.0 : (double) read / count;
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
