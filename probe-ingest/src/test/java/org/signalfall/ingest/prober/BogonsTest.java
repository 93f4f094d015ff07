package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BogonsTest {

  private final Bogons bogons = new Bogons(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.1.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.255",
        "192.168.1.1",
        "198.19.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "239.1.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "64:ff9b:1::1",
        "100::1",
        "2001:2::1",
        "2001:db8:ffff::1",
        "3fff:fff::1",
        "5f00::1",
        "fd00::1",
        "fe80::1",
        "ff02::1"
      })
  void shouldKnowAddressesThatNoPublicHostHas(String address) throws UnknownHostException {
    assertThat(bogons.contain(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.0.9",
        "192.0.1.1",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "64:ff9b::102:304",
        "2001:200::1",
        "2001:20::1",
        "2001:4860::1",
        "2620:0:861::1",
        "4000::1"
      })
  void shouldLeavePublicAddressesAlone(String address) throws UnknownHostException {
    assertThat(bogons.contain(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void shouldExceptWhatThePlanSaysToBeGenuine() throws UnknownHostException {
    Bogons ofPlan = new Bogons(List.of(AddressBlock.of("10.8.0.0/16")));

    assertThat(ofPlan.contain(InetAddress.getByName("10.8.255.1"))).isFalse();
    assertThat(ofPlan.contain(InetAddress.getByName("10.9.0.1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "::/129", "example.org/8", "10.0.0/8"})
  void shouldRefuseWhatIsNoBlock(String text) {
    assertThatThrownBy(() -> AddressBlock.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no block of addresses");
  }

  @Property
  void shouldContainExactlyTheAddressesThatShareTheFirstBits(
      @ForAll @Size(4) byte[] first,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(min = 0, max = 32) int bits)
      throws UnknownHostException {
    String text = InetAddress.getByAddress(first).getHostAddress() + "/" + bits;
    long mask = bits == 0 ? 0 : 0xFFFF_FFFFL << (32 - bits) & 0xFFFF_FFFFL;

    boolean contained = AddressBlock.of(text).contains(InetAddress.getByAddress(other));

    assertThat(contained).isEqualTo((number(first) & mask) == (number(other) & mask));
  }

  private static long number(byte[] address) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(address).getInt());
  }
}
