package org.signalfall.ingest.mrt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.input.InputFiles;

/** One run of the parser: the text of what it read, and what it rejected. */
final class MrtRun {

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final CollectedRejections rejections = new CollectedRejections();
  private final MrtCounts counts = new MrtCounts();

  private MrtRun() {}

  static MrtRun of(byte[]... parts) throws IOException {
    return of(new ByteArrayInputStream(Wire.join(parts)));
  }

  static MrtRun of(Path file) throws IOException {
    return of(InputFiles.open(file));
  }

  static MrtRun of(InputStream in) throws IOException {
    MrtRun run = new MrtRun();
    MrtDump dump = new MrtDump(run.text);
    try (MrtParser parser = new MrtParser("bgp:test", "test.mrt", in, run.rejections, run.counts)) {
      while (parser.next(dump)) {
        // The dump takes it.
      }
    }
    dump.flush();
    return run;
  }

  byte[] bytes() {
    return text.toByteArray();
  }

  List<String> lines() {
    return text.toString(StandardCharsets.US_ASCII).lines().toList();
  }

  List<Rejection> rejections() {
    return rejections.all();
  }

  /** Returns rejections as {@code offset: reason}. */
  List<String> rejected() {
    return rejections.all().stream()
        .map(one -> one.place().replace("test.mrt, byte ", "") + ": " + one.reason())
        .toList();
  }

  MrtCounts counts() {
    return counts;
  }
}
