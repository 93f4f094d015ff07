package org.signalfall.ingest.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBufferTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8::1",
    "::, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "::ffff:192.0.2.1, ::ffff:192.0.2.1",
    "0:0:0:0:0:0:c000:201, ::192.0.2.1",
    "2001:db8:0:2:1:0:8447:9, 2001:db8:0:2:1:0:8447:9",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
  })
  void shouldWriteIpv6AsRfc5952Says(String address, String expected) {
    assertThat(ipv6(Wire.addressBytes(address), 2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:7f8:30:0:2:1:0:8447, 2001:7f8:30::2:1:0:8447",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7::",
    "0:2:3:4:5:6:7:8, ::2:3:4:5:6:7:8"
  })
  void shouldShortenASingleGroupWhenAskedTo(String address, String expected) {
    assertThat(ipv6(Wire.addressBytes(address), 1)).isEqualTo(expected);
  }

  @Property
  void shouldWriteAddressesThatReadBackAsThemselves(@ForAll("addresses") byte[] address) {
    assertThat(Wire.addressBytes(ipv6(address, 2))).isEqualTo(address);
    assertThat(Wire.addressBytes(ipv6(address, 1))).isEqualTo(address);
  }

  @Property
  void shouldWriteNumbersAsTheLibraryDoes(
      @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long number) {
    assertThat(new TextBuffer().add(number).add('|').add(number).toString())
        .isEqualTo(number + "|" + number);
    assertThat(new TextBuffer().addPadded(number, 6).toString())
        .isEqualTo(String.format("%06d", number));
  }

  /** Zeros are common, so that every kind of run comes up. */
  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.bytes().map(b -> b % 3 == 0 ? b : (byte) 0).array(byte[].class).ofSize(16);
  }

  private static String ipv6(byte[] address, int shortestRun) {
    return new TextBuffer().addIpv6(address, 0, shortestRun).toString();
  }
}
