package org.signalfall.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "193.0.6.139",
        "::",
        "::1",
        "2001:db8::",
        "2001:DB8:0:0:8:800:200C:417A",
        "1::3:4:5:6:7:8",
        "64:ff9b::192.0.2.33"
      })
  void shouldReadAnAddressAsThePlatformDoes(String text) throws UnknownHostException {
    assertThat(Addresses.parse(text)).contains(InetAddress.getByName(text).getAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.",
        "1.2.3.-4",
        "1.2.3.\u0664",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "1.2.3.4::",
        "::1.2.3",
        "fe80::1%eth0"
      })
  void shouldReadNothingElse(String text) {
    assertThat(Addresses.parse(text)).isEmpty();
  }

  @Property(tries = 500)
  void shouldReadWhatThePlatformWritesOfAnyIpv6Address(@ForAll @Size(16) byte[] address)
      throws UnknownHostException {
    String text = InetAddress.getByAddress(address).getHostAddress();

    // An IPv4-mapped address is written as the IPv4 address that it holds.
    int skipped = text.indexOf(':') < 0 ? 12 : 0;
    assertThat(Addresses.parse(text))
        .hasValueSatisfying(
            read -> assertThat(read).isEqualTo(Arrays.copyOfRange(address, skipped, 16)));
  }

  @Property(tries = 500)
  void shouldReadBackTheKeyOfWhatItWrites(
      @ForAll long ipv6, @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long ipv4) {
    assertThat(Addresses.parse(Addresses.ipv6(ipv6)).map(Addresses::key)).contains(ipv6);
    assertThat(Addresses.parse(Addresses.ipv4(ipv4)).map(Addresses::key)).contains(ipv4);
  }
}
