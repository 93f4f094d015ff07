package org.signalfall.ingest.prober;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the plan of a prober from a JSON file; {@code docs/prober.md} tells every field. */
public final class PlanReader {

  private static final int MAX_BYTES = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private PlanReader() {}

  /**
   * Reads a plan.
   *
   * @throws IOException when it can't be read or is none; the message names the file, the line
   *     where there is one, and the reason
   */
  public static ProbePlan read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the plan " + file + " is longer than " + MAX_BYTES + " bytes");
      }
      return read(file.toString(), bytes);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no plan " + file, e);
    }
  }

  static ProbePlan read(String name, byte[] bytes) throws IOException {
    try {
      PlanFile file = MAPPER.readValue(bytes, PlanFile.class);
      if (file == null) {
        throw new IllegalArgumentException("the plan is null");
      }
      return file.plan();
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String line = place == null ? "" : ":" + Math.max(1, place.getLineNr());
      throw new IOException(name + line + ": " + firstLine(e.getOriginalMessage()), e);
    } catch (CharConversionException | IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("this is no JSON");
  }
}
