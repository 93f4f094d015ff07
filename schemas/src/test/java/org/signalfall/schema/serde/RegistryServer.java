package org.signalfall.schema.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * As much of a registry, over real HTTP on loopback, as the client asks for: enough to see what the
 * serde sends and to answer what no healthy registry would. The serde meets real registries in the
 * integration tests of the standalone module.
 */
final class RegistryServer implements AutoCloseable {

  private static final Pattern SUBJECT = Pattern.compile("/subjects/([^/]+)");
  private static final Pattern VERSIONS = Pattern.compile("/subjects/([^/]+)/versions");
  private static final Pattern LATEST = Pattern.compile("/subjects/([^/]+)/versions/latest");
  private static final Pattern BY_ID = Pattern.compile("/schemas/ids/(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String scheme;
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Schema>> subjects = new TreeMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private int troubleStatus;
  private String schemaType = "AVRO";

  private RegistryServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.start();
  }

  static RegistryServer start() {
    try {
      return new RegistryServer(HttpServer.create(anyLoopbackPort(), 0), "http");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static RegistryServer startWithTls(SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(anyLoopbackPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new RegistryServer(server, "https");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static InetSocketAddress anyLoopbackPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** Returns method and path of every request so far. */
  List<String> requests() {
    return requests;
  }

  /** Returns the Authorization header of every request that had one. */
  List<String> authorizations() {
    return authorizations;
  }

  /** Registers a schema without asking whether it is compatible. */
  synchronized int put(String subject, Schema schema) {
    subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(schema);
    return id(schema);
  }

  /** From now on calls what it holds by another type; there is always a schema with id 1. */
  synchronized void putOfType(String type) {
    put("of-" + type, Schema.create(Schema.Type.STRING));
    schemaType = type;
  }

  synchronized Schema schema(int id) {
    return schemas.get(id - 1);
  }

  /** From now on answers every request with this status. */
  synchronized void answerOnly(int status) {
    troubleStatus = status;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    List<String> authorization = exchange.getRequestHeaders().get("Authorization");
    if (authorization != null) {
      authorizations.addAll(authorization);
    }
    Answer answer =
        troubleStatus == 0
            ? answer(path, exchange.getRequestBody().readAllBytes())
            : Answer.error(troubleStatus, troubleStatus, "in trouble");
    byte[] body = JSON.writeValueAsString(answer.body()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Answer answer(String path, byte[] body) throws IOException {
    Matcher matcher = VERSIONS.matcher(path);
    if (matcher.matches()) {
      return register(matcher.group(1), parse(body));
    }
    matcher = SUBJECT.matcher(path);
    if (matcher.matches()) {
      return lookUp(matcher.group(1), parse(body));
    }
    matcher = LATEST.matcher(path);
    if (matcher.matches()) {
      return latest(matcher.group(1));
    }
    matcher = BY_ID.matcher(path);
    if (matcher.matches()) {
      return byId(Integer.parseInt(matcher.group(1)));
    }
    return Answer.error(404, 404, "no such resource");
  }

  private Answer register(String subject, Schema schema) {
    List<Schema> versions = subjects.getOrDefault(subject, List.of());
    for (Schema version : versions) {
      var check = SchemaCompatibility.checkReaderWriterCompatibility(schema, version);
      if (check.getType() != SchemaCompatibilityType.COMPATIBLE) {
        return Answer.error(409, 409, check.getResult().getIncompatibilities().toString());
      }
    }
    return Answer.ok(Map.of("id", versions.contains(schema) ? id(schema) : put(subject, schema)));
  }

  private Answer lookUp(String subject, Schema schema) {
    List<Schema> versions = subjects.get(subject);
    if (versions == null) {
      return Answer.error(404, 40401, "Subject '" + subject + "' not found.");
    }
    if (!versions.contains(schema)) {
      return Answer.error(404, 40403, "Schema not found");
    }
    return version(subject, versions.indexOf(schema));
  }

  private Answer latest(String subject) {
    List<Schema> versions = subjects.get(subject);
    return versions == null
        ? Answer.error(404, 40401, "Subject '" + subject + "' not found.")
        : version(subject, versions.size() - 1);
  }

  private Answer version(String subject, int index) {
    Schema schema = subjects.get(subject).get(index);
    return Answer.ok(
        Map.of(
            "subject",
            subject,
            "version",
            index + 1,
            "id",
            id(schema),
            "schema",
            schema.toString()));
  }

  private Answer byId(int id) {
    return id < 1 || id > schemas.size()
        ? Answer.error(404, 40403, "Schema " + id + " not found")
        : Answer.ok(Map.of("schema", schemas.get(id - 1).toString(), "schemaType", schemaType));
  }

  private int id(Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  private static Schema parse(byte[] body) throws IOException {
    JsonNode request = JSON.readTree(body);
    return new Schema.Parser().parse(request.get("schema").textValue());
  }

  private record Answer(int status, Map<String, ?> body) {

    static Answer ok(Map<String, ?> body) {
      return new Answer(200, body);
    }

    static Answer error(int status, int code, String message) {
      return new Answer(status, Map.of("error_code", code, "message", message));
    }
  }
}
