package org.signalfall.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IpPrefixTest {

  private static final IpPrefix SLASH_16 = ipv4(10, 1, 0, 16);
  private static final IpPrefix SLASH_24 = ipv4(10, 1, 2, 24);
  private static final IpPrefix SLASH_32 = new IpPrefix(6, 0x2001_0db8_0000_0000L, 32);

  @Test
  void shouldHoldUnitsOfItsFamily() {
    assertThat(SLASH_24.units()).isEqualTo(1);
    assertThat(SLASH_16.units()).isEqualTo(256);
    assertThat(SLASH_32.units()).isEqualTo(65_536);
  }

  @Test
  void shouldCoverWhatLiesInIt() {
    assertThat(SLASH_16.covers(SLASH_24)).isTrue();
    assertThat(SLASH_16.covers(SLASH_16)).isTrue();
    assertThat(SLASH_24.covers(SLASH_16)).isFalse();
    assertThat(SLASH_16.covers(ipv4(10, 2, 2, 24))).isFalse();
    assertThat(SLASH_16.covers(SLASH_32)).isFalse();
  }

  @Test
  void shouldWidenUpToItsCoveringBlock() {
    IpPrefix wider = SLASH_24;
    while (wider.hasWider()) {
      wider = wider.wider();
      assertThat(wider.covers(SLASH_24)).isTrue();
    }

    assertThat(wider).isEqualTo(ipv4(10, 0, 0, 8));
  }

  @Test
  void shouldSortWhatLiesInItRightAfterItAsBytesToo() {
    byte[] wide = SLASH_16.encode();
    byte[] narrow = SLASH_24.encode();
    byte[] beyond = ipv4(10, 2, 0, 16).encode();

    assertThat(Arrays.compareUnsigned(wide, narrow)).isNegative();
    assertThat(Arrays.compareUnsigned(narrow, SLASH_16.encodedEnd())).isNegative();
    assertThat(Arrays.compareUnsigned(SLASH_16.encodedEnd(), beyond)).isNegative();
    assertThat(SLASH_16).isLessThan(SLASH_24);
    assertThat(ipv4(10, 1, 255, 24)).isGreaterThan(SLASH_24);
    assertThat(SLASH_32).isGreaterThan(ipv4(223, 0, 0, 8));
  }

  @Test
  void shouldBeReadFromItsBytesAndItsAddress() {
    assertThat(IpPrefix.decode(ByteBuffer.wrap(SLASH_24.encode()))).isEqualTo(SLASH_24);
    assertThat(IpPrefix.decode(ByteBuffer.wrap(SLASH_32.encode()))).isEqualTo(SLASH_32);
    assertThat(IpPrefix.of(4, ByteBuffer.wrap(SLASH_24.address()), 24)).isEqualTo(SLASH_24);
    assertThat(IpPrefix.of(6, ByteBuffer.wrap(SLASH_32.address()), 32)).isEqualTo(SLASH_32);
  }

  @Test
  void shouldNotBeWhatIsNotCounted() {
    assertThat(IpPrefix.isCounted(4, 8)).isTrue();
    assertThat(IpPrefix.isCounted(4, 7)).isFalse();
    assertThat(IpPrefix.isCounted(4, 25)).isFalse();
    assertThat(IpPrefix.isCounted(6, 16)).isTrue();
    assertThat(IpPrefix.isCounted(6, 49)).isFalse();
    assertThatThrownBy(() -> new IpPrefix(4, 0, 25))
        .hasMessage("a prefix of IPv4 with 25 bits is not counted");
    assertThatThrownBy(() -> new IpPrefix(5, 0, 8)).hasMessage("there is no family 5");
  }

  private static IpPrefix ipv4(int a, int b, int c, int length) {
    return IpPrefix.of(4, ByteBuffer.wrap(new byte[] {(byte) a, (byte) b, (byte) c, 0}), length);
  }
}
