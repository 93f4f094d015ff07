package org.signalfall.ingest.sort;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.TimedRecord;

/**
 * Sorts any number of records by time, then by all fields, in bounded memory: an external merge
 * sort (Knuth, The Art of Computer Programming, volume 3, section 5.4). What exceeds the budget is
 * written to temporary files as sorted runs. Input that fits never touches the disk.
 *
 * <p>Add everything, then call {@link #sorted()} once. Closing the reader, or the sorter when there
 * is none, deletes the files.
 */
public final class RecordSorter implements Closeable {

  /** Bytes held in memory unless told otherwise: 64 MiB. */
  public static final long DEFAULT_BUDGET_BYTES = 64L << 20;

  /** Most runs that are merged at once; bounds open files. */
  private static final int MAX_RUNS = 64;

  private static final int MIN_RUNS = 4;

  /** What an entry costs beside its bytes: array header, list slot, rounding. */
  private static final int ENTRY_OVERHEAD_BYTES = 32;

  private final RecordCodec codec = new RecordCodec();
  private final long budgetBytes;
  private final int maxRuns;
  private final List<EntryReader> runs = new ArrayList<>();
  private List<byte[]> entries = new ArrayList<>();
  private long heldBytes;
  private long count;

  /**
   * Creates a sorter.
   *
   * @param budgetBytes bytes of records to hold in memory, about
   */
  public RecordSorter(long budgetBytes) {
    this.budgetBytes = budgetBytes;
    // Each run has a read buffer, and all of them together must not outgrow the budget by much.
    this.maxRuns = (int) Math.max(MIN_RUNS, Math.min(MAX_RUNS, budgetBytes / RunFile.BUFFER));
  }

  /** Takes a record; its time must not be before 1970. */
  public void add(TimedRecord record) throws IOException {
    byte[] entry = codec.encode(record);
    entries.add(entry);
    heldBytes += entry.length + ENTRY_OVERHEAD_BYTES;
    count++;
    if (heldBytes > budgetBytes) {
      spill();
    }
  }

  /** Returns all records in order. The reader takes the files over. */
  public RecordReader sorted() throws IOException {
    runs.add(new MemoryRun(entries));
    RecordReader reader = new SortedReader(new RunMerge(runs), codec, count);
    runs.clear();
    return reader;
  }

  @Override
  public void close() throws IOException {
    for (EntryReader run : runs) {
      run.close();
    }
    runs.clear();
  }

  private void spill() throws IOException {
    if (runs.size() == maxRuns) {
      try (RunMerge merge = new RunMerge(runs)) {
        EntryReader merged = write(merge);
        runs.clear();
        runs.add(merged);
      }
    }
    runs.add(write(new MemoryRun(entries)));
    entries = new ArrayList<>();
    heldBytes = 0;
  }

  private static EntryReader write(EntryReader sorted) throws IOException {
    RunFile.Writer writer = new RunFile.Writer();
    try {
      for (byte[] entry = sorted.next(); entry != null; entry = sorted.next()) {
        writer.write(entry);
      }
      return writer.finish();
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }
}
