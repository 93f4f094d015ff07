package org.signalfall.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;
import org.signalfall.schema.TrustedClasses;

class StallReportTest {

  private static final Instant THROUGH = Instant.parse("2024-03-04T00:00:00Z");

  static {
    TrustedClasses.register();
  }

  @Test
  void shouldBeginWhenAFeedStalls() {
    ObservabilityEvent report = report(true);

    assertThat(report.getKind()).isEqualTo(ObservabilityKind.FEED_STALLED);
    assertThat(report.getStatus()).isEqualTo(ObservabilityStatus.BEGUN);
    assertThat(report.getSince()).isEqualTo(THROUGH);
    assertThat(report.getUntil()).isNull();
    assertThat(report.getSummary())
        .isEqualTo("Feed ooni has stalled; what depends on it is not judged.");
  }

  @Test
  void shouldEndUnderTheSameIdWhenTheFeedResumes() {
    ObservabilityEvent report = report(false);

    assertThat(report.getObservationId()).isEqualTo(report(true).getObservationId());
    assertThat(report.getStatus()).isEqualTo(ObservabilityStatus.ENDED);
    assertThat(report.getUntil()).isEqualTo(THROUGH);
    assertThat(report.getSummary())
        .isEqualTo("Feed ooni has resumed; what depends on it is judged again.");
  }

  private static ObservabilityEvent report(boolean stalled) {
    return StallReport.of("ooni", Origin.LIVE, THROUGH, stalled);
  }
}
