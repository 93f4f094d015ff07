package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Layer;

class FailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generic_timeout_error|generic_timeout_error",
        "http-diff|http-diff",
        "unknown_failure: dial tcp 198.51.100.7:443: connect: no route to host|host_unreachable",
        "unknown_failure: dial tcp [scrubbed]: connect: connection refused|connection_refused",
        "unknown_failure: read tcp 192.0.2.1:5->198.51.100.7:443: i/o timeout|generic_timeout_error",
        "unknown_failure: dial tcp: lookup e1.example on 192.0.2.53:53: no such host|dns_nxdomain_error",
        "unknown_failure: dial tcp: lookup e1.example on 192.0.2.53:53: i/o timeout|dns_lookup_error",
        "unknown_failure: x509: certificate is valid for a.example, not b.example|ssl_invalid_hostname",
        "unknown_failure: x509: certificate signed by unknown authority|ssl_unknown_authority",
        "unknown_failure: clientlib: tunnel establishment timeout|generic_timeout_error",
        "unknown_failure: stopped after too many redirects|http_too_many_redirects",
        "ssl_error: error:14007086:SSL routines:CONNECT_CR_CERT:certificate verify failed|ssl_error",
        "handshake: ntor AUTH mismatch: Derived: 51 Received:24|obfs4_auth_mismatch",
        "unknown_failure 'ascii' codec can't decode byte|unknown_failure",
        "UPPER|unknown_failure",
        "2001:db8::1|unknown_failure"
      })
  void shouldKeepTheWordAndNothingElse(String failure, String word) {
    assertThat(Failures.word(failure)).isEqualTo(word);
  }

  @Property
  void shouldGiveAShortWordWhateverTheText(@ForAll String failure) {
    assertThat(Failures.word(failure)).matches("[a-z][a-z0-9_-]{0,63}");
    assertThat(Failures.word("unknown_failure: " + failure)).matches("[a-z][a-z0-9_-]{0,63}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interrupted",
        "unknown_failure",
        "permission_denied",
        "unknown_failure: dial tcp: connect: cannot allocate memory",
        "unknown_failure: listen: too many open files"
      })
  void shouldSayNothingWhenTheProbeIsToBlame(String failure) {
    assertThat(Failures.saysNothing(Failures.word(failure))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "dns_nxdomain_error,DNS",
    "android_dns_cache_no_data,DNS",
    "ssl_invalid_hostname,TLS",
    "host_unreachable,IP",
    "connection_refused,TCP",
    "connection_reset,HTTP"
  })
  void shouldNameTheLayerWhenTheFailureDoes(String failure, Layer layer) {
    assertThat(Failures.layer(failure, Layer.HTTP)).isEqualTo(layer);
  }
}
