package org.signalfall.ingest.probes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.TimeText;

/** Reads one line of generic probes; see {@link ProbeLinesSource} for the format. */
final class ProbeLineParser {

  private static final String COMPONENTS = "components";
  private static final int MAX_COMPONENTS = 100;

  /** Bytes of a hash that are kept: enough that two of a billion rarely meet. */
  private static final int HASH_BYTES = 12;

  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final Plausibility plausibility;
  private final LongFunction<Optional<String>> countryOf;

  /**
   * Creates a parser.
   *
   * @param countryOf the country of a network, for lines that name none
   */
  ProbeLineParser(Plausibility plausibility, LongFunction<Optional<String>> countryOf) {
    this.plausibility = plausibility;
    this.countryOf = countryOf;
  }

  /**
   * Reads a line.
   *
   * @throws MalformedRecordException when it is no measurement; the reason names all that is wrong
   */
  ProbeMeasurement parse(String line) throws MalformedRecordException {
    ProbeFields fields = ProbeFields.of(tree(line));
    Optional<Instant> time =
        fields.readRequired("time", text -> plausibility.time(TimeText.parse(text)));
    Optional<Long> asn = fields.readRequired("asn", plausibility::asn);
    ProbeMeasurement.Builder builder =
        ProbeMeasurement.newBuilder()
            .setMeasurementId(
                fields.text("id").map(ProbeLineParser::withoutAddress).orElse(hash(line.strip())))
            .setTime(time.orElse(Instant.EPOCH))
            .setCountry(country(fields, asn))
            .setAsn(asn.orElse(0L))
            .setNetworkName(name(fields, "network"))
            .setRegion(name(fields, "region"))
            .setAccess(fields.symbol("access", Access.UNKNOWN))
            .setVantage(withoutAddress(fields.requiredText("vantage")))
            .setTestName(name(fields, "test"))
            .setService(IpLiterals.cutOut(fields.requiredText("service")))
            .setComponents(components(fields));
    software(fields, builder);
    fields.requireGood();
    return builder.build();
  }

  private String country(ProbeFields fields, Optional<Long> asn) {
    if (fields.has("country")) {
      return fields.read("country", plausibility::country).orElse("");
    }
    Optional<String> known = asn.flatMap(countryOf::apply);
    if (known.isEmpty() && asn.isPresent()) {
      fields.problem(
          "country is missing, and the reference data does not know that of AS" + asn.get());
    }
    return known.orElse("");
  }

  /** The short form has the one component's fields beside the rest. */
  private static List<ComponentOutcome> components(ProbeFields fields) {
    if (!fields.has(COMPONENTS)) {
      return List.of(ProbeComponent.read(fields));
    }
    if (fields.names("component") || fields.names("ok")) {
      fields.problem("component stands beside components");
    }
    return fields.list(COMPONENTS, MAX_COMPONENTS).stream().map(ProbeComponent::read).toList();
  }

  /** Software is an object of name and version, or a text {@code NAME/VERSION}. */
  private static void software(ProbeFields fields, ProbeMeasurement.Builder builder) {
    Optional<ProbeFields> parts = fields.object("software");
    if (parts.isPresent()) {
      builder
          .setSoftwareName(name(parts.get(), "name"))
          .setSoftwareVersion(parts.get().text("version").orElse(null));
      return;
    }
    Optional<String> text = fields.text("software");
    if (text.isPresent()) {
      String[] both = text.get().split("/", 2);
      builder
          .setSoftwareName(IpLiterals.cutOut(both[0]))
          .setSoftwareVersion(both.length == 1 ? null : both[1]);
    }
  }

  private static String name(ProbeFields fields, String field) {
    return fields.text(field).map(IpLiterals::cutOut).orElse(null);
  }

  /** An identity has to stay one, so that an address in it is hashed together with the rest. */
  private static String withoutAddress(String identity) {
    return IpLiterals.areIn(identity) ? hash(identity) : identity;
  }

  private JsonNode tree(String line) throws MalformedRecordException {
    try {
      return mapper.readTree(line);
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
