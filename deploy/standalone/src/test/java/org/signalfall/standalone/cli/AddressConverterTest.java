package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AddressConverterTest {

  private final AddressConverter converter = new AddressConverter();

  @Test
  void shouldReadAddressesAsPeopleWriteThem() {
    InetSocketAddress ipv4 = converter.convert("127.0.0.1:7080");
    InetSocketAddress ipv6 = converter.convert("[::1]:0");

    assertThat(ipv4.getHostString()).isEqualTo("127.0.0.1");
    assertThat(ipv4.getPort()).isEqualTo(7080);
    assertThat(ipv6.getAddress()).matches(InetAddress::isLoopbackAddress);
    assertThat(ipv6.getPort()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7080", ":7080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:1"})
  void shouldSayWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + text + "' is no address such as 127.0.0.1:7080 or [::1]:7080");
  }
}
