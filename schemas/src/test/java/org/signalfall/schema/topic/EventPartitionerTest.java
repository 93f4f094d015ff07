package org.signalfall.schema.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published test vectors: consumers that place events themselves check against these. */
class EventPartitionerTest {

  @ParameterizedTest
  @CsvSource({"IR, 6, 3", "IQ, 6, 4", "KE, 6, 2", "MM, 6, 4", "VE, 6, 5", "ZZ, 6, 4"})
  void shouldPlaceACountryWhereThePublishedVectorSays(
      String country, int partitions, int expected) {
    assertThat(EventPartitioner.partition(country, partitions)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"IR-whatsapp-1f, IR", "KE-AS12455-2, KE", "ZZ-x-3, ZZ"})
  void shouldPlaceAnEventWithItsCountry(String eventId, String country) {
    int ofEvent = EventPartitioner.partition(eventId, 6);

    assertThat(ofEvent).isEqualTo(EventPartitioner.partition(country, 6));
  }
}
