package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.signalfall.ingest.prober.LocalNet.SERVICE;
import static org.signalfall.ingest.prober.LocalNet.service;
import static org.signalfall.ingest.prober.LocalNet.target;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;

class ProberTest {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<ProbeMeasurement> measured = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private LocalNet net;

  @BeforeEach
  void startNet() throws IOException {
    net = new LocalNet();
  }

  @AfterEach
  void closeNet() throws Exception {
    thread.shutdownNow();
    net.close();
  }

  @Test
  void shouldGoOnProbingWhileATargetHangs() throws Exception {
    int hangs = net.serve(Behaviour.hang());
    int answers = net.serve("127.0.0.3", 0, Behaviour.ok());
    ServicePlan slow = service("slow", target(SERVICE, hangs, TargetKind.HTTP));
    ServicePlan quick = service("quick", target("127.0.0.3", answers, TargetKind.HTTP));

    try (Prober prober = net.prober(net.settings(EVERY, LONG), slow, quick)) {
      Future<?> running = run(prober, measured::add);

      await().until(() -> measured.size() >= 3);
      assertThat(running).isNotDone();
    }

    assertThat(measured).extracting(ProbeMeasurement::getService).containsOnly("quick");
    assertThat(measured).extracting(ProbeMeasurement::getMeasurementId).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellWhenAServiceGoesAway() throws Exception {
    int port = net.serve("127.0.0.3", 0, Behaviour.ok());
    int service = net.serve("127.0.0.4", 0, Behaviour.first(Behaviour.ok(), Behaviour.reset()));
    net.controls(LocalNet.control(target("127.0.0.3", port, TargetKind.HTTP)));
    ServicePlan plan = service("service", target("127.0.0.4", service, TargetKind.HTTP));

    try (Prober prober = net.prober(net.settings(EVERY, LONG), plan)) {
      var unused = run(prober, measured::add);

      await().until(() -> measured.size() >= 2);
    }

    assertThat(measured)
        .extracting(measurement -> measurement.getComponents().get(0).getOutcome())
        .startsWith(Outcome.SUCCESS, Outcome.FAILURE);
  }

  @Test
  void shouldEndAndCloseEverySocketAtOnceWhenClosed() throws Exception {
    int port = net.serve(Behaviour.hang());
    ServicePlan plan = service("service", target(SERVICE, port, TargetKind.TLS));
    Future<?> running;
    try (Prober prober = net.prober(net.settings(EVERY, LONG), plan)) {
      running = run(prober, measured::add);

      await().until(() -> net.sockets().opened().stream().anyMatch(Socket::isConnected));
    }

    await().until(running::isDone);
    assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(net.sockets().opened()).allMatch(Socket::isClosed);
    assertThat(measured).isEmpty();
  }

  @Test
  void shouldEndWithTheReasonWhenTheSinkTakesNoMore() throws Exception {
    int port = net.serve(Behaviour.ok());
    ServicePlan plan = service("service", target(SERVICE, port, TargetKind.TCP));

    try (Prober prober = net.prober(net.settings(EVERY, LONG), plan)) {
      assertThatThrownBy(
              () ->
                  prober.runOnce(
                      measurement -> {
                        throw new IOException("the disk is full");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("the disk is full");
    }
  }

  @Test
  void shouldLeaveTargetsUntriedWhoseTurnComesTooLate() throws Exception {
    int port = net.serve(Behaviour.hang());
    ProbeTarget[] targets = new ProbeTarget[9];
    Arrays.fill(targets, target("127.0.0.2", port, TargetKind.TLS));

    try (Prober prober =
        net.prober(net.settings(EVERY, LocalNet.TIMEOUT), service("service", targets))) {
      prober.runOnce(measured::add);
    }

    var outcome = measured.get(0).getComponents().get(0);
    assertThat(outcome.getEndpointsExpected()).isEqualTo(9);
    assertThat(outcome.getEndpointsTried()).isLessThan(9);
    assertThat(outcome.getEndpointsFailed()).isEqualTo(outcome.getEndpointsTried());
  }

  @Test
  void shouldBeALiveSourceOfAProbeFeed() throws Exception {
    int port = net.serve(Behaviour.ok());
    ServicePlan plan = service("service", target(SERVICE, port, TargetKind.TCP));
    List<TimedRecord> records = Collections.synchronizedList(new ArrayList<>());

    try (Prober prober = net.prober(net.settings(EVERY, LONG), plan)) {
      ProberSource source = new ProberSource("prober:home-7", prober);
      var unused = thread.submit(() -> listen(source, records));

      await().until(() -> !records.isEmpty());
      assertThat(source.feed().name()).isEqualTo("prober:home-7");
    }

    assertThat(records.get(0)).isInstanceOf(TimedProbe.class);
    assertThat(records.get(0).time()).isEqualTo(LocalNet.NOW.toEpochMilli());
  }

  private Future<?> run(Prober prober, MeasurementSink sink) {
    return thread.submit(
        () -> {
          prober.run(sink);
          return null;
        });
  }

  private static Void listen(ProberSource source, List<TimedRecord> records)
      throws IOException, InterruptedException {
    source.listen(
        new LiveSink() {
          @Override
          public CompletableFuture<Void> put(TimedRecord record) {
            records.add(record);
            return CompletableFuture.completedFuture(null);
          }

          @Override
          public Optional<CompletableFuture<Void>> offer(
              List<TimedRecord> batch, List<Rejection> rejections) {
            throw new UnsupportedOperationException();
          }

          @Override
          public CompletableFuture<Void> reject(Rejection rejection) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void lost(long through) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void found() {
            throw new UnsupportedOperationException();
          }
        });
    return null;
  }
}
