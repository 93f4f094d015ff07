package org.signalfall.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24,192.0.2.255,true",
    "192.0.2.0/24,192.0.3.0,false",
    "0.0.0.0/0,203.0.113.9,true",
    "192.0.2.1/32,192.0.2.1,true",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "0.0.0.0/0,2001:db8::1,false",
    "::/0,192.0.2.1,false"
  })
  void shouldContainWhatSharesThePrefix(String block, String address, boolean contained) {
    assertThat(AddressBlock.of(block))
        .hasValueSatisfying(found -> assertThat(found.contains(address)).isEqualTo(contained));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "192.0.2.0", "192.0.2.0/", "192.0.2.0/33", "::/129", "a/8", "1.2.3/8"})
  void shouldRefuseWhatIsNoBlock(String text) {
    assertThat(AddressBlock.of(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.5",
        "::g",
        "12:30:45",
        "fe80::1%eth0"
      })
  void shouldTellANameFromAnAddress(String text) {
    assertThat(IpLiteral.is(text)).isFalse();
  }

  @Property
  void shouldReadEveryAddressThatJavaWrites(@ForAll @Size(value = 16) byte[] address)
      throws UnknownHostException {
    InetAddress known = InetAddress.getByAddress(address);

    assertThat(IpLiteral.bytes(known.getHostAddress())).contains(known.getAddress());
  }

  @Property
  void shouldContainItsOwnAddressWhateverThePrefix(
      @ForAll @Size(value = 4) byte[] address, @ForAll @IntRange(max = 32) int prefix)
      throws UnknownHostException {
    String text = InetAddress.getByAddress(address).getHostAddress();

    assertThat(AddressBlock.of(text + "/" + prefix))
        .hasValueSatisfying(block -> assertThat(block.contains(text)).isTrue());
  }

  @Test
  void shouldTakeMappedAddressesForWhatTheyAre() {
    assertThat(AddressBlock.of("192.0.2.0/24").orElseThrow().contains("::ffff:192.0.2.7")).isTrue();
  }
}
