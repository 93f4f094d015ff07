package org.signalfall.runtime.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What whoever operates a process asks it by HTTP:
 *
 * <ul>
 *   <li>{@code GET /metrics}: all meters in the text format of Prometheus
 *   <li>{@code GET /health}: 200 while the process goes on, else 503: start it anew
 *   <li>{@code GET /ready}: 200 while every task works, else 503: it starts, reads state back,
 *       shares work anew or has failed
 * </ul>
 *
 * <p>There is no authentication: let it listen where only friends are.
 */
public final class OperationsServer implements AutoCloseable {

  private static final int SYSTEM_DEFAULT_BACKLOG = 0;
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  /** What is answered. */
  private record Answer(int status, String type, String body) {}

  /**
   * Listens at an address.
   *
   * @param address where; port 0 for any free one
   * @param scrape all meters as text
   * @param health how the process is
   * @throws UncheckedIOException when it can't listen there; the message says where
   */
  public OperationsServer(
      InetSocketAddress address, Supplier<String> scrape, Supplier<Health> health) {
    try {
      server = HttpServer.create(address, SYSTEM_DEFAULT_BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Metrics and health can't be served at %s:%d, which is taken or not allowed."
              .formatted(address.getHostString(), address.getPort()),
          e);
    }
    server.setExecutor(executor);
    serve("/metrics", () -> new Answer(200, TEXT, scrape.get()));
    serve("/health", () -> answer(health.get().isAlive(), health.get()));
    serve("/ready", () -> answer(health.get().isReady(), health.get()));
    server.start();
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
  }

  private static Answer answer(boolean well, Health health) {
    return new Answer(well ? 200 : 503, JSON, health.json());
  }

  private void serve(String path, Supplier<Answer> answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            send(
                exchange,
                exchange.getRequestURI().getPath().equals(path)
                    ? answer.get()
                    : new Answer(404, TEXT, "There is /metrics, /health and /ready.\n"));
          }
        });
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    boolean bodyWanted = !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), bodyWanted ? body.length : -1);
    if (bodyWanted) {
      exchange.getResponseBody().write(body);
    }
  }
}
