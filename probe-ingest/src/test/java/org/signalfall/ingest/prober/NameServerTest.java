package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameServerTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.1,53,false",
    "192.0.2.1:5353,192.0.2.1,5353,false",
    "udp://192.0.2.1,192.0.2.1,53,false",
    "tcp://192.0.2.1:5353,192.0.2.1,5353,true",
    "2001:db8::1,2001:db8:0:0:0:0:0:1,53,false",
    "tcp://[2001:db8::1]:5353,2001:db8:0:0:0:0:0:1,5353,true"
  })
  void shouldReadAnAddressWithOrWithoutAPort(String text, String address, int port, boolean tcp) {
    NameServer server = NameServer.of(text);

    assertThat(server.address().getAddress().getHostAddress()).isEqualTo(address);
    assertThat(server.address().getPort()).isEqualTo(port);
    assertThat(server.tcp()).isEqualTo(tcp);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "resolver.example", "192.0.2.1:70000", "192.0.2.300", "https://192.0.2.1"})
  void shouldRefuseWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> NameServer.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no resolver's address");
  }

  @Test
  void shouldKnowTheResolversOfTheSystem() {
    assertThat(NameServer.ofSystem()).isNotEmpty();
  }
}
