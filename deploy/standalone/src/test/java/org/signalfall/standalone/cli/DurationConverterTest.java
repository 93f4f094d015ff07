package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({"250ms, 250", "90s, 90000", "5m, 300000", "1h, 3600000", "2d, 172800000"})
  void shouldReadDurationsWhenTheyHaveAUnit(String text, long millis) {
    assertThat(converter.convert(text).toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-1m", "5 m", "1.5h", "99999999999d"})
  void shouldRefuseWhenItIsNoDuration(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> converter.convert(text))
        .withMessageContaining("is no duration");
  }
}
