package org.signalfall.ingest.rislive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.input.InputFiles;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges files of messages by time, opening each when the time reaches it. Messages of one time
 * come in the order of the files.
 */
final class RisFilesReader implements RecordReader {

  private static final Logger LOG = LoggerFactory.getLogger(RisFilesReader.class);

  /** A file, its size, and the time of its first message in milliseconds since the epoch. */
  private record Input(Path file, long size, long firstTime) {}

  /** The next message of one file. */
  private record Head(RisFrame.Heard frame, int rank, Input input, RisFileReader reader) {

    long time() {
      return frame.origin().time().toEpochMilli();
    }
  }

  private final String feed;
  private final RisFrameParser parser;
  private final Rejections rejections;
  private final RisCounts counts = new RisCounts();
  private final Deque<TimedRecord> ready = new ArrayDeque<>();
  private final RisPeers peers;
  private final List<Input> inputs;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::time).thenComparingInt(Head::rank));
  private final long totalBytes;
  private long finishedBytes;
  private int opened;

  /**
   * Looks into each file and orders them by their first time, equal ones as given.
   *
   * @throws IOException when one can't be read
   */
  RisFilesReader(
      String feed,
      List<Path> files,
      FullFeedRule fullFeed,
      Plausibility plausibility,
      Rejections rejections)
      throws IOException {
    this.feed = feed;
    this.parser = new RisFrameParser(plausibility);
    this.rejections = rejections;
    this.peers = new RisPeers(fullFeed, counts, ready::add);
    this.inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(look(file));
    }
    inputs.sort(Comparator.comparingLong(Input::firstTime));
    this.totalBytes = inputs.stream().mapToLong(Input::size).sum();
  }

  @Override
  public TimedRecord next() throws IOException {
    while (ready.isEmpty()) {
      openWhatIsReached();
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      take(head);
      advance(head.rank(), head.input(), head.reader());
    }
    return ready.poll();
  }

  @Override
  public double progress() {
    if (totalBytes == 0) {
      return opened == inputs.size() && heads.isEmpty() ? 1.0 : 0.0;
    }
    long consumed = finishedBytes;
    for (Head head : heads) {
      consumed += head.reader().consumed();
    }
    return Math.min(1.0, (double) consumed / totalBytes);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Head head : heads) {
      try {
        head.reader().close();
      } catch (IOException e) {
        failure = e;
      }
    }
    heads.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /** Standard input can't be read twice, so it counts as the earliest. */
  private Input look(Path file) throws IOException {
    if (file.equals(InputFiles.STDIN)) {
      return new Input(file, 0, Long.MIN_VALUE);
    }
    try (RisFileReader reader =
        RisFileReader.open(feed, file, parser, new RisCounts(), rejection -> {})) {
      RisFrame.Heard first = reader.next();
      long time = first == null ? Long.MAX_VALUE : first.origin().time().toEpochMilli();
      return new Input(file, Files.size(file), time);
    }
  }

  private void openWhatIsReached() throws IOException {
    while (opened < inputs.size()
        && (heads.isEmpty() || inputs.get(opened).firstTime() <= heads.peek().time())) {
      int rank = opened++;
      Input input = inputs.get(rank);
      advance(rank, input, RisFileReader.open(feed, input.file(), parser, counts, rejections));
    }
  }

  private void advance(int rank, Input input, RisFileReader reader) throws IOException {
    RisFrame.Heard frame;
    try {
      frame = reader.next();
    } catch (IOException e) {
      reader.close();
      throw e;
    }
    if (frame != null) {
      heads.add(new Head(frame, rank, input, reader));
      return;
    }
    reader.close();
    finishedBytes += input.size();
    if (opened == inputs.size() && heads.isEmpty()) {
      LOG.info("read in {}: {}", feed, counts.byType());
    }
  }

  private void take(Head head) {
    try {
      peers.take(head.frame());
    } catch (MalformedRecordException e) {
      head.reader().reject(e.getMessage());
    }
  }

  /** Returns how many messages of each type were read so far. */
  RisCounts counts() {
    return counts;
  }
}
