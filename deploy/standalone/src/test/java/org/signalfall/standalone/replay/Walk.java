package org.signalfall.standalone.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.series.SeriesSource;
import org.signalfall.schema.json.CanonicalEvent;

/** The whole walk of some input through a pipeline: raw topics, topology, events topic. */
public final class Walk {

  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final int PARTITIONS = 3;

  private final List<Source> sources;

  private Walk(List<Source> sources) {
    this.sources = sources;
  }

  static Walk of(Source... sources) {
    return new Walk(List.of(sources));
  }

  static Source series(Path file) {
    return new SeriesSource(file, Map.of());
  }

  /** Takes both files of some generated input. */
  public static Walk of(GeneratedInput.Files files) {
    return of(series(files.series()), new OoniSource(List.of(files.ooni())));
  }

  /** Starts a pipeline on free ports with as many partitions as the command has. */
  public static Pipeline pipeline() throws InterruptedException {
    return pipeline(PARTITIONS);
  }

  static Pipeline pipeline(int partitions) throws InterruptedException {
    return Pipeline.start(new Pipeline.Options(partitions, 0, 0, null), step -> {});
  }

  ReplayResult run(int partitions) throws InterruptedException {
    try (Pipeline pipeline = pipeline(partitions)) {
      return through(pipeline);
    }
  }

  ReplayResult run() throws InterruptedException {
    return run(PARTITIONS);
  }

  /** Sends the input through a pipeline that no other input has gone through. */
  public ReplayResult through(Pipeline pipeline) throws InterruptedException {
    ReplayPlan plan = new ReplayPlan(sources, Origin.REPLAY, GRACE);
    return new ReplayRun(pipeline, plan, () -> false).run(SilentView.INSTANCE);
  }

  static List<String> canonical(ReplayResult result) {
    return result.revisions().stream().map(CanonicalEvent::line).toList();
  }
}
