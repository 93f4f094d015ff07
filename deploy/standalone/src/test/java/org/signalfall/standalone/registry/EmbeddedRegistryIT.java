package org.signalfall.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.standalone.registry.Schemas.FIRST;
import static org.signalfall.standalone.registry.Schemas.OPTIONAL_ADDED;
import static org.signalfall.standalone.registry.Schemas.REQUIRED_ADDED;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.standalone.Loopback;
import org.signalfall.standalone.StandaloneException;
import org.signalfall.standalone.kafka.EmbeddedKafka;
import org.signalfall.standalone.registry.RegistryClient.Answer;

class EmbeddedRegistryIT {
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static RegistryClient client;

  private final String subject = "subject-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(EmbeddedKafka.Options.temporary());
    registry = EmbeddedRegistry.start(new EmbeddedRegistry.Options(kafka.bootstrapServers(), 0));
    client = new RegistryClient(registry.url());
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  @Test
  void shouldGiveBackWhatWasRegistered() {
    Answer registered = client.register(subject, FIRST);

    int id = registered.body().path("id").asInt();
    assertThat(registered.status()).isEqualTo(200);
    assertThat(registered.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(client.get("/subjects").text()).contains(subject);
    assertThat(client.get("/subjects?subjectPrefix=:*:" + subject).body()).hasSize(1);
    assertThat(client.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1]");
    Answer latest = client.get("/subjects/" + subject + "/versions/latest");
    assertThat(latest.body().path("subject").asText()).isEqualTo(subject);
    assertThat(latest.body().path("version").asInt()).isEqualTo(1);
    assertThat(latest.body().path("id").asInt()).isEqualTo(id);
    assertThat(latest.body().path("schema").asText()).isEqualTo(FIRST.toString());
    assertThat(client.get("/subjects/" + subject + "/versions/1").body()).isEqualTo(latest.body());
    assertThat(client.get("/subjects/" + subject + "/versions/-1/schema").text())
        .isEqualTo(FIRST.toString());
    assertThat(client.post("/subjects/" + subject, FIRST).body()).isEqualTo(latest.body());
    assertThat(client.get("/schemas/ids/" + id).body().path("schema").asText())
        .isEqualTo(FIRST.toString());
    assertThat(client.get("/schemas/ids/" + id + "/schema").text()).isEqualTo(FIRST.toString());
    assertThat(client.get("/schemas/ids/" + id + "/subjects").text()).contains(subject);
    assertThat(client.get("/schemas/ids/" + id + "/versions").text())
        .contains("{\"subject\":\"" + subject + "\",\"version\":1}");
  }

  @Test
  void shouldKeepOneIdWhenTheSameSchemaIsRegisteredAgainOrElsewhere() {
    Answer first = client.register(subject, FIRST);

    Answer again = client.register(subject, FIRST);
    Answer elsewhere = client.register(subject + "-other", FIRST);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(elsewhere.text()).isEqualTo(first.text());
    assertThat(client.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1]");
  }

  @Test
  void shouldRefuseAnIncompatibleSchemaUntilTheLevelAllowsIt() {
    client.register(subject, FIRST);

    Answer refused = client.register(subject, REQUIRED_ADDED);
    client.put("/config/" + subject, "{\"compatibility\":\"forward\"}");
    Answer accepted = client.register(subject, REQUIRED_ADDED);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.errorCode()).isEqualTo(409);
    assertThat(refused.message())
        .startsWith("Schema being registered is incompatible with an earlier schema for subject")
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(client.get("/subjects/" + subject + "/versions").text()).isEqualTo("[1,2]");
  }

  @Test
  void shouldAnswerCompatibilityWithReasonsOnlyWhenVerbose() {
    client.register(subject, FIRST);
    String path = "/compatibility/subjects/" + subject + "/versions";

    Answer terse = client.post(path + "/latest", REQUIRED_ADDED);
    Answer verbose = client.post(path + "?verbose=true", REQUIRED_ADDED);
    Answer compatible = client.post(path + "/1?verbose=true", OPTIONAL_ADDED);

    assertThat(terse.text()).isEqualTo("{\"is_compatible\":false}");
    assertThat(verbose.body().path("messages").path(0).asText()).contains("country");
    assertThat(compatible.body().path("is_compatible").asBoolean()).isTrue();
    assertThat(compatible.body().path("messages")).isEmpty();
    assertThat(client.post(path + "/9", FIRST).errorCode()).isEqualTo(40402);
    assertThat(client.post("/compatibility/subjects/no-such/versions/latest", FIRST).text())
        .isEqualTo("{\"is_compatible\":true}");
  }

  @Test
  void shouldHideSoftDeletedAndForgetPermanentlyDeletedVersions() {
    client.register(subject, FIRST);
    client.register(subject, OPTIONAL_ADDED);
    String versions = "/subjects/" + subject + "/versions";

    Answer tooEarly = client.delete(versions + "/1?permanent=true");
    Answer soft = client.delete(versions + "/1");
    Answer twice = client.delete(versions + "/1");
    String live = client.get(versions).text();
    String all = client.get(versions + "?deleted=true").text();
    Answer permanent = client.delete(versions + "/1?permanent=true");

    assertThat(tooEarly.errorCode()).isEqualTo(40407);
    assertThat(soft.text()).isEqualTo("1");
    assertThat(twice.errorCode()).isEqualTo(40406);
    assertThat(live).isEqualTo("[2]");
    assertThat(all).isEqualTo("[1,2]");
    assertThat(permanent.text()).isEqualTo("1");
    assertThat(client.get(versions + "?deleted=true").text()).isEqualTo("[2]");
  }

  @Test
  void shouldDeleteASubjectInTwoStepsAndCountVersionsOn() {
    int id = client.register(subject, FIRST).body().path("id").asInt();
    client.put("/config/" + subject, "{\"compatibility\":\"NONE\"}");
    String path = "/subjects/" + subject;

    Answer tooEarly = client.delete(path + "?permanent=true");
    Answer soft = client.delete(path);
    Answer twice = client.delete(path);
    Answer byId = client.get("/schemas/ids/" + id);
    Answer levelLeft = client.get("/config/" + subject);
    client.register(subject, FIRST);
    String revived = client.get(path + "/versions").text();
    client.delete(path);
    Answer permanent = client.delete(path + "?permanent=true");

    assertThat(tooEarly.errorCode()).isEqualTo(40405);
    assertThat(soft.text()).isEqualTo("[1]");
    assertThat(twice.errorCode()).isEqualTo(40404);
    assertThat(byId.status()).isEqualTo(200);
    assertThat(levelLeft.errorCode()).isEqualTo(40408);
    assertThat(revived).isEqualTo("[2]");
    assertThat(permanent.text()).isEqualTo("[1,2]");
    assertThat(client.get("/subjects?deleted=true").text()).doesNotContain(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONE",
        "BACKWARD",
        "BACKWARD_TRANSITIVE",
        "FORWARD",
        "FORWARD_TRANSITIVE",
        "FULL",
        "FULL_TRANSITIVE"
      })
  void shouldKeepASubjectsLevelUntilDeleted(String level) {
    String path = "/config/" + subject;

    Answer set = client.put(path, "{\"compatibility\":\"" + level + "\"}");
    Answer got = client.get(path);
    Answer deleted = client.delete(path);

    assertThat(set.text()).isEqualTo("{\"compatibility\":\"" + level + "\"}");
    assertThat(got.text()).isEqualTo("{\"compatibilityLevel\":\"" + level + "\"}");
    assertThat(deleted.text()).isEqualTo(got.text());
    assertThat(client.get(path).errorCode()).isEqualTo(40408);
    assertThat(client.get(path + "?defaultToGlobal=true").text())
        .isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/|{}",
        "GET|/config|{\"compatibilityLevel\":\"BACKWARD\"}",
        "GET|/mode|{\"mode\":\"READWRITE\"}",
        "GET|/schemas/types|[\"AVRO\"]",
      })
  void shouldDescribeItself(String method, String path, String body) {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere, 404, 404",
    "/subjects/no-such/versions, 404, 40401",
    "/subjects/no-such/versions/1, 404, 40401",
    "/schemas/ids/999999, 404, 40403",
    "/schemas/ids/one, 404, 404",
    "/mode/no-such, 404, 40409",
  })
  void shouldAnswerWithConfluentsCodeWhenThereIsNothingToGet(String path, int status, int code) {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.message()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "newest", "99999999999"})
  void shouldRefuseAVersionThatIsNone(String version) {
    client.register(subject, FIRST);

    Answer answer = client.get("/subjects/" + subject + "/versions/" + version);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errorCode()).isEqualTo(42202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schema\":\"{\\\"type\\\":\\\"recor\"}|422|42201",
        "{\"schema\":\"\"}|422|42201",
        "{\"schema\":7}|422|42201",
        "{}|422|42201",
        "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}|422|42201",
        "{\"schema\":\"\\\"long\\\"\",\"references\":[{\"name\":\"n\"}]}|422|42201",
        "{\"schema\":\"\\\"long\\\"\",\"id\":7}|422|42205",
        "{\"schema\":|400|400",
      })
  void shouldRefuseABodyItCannotRegister(String body, int status, int code) {
    Answer answer = client.post("/subjects/" + subject + "/versions", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(client.get("/subjects").text()).doesNotContain(subject);
  }

  @Test
  void shouldTellASchemaApartFromASubjectThatIsMissing() {
    client.register(subject, FIRST);

    assertThat(client.post("/subjects/" + subject, OPTIONAL_ADDED).errorCode()).isEqualTo(40403);
    assertThat(client.post("/subjects/no-such", FIRST).errorCode()).isEqualTo(40401);
    assertThat(client.put("/config", "{\"compatibility\":\"SOME\"}").errorCode()).isEqualTo(42203);
    assertThat(client.put("/subjects/" + subject, "{}").status()).isEqualTo(405);
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() {
    String body = "{\"schema\":\"" + "x".repeat(RegistryServer.MAX_BODY_BYTES) + "\"}";

    Answer answer = client.post("/subjects/" + subject + "/versions", body);

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void shouldDecodeSubjectsThatHoldSlashesAndPluses() {
    client.post("/subjects/" + subject + "%2Fa+b/versions", FIRST);

    assertThat(client.get("/subjects").text()).contains(subject + "/a+b");
  }

  @Test
  void shouldGiveEverySchemaItsOwnIdWhenManyRegisterAtOnce() throws Exception {
    int count = 40;
    ExecutorService clients = Executors.newFixedThreadPool(8);
    client.put("/config/" + subject, "{\"compatibility\":\"NONE\"}");

    List<Future<Integer>> ids =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    clients.submit(
                        () -> client.register(subject, distinct(i)).body().path("id").asInt()))
            .toList();
    List<Integer> distinctIds = ids.stream().map(EmbeddedRegistryIT::join).distinct().toList();
    clients.shutdown();

    assertThat(distinctIds).hasSize(count).doesNotContain(0);
    assertThat(client.get("/subjects/" + subject + "/versions").body()).hasSize(count);
  }

  @Test
  void shouldNameThePortAndTheRemedyWhenThePortIsTaken() throws IOException {
    try (ServerSocket holder = new ServerSocket()) {
      holder.bind(Loopback.address(0));
      int taken = holder.getLocalPort();

      assertThatThrownBy(
              () ->
                  EmbeddedRegistry.start(
                      new EmbeddedRegistry.Options(kafka.bootstrapServers(), taken)))
          .isInstanceOf(StandaloneException.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is taken or not allowed, so the schema registry cannot listen "
                  + "there; stop what holds it, or give another port (0 picks a free one).",
              taken);
    }
  }

  private static Schema distinct(int i) {
    return SchemaBuilder.fixed("Fixed" + i).size(i + 1);
  }

  private static Integer join(Future<Integer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
