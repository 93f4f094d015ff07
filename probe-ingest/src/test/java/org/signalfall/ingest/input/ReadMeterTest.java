package org.signalfall.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadMeterTest {

  private static final int SIZE = 400_000;

  @TempDir private Path folder;
  private final ReadMeter meter = new ReadMeter();

  @Test
  void shouldTellTheShareOfAllFilesWhenOneHasBeenRead() throws IOException {
    Path first = Files.write(folder.resolve("first"), noise());
    Path second = Files.write(folder.resolve("second"), noise());
    meter.begin(List.of(first, second));

    double before = meter.share();
    readAll(first);

    assertThat(before).isZero();
    assertThat(meter.share()).isEqualTo(0.5);
    assertThat(meter.bytes()).isEqualTo(SIZE);
  }

  @Test
  void shouldCountPackedBytesWhenAFileIsPacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[SIZE]);
    }
    Path file = Files.write(folder.resolve("packed"), packed.toByteArray());
    meter.begin(List.of(file));

    readAll(file);

    assertThat(meter.bytes()).isEqualTo(packed.size());
    assertThat(meter.share()).isEqualTo(1.0);
  }

  @Test
  void shouldTellNothingWhenSizesAreUnknown() {
    meter.begin(List.of(InputFiles.STDIN, folder.resolve("missing")));

    assertThat(meter.share()).isZero();
  }

  private void readAll(Path file) throws IOException {
    try (InputStream in = meter.open(file)) {
      in.readAllBytes();
    }
  }

  private static byte[] noise() {
    byte[] noise = new byte[SIZE];
    new Random(7).nextBytes(noise);
    return noise;
  }
}
