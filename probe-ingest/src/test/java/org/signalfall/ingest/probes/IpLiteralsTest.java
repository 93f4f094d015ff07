package org.signalfall.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1|[address]",
        "dial tcp 192.0.2.1:443: i/o timeout|dial tcp [address]:443: i/o timeout",
        "from 192.0.2.1. Then|from [address]. Then",
        "192.0.2.1, 192.0.2.2|[address], [address]",
        "::1|[address]",
        "2001:db8::1: timeout|[address]: timeout",
        "tcp:2001:db8::1|tcp:[address]",
        "192.0.2.::::::1|192.0.2.[address][address][address]",
        "::1:::2|[address][address]:2",
        "read udp [fe80::1%eth0]:53|read udp [[address]%eth0]:53",
        "::ffff:192.0.2.1 failed|[address] failed"
      })
  void shouldCutOutAddresses(String text, String without) {
    assertThat(IpLiterals.cutOut(text)).isEqualTo(without);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generic_timeout_error",
        "version 1.2.3",
        "1.2.3.4.5",
        "1.2.3.999",
        "at 12:30:45",
        "std::bad_alloc",
        "reqwest::Error: x",
        "aa:bb:cc:dd:ee:ff",
        ":",
        "a$1\\b"
      })
  void shouldLeaveTheRestAlone(String text) {
    assertThat(IpLiterals.cutOut(text)).isEqualTo(text);
  }

  @Property(tries = 300)
  void shouldFindAnyAddressInAnySurrounding(@ForAll boolean isIpv6, @ForAll @Size(16) byte[] bytes)
      throws UnknownHostException {
    byte[] address = isIpv6 ? bytes : Arrays.copyOf(bytes, 4);
    String text = InetAddress.getByAddress(address).getHostAddress();

    assertThat(IpLiterals.cutOut("dial " + text + ": refused, [" + text + "]:443"))
        .isEqualTo("dial [address]: refused, [[address]]:443");
  }
}
