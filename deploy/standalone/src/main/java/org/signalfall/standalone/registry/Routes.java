package org.signalfall.standalone.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.standalone.registry.SchemaIndex.Visibility;

/** Confluent's REST API, route by route, over the registry's operations. */
final class Routes {
  private static final String ALL_CONTEXTS = ":*:";

  private final Registry registry;
  private final String clusterId;

  /** A version as the API shows it. */
  private record VersionBody(String subject, int version, int id, String schema) {
    static VersionBody of(SchemaVersion version) {
      return new VersionBody(version.subject(), version.version(), version.id(), version.schema());
    }
  }

  private record SubjectVersion(String subject, int version) {}

  Routes(Registry registry, String clusterId) {
    this.registry = registry;
    this.clusterId = clusterId;
  }

  List<Route> all() {
    return List.of(
        Route.of("GET", "/", request -> Response.ok(Map.of())),
        Route.of("GET", "/v1/metadata/id", request -> Response.ok(metadata())),
        Route.of("GET", "/subjects", this::subjects),
        Route.of("POST", "/subjects/{subject}", this::lookup),
        Route.of("DELETE", "/subjects/{subject}", this::deleteSubject),
        Route.of("GET", "/subjects/{subject}/versions", this::versions),
        Route.of("POST", "/subjects/{subject}/versions", this::register),
        Route.of("GET", "/subjects/{subject}/versions/{version}", this::version),
        Route.of("DELETE", "/subjects/{subject}/versions/{version}", this::deleteVersion),
        Route.of("GET", "/subjects/{subject}/versions/{version}/schema", this::versionSchema),
        Route.of("GET", "/subjects/{subject}/versions/{version}/referencedby", this::referrers),
        Route.of("GET", "/schemas/types", request -> Response.ok(List.of("AVRO"))),
        Route.of("GET", "/schemas/ids/{id}", this::byId),
        Route.of("GET", "/schemas/ids/{id}/schema", this::byIdSchema),
        Route.of("GET", "/schemas/ids/{id}/subjects", this::byIdSubjects),
        Route.of("GET", "/schemas/ids/{id}/versions", this::byIdVersions),
        Route.of("POST", "/compatibility/subjects/{subject}/versions", this::compatibleWithAll),
        Route.of(
            "POST",
            "/compatibility/subjects/{subject}/versions/{version}",
            this::compatibleWithOne),
        Route.of("GET", "/config", request -> level(registry.index().globalLevel())),
        Route.of("PUT", "/config", this::setLevel),
        Route.of("DELETE", "/config", this::clearLevel),
        Route.of("GET", "/config/{subject}", this::subjectLevel),
        Route.of("PUT", "/config/{subject}", this::setLevel),
        Route.of("DELETE", "/config/{subject}", this::clearLevel),
        Route.of("GET", "/mode", request -> mode()),
        Route.of("GET", "/mode/{subject}", this::subjectMode));
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "scope",
        Map.of(
            "path",
            List.of(),
            "clusters",
            Map.of("kafka-cluster", clusterId, "schema-registry-cluster", "schema-registry")),
        "id",
        "");
  }

  private Response subjects(Request request) {
    String prefix = request.query().getOrDefault("subjectPrefix", "");
    String wanted =
        prefix.startsWith(ALL_CONTEXTS) ? prefix.substring(ALL_CONTEXTS.length()) : prefix;
    return Response.ok(
        registry.index().subjects(request.visibility()).stream()
            .filter(subject -> subject.startsWith(wanted))
            .toList());
  }

  private Response lookup(Request request) {
    SchemaVersion found =
        registry.lookup(request.subject(), request.schema(), request.visibility());
    return Response.ok(VersionBody.of(found));
  }

  private Response deleteSubject(Request request) {
    return Response.ok(registry.deleteSubject(request.subject(), request.flag("permanent")));
  }

  private Response versions(Request request) {
    List<SchemaVersion> versions = registry.versions(request.subject(), request.visibility());
    return Response.ok(Registry.numbers(versions));
  }

  private Response register(Request request) {
    return Response.ok(Map.of("id", registry.register(request.subject(), request.schema())));
  }

  private Response version(Request request) {
    return Response.ok(VersionBody.of(oneVersion(request)));
  }

  private Response versionSchema(Request request) {
    return Response.okRaw(oneVersion(request).schema());
  }

  /** No schema here refers to another. */
  private Response referrers(Request request) {
    oneVersion(request);
    return Response.ok(List.of());
  }

  private Response deleteVersion(Request request) {
    return Response.ok(
        registry.deleteVersion(request.subject(), request.version(), request.flag("permanent")));
  }

  private Response byId(Request request) {
    return Response.ok(Map.of("schema", registry.byId(request.id()).get(0).schema()));
  }

  private Response byIdSchema(Request request) {
    return Response.okRaw(registry.byId(request.id()).get(0).schema());
  }

  private Response byIdSubjects(Request request) {
    return Response.ok(users(request).stream().map(SchemaVersion::subject).distinct().toList());
  }

  private Response byIdVersions(Request request) {
    return Response.ok(
        users(request).stream()
            .map(version -> new SubjectVersion(version.subject(), version.version()))
            .toList());
  }

  private Response compatibleWithAll(Request request) {
    return verdict(request, registry.incompatibilities(request.subject(), request.schema()));
  }

  private Response compatibleWithOne(Request request) {
    return verdict(
        request,
        registry.incompatibilities(request.subject(), request.schema(), request.version()));
  }

  private Response subjectLevel(Request request) {
    return level(
        request.flag("defaultToGlobal")
            ? registry.index().level(request.subject())
            : registry.ownLevel(request.subject()));
  }

  private Response setLevel(Request request) {
    CompatibilityLevel level = request.level();
    registry.setLevel(Optional.ofNullable(request.subject()), level);
    return Response.ok(Map.of("compatibility", level));
  }

  private Response clearLevel(Request request) {
    return level(registry.clearLevel(Optional.ofNullable(request.subject())));
  }

  private Response subjectMode(Request request) {
    if (!request.flag("defaultToGlobal")) {
      throw RegistryException.modeNotConfigured(request.subject());
    }
    return mode();
  }

  private SchemaVersion oneVersion(Request request) {
    return registry.version(request.subject(), request.version(), request.visibility());
  }

  private List<SchemaVersion> users(Request request) {
    Visibility visibility = request.visibility();
    return registry.byId(request.id()).stream().filter(visibility).toList();
  }

  private static Response verdict(Request request, List<String> broken) {
    return Response.ok(
        request.flag("verbose")
            ? Map.of("is_compatible", broken.isEmpty(), "messages", broken)
            : Map.of("is_compatible", broken.isEmpty()));
  }

  private static Response level(CompatibilityLevel level) {
    return Response.ok(Map.of("compatibilityLevel", level));
  }

  private static Response mode() {
    return Response.ok(Map.of("mode", "READWRITE"));
  }
}
