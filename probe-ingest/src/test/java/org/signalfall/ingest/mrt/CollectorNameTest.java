package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorNameTest {

  @ParameterizedTest
  @CsvSource({
    "/data/rrc00/2018.12/updates.20181218.1140.gz, rrc00",
    "/data/RRC21/bview.gz, rrc21",
    "/archive/route-views.linx/bgpdata/2023.08/RIBS/rib.bz2, route-views.linx",
    "/data/rrc00.gz, mrt",
    "/data/updates.gz, mrt"
  })
  void shouldBeTheInnermostFolderThatIsNamedLikeAPublicCollector(String file, String expected) {
    assertThat(CollectorName.of(List.of(Path.of(file)))).isEqualTo(expected);
  }
}
