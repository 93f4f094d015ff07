package org.signalfall.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;

class AvroSerdeTest {

  private static final String TOPIC = "events";
  private static final String SUBJECT = "events-value";
  private static final Schema EVENT = ConnectivityEvent.getClassSchema();

  private final RegistryServer registry = RegistryServer.start();
  private Serde<ConnectivityEvent> serde;

  @BeforeEach
  void configure() {
    serde = serde(Map.of());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void shouldReadBackWhatItWrote() {
    ConnectivityEvent event = Records.blackout();

    byte[] payload = serde.serializer().serialize(TOPIC, event);

    assertThat(serde.deserializer().deserialize(TOPIC, payload)).isEqualTo(event);
  }

  @Test
  void shouldWriteMagicByteAndBigEndianIdBeforeAvroBinary() throws IOException {
    IntStream.rangeClosed(1, 257).forEach(i -> registry.put("other", enumNamed("Other" + i)));

    byte[] payload = serde.serializer().serialize(TOPIC, Records.blackout());

    assertThat(Arrays.copyOf(payload, 5)).containsExactly(0, 0, 0, 1, 2);
    var decoder = DecoderFactory.get().binaryDecoder(payload, 5, payload.length - 5, null);
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(registry.schema(258)).read(null, decoder);
    assertThat(read.get("event_id")).hasToString("IR-7f3a");
    assertThat(decoder.isEnd()).isTrue();
  }

  @Test
  void shouldRegisterTheContractWithoutJavaHints() {
    serde.serializer().serialize(TOPIC, Records.blackout());

    assertThat(registry.schema(1).toString()).doesNotContain("avro.java.string");
    assertThat(registry.schema(1).getField("event_id").schema().getType())
        .isEqualTo(Schema.Type.STRING);
  }

  @Test
  void shouldPassTombstonesThrough() {
    assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void shouldAskTheRegistryOncePerTopicAndId() {
    for (int i = 0; i < 100; i++) {
      byte[] payload = serde.serializer().serialize(TOPIC, Records.blackout());
      serde.deserializer().deserialize(TOPIC, payload);
    }

    assertThat(registry.requests()).containsExactly("POST /subjects/events-value/versions");
  }

  @Test
  void shouldUseTheKeySubjectForKeys() {
    Serde<ConnectivityEvent> keys =
        new ContractSerdes(Map.of(AvroSerdeConfig.SCHEMA_REGISTRY_URL, registry.url()))
            .key(ConnectivityEvent.class);

    keys.serializer().serialize(TOPIC, Records.blackout());

    assertThat(registry.requests()).containsExactly("POST /subjects/events-key/versions");
  }

  @Test
  void shouldServeSeveralThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<Boolean> manyRoundTrips =
        () -> {
          for (int revision = 1; revision <= 500; revision++) {
            ConnectivityEvent event = Records.blackout();
            event.setRevision(revision);
            byte[] payload = serde.serializer().serialize(TOPIC, event);
            if (!serde.deserializer().deserialize(TOPIC, payload).equals(event)) {
              return false;
            }
          }
          return true;
        };

    var results = threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> manyRoundTrips).toList());

    threads.shutdown();
    assertThat(results).allSatisfy(result -> assertThat(result.get()).isTrue());
  }

  @Test
  void shouldReadARecordOfAnOlderSchema() {
    Schema older =
        SchemaBuilder.record("ConnectivityEvent")
            .namespace("org.signalfall.avro")
            .fields()
            .requiredString("event_id")
            .requiredInt("revision")
            .endRecord();
    GenericRecord record =
        new GenericRecordBuilder(older).set("event_id", "IR-1").set("revision", 3).build();

    byte[] payload = payload(registry.put(SUBJECT, older), binary(older, record));

    ConnectivityEvent expected =
        ConnectivityEvent.newBuilder().setEventId("IR-1").setRevision(3).build();
    assertThat(serde.deserializer().deserialize(TOPIC, payload)).isEqualTo(expected);
  }

  @Test
  void shouldSayWhatStandsInPlaceOfTheMagicByte() {
    byte[] json = "{\"event_id\":\"IR-1\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, json))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "record of topic events begins with byte 0x7b, not with the magic byte 0x00 of a schema"
                + " id");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void shouldSayWhenAPayloadHasNoRoomForTheSchemaId(int length) {
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, new byte[length]))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "record of topic events has %d bytes, too few for the magic byte and schema id",
            length);
  }

  @Test
  void shouldRejectEveryTruncation() {
    byte[] payload = serde.serializer().serialize(TOPIC, Records.blackout());

    for (int length = 0; length < payload.length; length++) {
      byte[] truncated = Arrays.copyOf(payload, length);
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, truncated))
          .isInstanceOf(SerializationException.class)
          .hasMessageStartingWith("record of topic events");
    }
    assertThat(serde.deserializer().deserialize(TOPIC, payload)).isEqualTo(Records.blackout());
  }

  @Test
  void shouldRejectBytesAfterTheRecord() {
    byte[] payload = serde.serializer().serialize(TOPIC, Records.blackout());

    assertThatThrownBy(
            () ->
                serde.deserializer().deserialize(TOPIC, Arrays.copyOf(payload, payload.length + 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageEndingWith("bytes are left over after the record");
  }

  @Test
  void shouldRejectALengthBeyondThePayloadWithoutAllocatingIt() {
    registry.put(SUBJECT, EVENT);
    byte[] twoGigabyteString = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};

    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, payload(1, twoGigabyteString)))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("record of topic events (10 bytes, schema id 1) can't be read");
  }

  @Test
  void shouldSayWhichSchemaIdIsUnknown() {
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, payload(4711, new byte[9])))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "schema registry at %s has no such schema when asking for schema id 4711",
            registry.url());
  }

  @Test
  void shouldSayWhenTheWritersSchemaIsNoAvro() {
    registry.putOfType("PROTOBUF");

    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, payload(1, new byte[1])))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("holds no Avro schema when asking for schema id 1")
        .hasMessageContaining("PROTOBUF");
  }

  @Test
  void shouldSayWhenTheWritersSchemaIsOfSomethingElse() {
    int id = registry.put(SUBJECT, enumNamed("Colour"));

    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, payload(id, new byte[1])))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "record of topic events (6 bytes, schema id 1) can't be read as ConnectivityEvent")
        .hasMessageContaining("Colour");
  }

  @Test
  void shouldSayWhyTheRegistryRejectsASchema() {
    Schema strict =
        SchemaBuilder.record("ConnectivityEvent")
            .namespace("org.signalfall.avro")
            .fields()
            .requiredInt("event_id")
            .endRecord();
    registry.put(SUBJECT, strict);

    assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, Records.blackout()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(
            "rejects it as incompatible with what is registered when registering"
                + " org.signalfall.avro.ConnectivityEvent under events-value")
        .hasMessageContaining("reader type: STRING not compatible with writer type: INT");
  }

  @Test
  void shouldSayWhichRegistryCannotBeReached() {
    registry.close();

    assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, Records.blackout()))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageStartingWith(
            "schema registry at %s cannot be reached when registering", registry.url())
        .hasMessageContaining("Connection refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void shouldTellTroubleOfTheRegistryFromABadRecord(int status) {
    registry.answerOnly(status);

    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, payload(1, new byte[9])))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("is in trouble when asking for schema id 1");
  }

  @Test
  void shouldRecoverWhenTheRegistryDoes() {
    registry.answerOnly(503);
    assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, Records.blackout()))
        .isInstanceOf(RegistryUnavailableException.class);

    registry.answerOnly(0);

    assertThat(serde.serializer().serialize(TOPIC, Records.blackout())).isNotEmpty();
  }

  @Test
  void shouldRefuseWhenRegisteringIsOffAndTheSchemaIsMissing() {
    Serde<ConnectivityEvent> readOnly = serde(Map.of("auto.register.schemas", "false"));

    assertThatThrownBy(() -> readOnly.serializer().serialize(TOPIC, Records.blackout()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(
            "has no such subject when looking up org.signalfall.avro.ConnectivityEvent under"
                + " events-value");
  }

  @Test
  void shouldLookTheSchemaUpWhenRegisteringIsOff() {
    registry.put("other", enumNamed("Other"));
    registry.put(SUBJECT, new Schema.Parser().parse(PublishedSchema.of(EVENT)));
    Serde<ConnectivityEvent> readOnly = serde(Map.of("auto.register.schemas", "false"));

    byte[] payload = readOnly.serializer().serialize(TOPIC, Records.blackout());

    assertThat(ByteBuffer.wrap(payload).getInt(1)).isEqualTo(2);
    assertThat(registry.requests()).containsExactly("POST /subjects/events-value");
  }

  @Test
  void shouldWriteWithTheLatestSchemaWhenToldTo() throws IOException {
    Schema latest =
        SchemaBuilder.record("ConnectivityEvent")
            .namespace("org.signalfall.avro")
            .fields()
            .optionalString("added_first")
            .requiredInt("revision")
            .requiredString("event_id")
            .endRecord();
    int id = registry.put(SUBJECT, latest);
    Serde<ConnectivityEvent> following =
        serde(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

    byte[] payload = following.serializer().serialize(TOPIC, Records.blackout());

    assertThat(ByteBuffer.wrap(payload).getInt(1)).isEqualTo(id);
    var decoder = DecoderFactory.get().binaryDecoder(payload, 5, payload.length - 5, null);
    GenericRecord read = new GenericDatumReader<GenericRecord>(latest).read(null, decoder);
    assertThat(read)
        .hasToString("{\"added_first\": null, \"revision\": 2, \"event_id\": \"IR-7f3a\"}");
  }

  @Test
  void shouldRefuseALatestSchemaThatCannotStandForTheRecord() {
    Schema latest =
        SchemaBuilder.record("ConnectivityEvent")
            .namespace("org.signalfall.avro")
            .fields()
            .requiredInt("without_default")
            .endRecord();
    registry.put(SUBJECT, latest);
    Serde<ConnectivityEvent> following =
        serde(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

    assertThatThrownBy(() -> following.serializer().serialize(TOPIC, Records.blackout()))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("latest schema of events-value (id 1) can't stand for")
        .hasMessageContaining("without_default");
  }

  @Test
  void shouldWriteASoundRecordAfterABrokenOne() {
    Serde<Evaluated> evaluated =
        new ContractSerdes(Map.of(AvroSerdeConfig.SCHEMA_REGISTRY_URL, registry.url()))
            .value(Evaluated.class);
    Evaluated broken = new Evaluated();
    broken.setCountry("IR");
    Evaluated sound = Evaluated.newBuilder().setCountry("KE").build();

    assertThatThrownBy(() -> evaluated.serializer().serialize(TOPIC, broken))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("Evaluated for topic events can't be written")
        .hasMessageContaining("feed");

    byte[] payload = evaluated.serializer().serialize(TOPIC, sound);
    assertThat(evaluated.deserializer().deserialize(TOPIC, payload)).isEqualTo(sound);
  }

  private Serde<ConnectivityEvent> serde(Map<String, String> extra) {
    Map<String, String> configs = new HashMap<>(extra);
    configs.put(AvroSerdeConfig.SCHEMA_REGISTRY_URL, registry.url());
    return new ContractSerdes(configs).value(ConnectivityEvent.class);
  }

  private static Schema enumNamed(String name) {
    return SchemaBuilder.enumeration(name).symbols("A");
  }

  private static byte[] payload(int id, byte[] binary) {
    return ByteBuffer.allocate(5 + binary.length).put((byte) 0).putInt(id).put(binary).array();
  }

  private static byte[] binary(Schema schema, GenericRecord record) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
