package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SeriesIdTest {

  private static final SeriesId SERIES =
      new SeriesId("IR", "IR-07", 44244, "telegram", "app", "probe-success");

  @Test
  void shouldDecodeWhatItEncoded() {
    assertThat(SeriesId.decoded(SERIES.encoded())).isEqualTo(SERIES);
  }

  @Test
  void shouldDecodeEmptyParts() {
    SeriesId country = new SeriesId("IR", "", 0, "", "", "ping-slash24");

    assertThat(SeriesId.decoded(country.encoded())).isEqualTo(country);
  }

  @Test
  void shouldKeepItsForm() {
    assertThat(SERIES.encoded())
        .isEqualTo("IR\u001f44244\u001fIR-07\u001ftelegram\u001fapp\u001fprobe-success");
  }

  @Test
  void shouldLieBesideTheSeriesOfItsPlaceOnly() {
    assertThat(SERIES.isBeside(new SeriesId("IR", "IR-07", 44244, "", "", "other"))).isTrue();
    assertThat(SERIES.isBeside(new SeriesId("IR", "IR-08", 44244, "", "", "other"))).isFalse();
    assertThat(SERIES.isBeside(new SeriesId("IR", "IR-07", 44245, "", "", "other"))).isFalse();
    assertThat(SERIES.isBeside(new SeriesId("IQ", "IR-07", 44244, "", "", "other"))).isFalse();
  }

  @Test
  void shouldRefuseControlCharactersThatWouldBreakTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesId("IR", "", 0, "tele\u001fgram", "", "s"))
        .withMessage("a series name holds a control character: tele?gram");
    assertThatIllegalArgumentException().isThrownBy(() -> new SeriesId("IR", "", 0, "", "", "s\0"));
  }

  @Test
  void shouldRefuseAKeyOfOtherParts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeriesId.decoded("IR\u001f0"))
        .withMessage("a series key has 6 parts, not 2");
  }
}
