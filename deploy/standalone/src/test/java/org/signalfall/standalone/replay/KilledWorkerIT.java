package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.standalone.Standalone;

/**
 * Law 4 of the contract: a worker that is killed in mid-work, again and again, changes nothing that
 * a reader of commits sees. By hand with more kills: {@code -Dworker.kills=100}.
 */
class KilledWorkerIT {

  private static final int KILLS = Integer.getInteger("worker.kills", 10);
  private static final long SEED = 20_220_921;

  /** A static member: who comes back under its name has nobody to wait for. */
  private static final Map<String, String> STATIC = Map.of("group.instance.id", "worker");

  @TempDir private Path folder;

  @Test
  @Timeout(1_200)
  void shouldPublishTheSameEventsWhenAWorkerIsKilledAtRandomPoints() throws Exception {
    GeneratedInput.Files input = GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder);

    List<String> undisturbed = Walk.canonical(Walk.of(input).run(1));
    List<String> disturbed = disturbed(input);

    assertThat(undisturbed).hasSizeGreaterThan(10);
    assertThat(disturbed).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  private List<String> disturbed(GeneratedInput.Files input) throws Exception {
    try (Standalone cluster = Standalone.start(Standalone.Options.temporary());
        Deployment deployment = new Deployment(client(cluster), folder)) {
      deployment.send(input);
      WorkerProcess worker = deployment.worker("worker", STATIC);
      long written = deployment.written();
      for (long point : new Random(SEED).longs(KILLS, 1, written).sorted().toArray()) {
        worker.start();
        deployment.awaitCommitted(point);
        worker.kill();
      }
      worker.start();
      return deployment.events();
    }
  }

  private static Map<String, Object> client(Standalone cluster) {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", cluster.bootstrapServers());
    client.put("schema.registry.url", cluster.registryUrl());
    return client;
  }
}
