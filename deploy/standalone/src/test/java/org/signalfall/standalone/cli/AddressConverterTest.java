package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AddressConverterTest {

  private final AddressConverter converter = new AddressConverter();

  @Test
  void shouldReadAddressesAsPeopleWriteThem() {
    assertThat(converter.convert("127.0.0.1:7080"))
        .isEqualTo(new InetSocketAddress("127.0.0.1", 7080));
    assertThat(converter.convert("[::1]:0")).isEqualTo(new InetSocketAddress("::1", 0));
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
