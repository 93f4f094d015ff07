package org.signalfall.standalone.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.signalfall.standalone.Loopback;
import org.signalfall.standalone.StandaloneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP in front of the routes: bounded bodies, errors in Confluent's form. */
final class RegistryServer implements AutoCloseable {
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int SYSTEM_DEFAULT_BACKLOG = 0;
  private static final int THREADS = 4;

  static {
    // The JDK sends header and body apart; Nagle's algorithm would hold the body back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final List<Route> routes;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

  /**
   * Starts to answer.
   *
   * @throws StandaloneException if the port is taken
   */
  RegistryServer(int port, List<Route> routes) {
    this.routes = routes;
    this.server = bind(port);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
  }

  private static HttpServer bind(int port) {
    try {
      return HttpServer.create(Loopback.address(port), SYSTEM_DEFAULT_BACKLOG);
    } catch (IOException e) {
      throw Loopback.cannotListen("the schema registry", port, e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Response response = respond(exchange);
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(response.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Response respond(HttpExchange exchange) throws IOException {
    try {
      return dispatch(exchange);
    } catch (RegistryException e) {
      return Response.error(e);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      return Response.error(RegistryException.internal());
    }
  }

  private Response dispatch(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    List<String> path = Route.segments(uri.getRawPath());
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> values = route.match(path);
      if (values.isPresent() && route.method().equals(exchange.getRequestMethod())) {
        Map<String, String> decoded = new HashMap<>(values.get());
        decoded.replaceAll((name, value) -> decodePath(value));
        return route
            .handler()
            .apply(new Request(decoded, query(uri.getRawQuery()), body(exchange)));
      }
      known |= values.isPresent();
    }
    throw known ? RegistryException.methodNotAllowed() : RegistryException.notFound();
  }

  private static String body(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        throw RegistryException.tooLarge(MAX_BODY_BYTES);
      }
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> parameters = new HashMap<>();
    if (raw != null) {
      for (String parameter : raw.split("&", -1)) {
        int equals = parameter.indexOf('=');
        if (equals > 0) {
          parameters.put(
              decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  /** In a path, unlike in a query, a plus is a plus. */
  private static String decodePath(String encoded) {
    return decode(encoded.replace("+", "%2B"));
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RegistryException.badRequest("The address is not properly encoded: " + encoded);
    }
  }
}
