package org.signalfall.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPathTest {

  /** The registry client's artifact holds older copies of what Kafka and others bring. */
  @ParameterizedTest
  @CsvSource({
    "com.github.luben.zstd.Zstd, zstd-jni",
    "org.xerial.snappy.Snappy, snappy-java",
    "org.yaml.snakeyaml.Yaml, snakeyaml",
    "org.apache.commons.io.IOUtils, commons-io",
    "org.apache.commons.lang3.StringUtils, commons-lang3"
  })
  void shouldTakeLibrariesFromTheirOwnArtifact(String type, String artifact) throws Exception {
    var source = Class.forName(type, false, getClass().getClassLoader()).getProtectionDomain();

    assertThat(source.getCodeSource().getLocation().getPath()).contains("/" + artifact + "-");
  }
}
