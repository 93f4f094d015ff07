package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.prober.LocalNet.CONTROL;
import static org.signalfall.ingest.prober.LocalNet.SERVICE;
import static org.signalfall.ingest.prober.LocalNet.certified;
import static org.signalfall.ingest.prober.LocalNet.control;
import static org.signalfall.ingest.prober.LocalNet.service;
import static org.signalfall.ingest.prober.LocalNet.target;
import static org.signalfall.ingest.prober.LocalNet.transferring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.xbill.DNS.Rcode;

/** Every way to misbehave, by servers on loopback, and what the prober makes of it. */
class ProberOutcomesTest {

  private static final String IMPOSTOR = "127.0.0.3";
  private static final String TIMEOUT = "generic_timeout_error";
  private static final String RESET = "connection_reset";

  private LocalNet net;

  @BeforeEach
  void startNet() throws IOException {
    net = new LocalNet();
  }

  @AfterEach
  void closeNet() throws Exception {
    net.close();
  }

  @Test
  void shouldPassWhenEveryLayerAnswers() throws Exception {
    int port = net.serve(Behaviour.tls(certified(SERVICE), Behaviour.ok()));

    ProbeMeasurement measurement =
        net.measure(service("service", target(SERVICE, port, TargetKind.HTTPS))).get(0);

    ComponentOutcome web = measurement.getComponents().get(0);
    assertThat(web.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(web.getLayer()).isEqualTo(Layer.UNKNOWN);
    assertThat(web.getFailure()).isNull();
    assertThat(web.getEndpointsExpected()).isEqualTo(1);
    assertThat(web.getEndpointsTried()).isEqualTo(1);
    assertThat(web.getEndpointsFailed()).isZero();
    assertThat(web.getLatencyMs()).isNotNegative();
    assertThat(web.getGoodputKbps()).isNull();
    assertThat(web.getLocality()).isEqualTo(Locality.FOREIGN);
    assertThat(measurement.getTime()).isEqualTo(LocalNet.NOW);
    assertThat(measurement.getCountry()).isEqualTo("KE");
    assertThat(measurement.getAsn()).isEqualTo(33771);
    assertThat(measurement.getRegion()).isEqualTo("KE-30");
    assertThat(measurement.getAccess()).isEqualTo(Access.MOBILE);
    assertThat(measurement.getVantage()).isEqualTo("home-7");
    assertThat(measurement.getVantageInferred()).isFalse();
    assertThat(measurement.getService()).isEqualTo("service");
    assertThat(measurement.toString()).doesNotContain("127.0.0");
  }

  @ParameterizedTest
  @CsvSource({
    Rcode.NXDOMAIN + ",dns_nxdomain_error",
    Rcode.SERVFAIL + ",dns_servfail_error",
    Rcode.REFUSED + ",dns_refused_error",
    Rcode.NOTIMP + ",dns_server_misbehaving",
    Rcode.NOERROR + ",dns_no_answer"
  })
  void shouldNameDnsWhenTheResolverGivesNoAddress(int rcode, String failure) throws Exception {
    net.system().says(SERVICE, rcode);
    net.other().resolves(SERVICE, "127.0.0.2");

    assertFailure(net.outcome(arbitraryTarget()), Layer.DNS, failure);
  }

  @Test
  void shouldNameDnsWhenTheResolverSaysNothing() throws Exception {
    net.system().ignores(SERVICE);

    assertFailure(net.outcome(arbitraryTarget()), Layer.DNS, TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({"10.10.34.35", "100.64.0.1", "192.0.2.7", "0.0.0.0", "2001:db8::1"})
  void shouldNameDnsWhenTheAddressIsNoPublicOne(String bogon) throws Exception {
    net.system().resolves(SERVICE, bogon);

    assertFailure(net.outcome(arbitraryTarget()), Layer.DNS, "dns_bogon_error");
  }

  @Test
  void shouldNameTcpWhenTheConnectIsRefused() throws Exception {
    int port = net.serve(Behaviour.ok());
    net.resolve(SERVICE, "127.0.0.9");

    ComponentOutcome web = net.outcome(target(SERVICE, port, TargetKind.TCP));

    assertFailure(web, Layer.TCP, "connection_refused");
    assertThat(web.getLatencyMs()).isNull();
  }

  @Test
  void shouldNameTcpWhenTheConnectTimesOut() throws Exception {
    net.resolve(SERVICE, "127.0.0.2");
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      fill(full, waiting);

      ComponentOutcome web = net.outcome(target(SERVICE, full.getLocalPort(), TargetKind.HTTP));

      assertFailure(web, Layer.TCP, TIMEOUT);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void shouldPassTcpWhenTheServerOnlyAccepts() throws Exception {
    int port = net.serve(Behaviour.hang());

    assertThat(net.outcome(target(SERVICE, port, TargetKind.TCP)).getOutcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void shouldNameTlsWhenTheConnectionIsResetAfterTheClientHello() throws Exception {
    int port = net.serve(Behaviour.reset());

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.HTTPS)), Layer.TLS, RESET);
  }

  @Test
  void shouldNameTlsWhenTheConnectionIsEndedAfterTheClientHello() throws Exception {
    int port = net.serve(Behaviour.close());

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.TLS)), Layer.TLS, "eof_error");
  }

  @Test
  void shouldNameTlsWhenNothingComesAfterTheClientHello() throws Exception {
    int port = net.serve(Behaviour.hang());

    ComponentOutcome web = net.outcome(target(SERVICE, port, TargetKind.TLS));

    assertFailure(web, Layer.TLS, TIMEOUT);
    assertThat(web.getLatencyMs()).isNotNegative();
  }

  @Test
  void shouldNameTlsWhenTheAuthorityIsUnknown() throws Exception {
    Certificates censor = new Certificates("Lawful interception");
    int port = net.serve(Behaviour.tls(censor.serverFor(SERVICE), Behaviour.ok()));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTPS)), Layer.TLS, "ssl_unknown_authority");
  }

  @Test
  void shouldNameTlsWhenTheCertificateIsForAnotherName() throws Exception {
    int port = net.serve(Behaviour.tls(certified("block.example"), Behaviour.ok()));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.TLS)), Layer.TLS, "ssl_invalid_hostname");
  }

  @Test
  void shouldNameTlsWhenTheAnswerToTheClientHelloIsNoTls() throws Exception {
    int port = net.serve(Behaviour.answer("403 Forbidden", "blocked"));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.TLS)), Layer.TLS, "ssl_failed_handshake");
  }

  @Test
  void shouldTakeAnExpiredCertificateForNoEvidence() throws Exception {
    int port =
        net.serve(Behaviour.tls(LocalNet.authority().expiredServerFor(SERVICE), Behaviour.ok()));

    assertNoEvidence(net.outcome(target(SERVICE, port, TargetKind.HTTPS)));
  }

  @Test
  void shouldNameHttpWhenTheConnectionIsResetAfterTheRequest() throws Exception {
    int port = net.serve(Behaviour.reset());

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, RESET);
  }

  @Test
  void shouldNameHttpWhenTheConnectionIsEndedAfterTheRequest() throws Exception {
    int port = net.serve(Behaviour.close());

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, "eof_error");
  }

  @Test
  void shouldNameHttpWhenNothingComesAfterTheRequest() throws Exception {
    int port = net.serve(Behaviour.tls(certified(SERVICE), Behaviour.hang()));

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.HTTPS)), Layer.HTTP, TIMEOUT);
  }

  @Test
  void shouldNameHttpWhenTheBodyNeverEnds() throws Exception {
    int port = net.serve(Behaviour.bytes(1000, Behaviour.hang()));

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, TIMEOUT);
  }

  @Test
  void shouldKnowABlockPageByItsBody() throws Exception {
    net.blockPage(BlockPage.Place.BODY, "", "Доступ ограничен");
    int port =
        net.serve(
            Behaviour.answer(
                "200 OK\r\nContent-Type: text/html; charset=utf-8", "<h1>ДОСТУП ОГРАНИЧЕН</h1>"));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, "http_block_page");
  }

  @Test
  void shouldKnowABlockPageByAHeader() throws Exception {
    net.blockPage(BlockPage.Place.HEADER, "Server", "filter/");
    int port = net.serve(Behaviour.answer("403 Forbidden\r\nserver: Filter/2.0", ""));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, "http_block_page");
  }

  @Test
  void shouldKnowABlockPageByTheRedirectToIt() throws Exception {
    net.blockPage(BlockPage.Place.REDIRECT, "", "//blocked.example/");
    int port =
        net.serve(Behaviour.answer("302 Found\r\nLocation: http://blocked.example/?law=7", ""));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, "http_block_page");
  }

  @Test
  void shouldTakeStatus451ForABlock() throws Exception {
    int port = net.serve(Behaviour.answer("451 Unavailable For Legal Reasons", ""));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, "http_block_page");
  }

  @ParameterizedTest
  @CsvSource({"500", "503"})
  void shouldTakeAServerErrorForNoEvidence(int status) throws Exception {
    int port = net.serve(Behaviour.answer(status + " Sorry", ""));

    assertNoEvidence(net.outcome(target(SERVICE, port, TargetKind.HTTP)));
  }

  @Test
  void shouldTakeWhatIsNoHttpForNoEvidence() throws Exception {
    int port = net.serve(Behaviour.say("220 mail.example ESMTP\r\n\r\n"));

    assertNoEvidence(net.outcome(target(SERVICE, port, TargetKind.HTTP)));
  }

  @Test
  void shouldNameThrottlingWhenTheTransferIsSlowAndThatOfTheControlIsNot() throws Exception {
    transferringControl();
    int port =
        net.serve(Behaviour.first(Behaviour.ok(), Behaviour.bytes(17_000, Behaviour.hang())));

    ComponentOutcome web = net.outcome(transferring(SERVICE, port, TargetKind.HTTP));

    assertFailure(web, Layer.THROTTLING, "slow_transfer");
    assertThat(web.getGoodputKbps()).isBetween(1, 400);
  }

  @Test
  void shouldPassWhenTheTransferIsAsFastAsThatOfTheControl() throws Exception {
    transferringControl();
    int port = net.serve(Behaviour.first(Behaviour.ok(), wholeFile()));

    ComponentOutcome web = net.outcome(transferring(SERVICE, port, TargetKind.HTTP));

    assertThat(web.getGoodputKbps()).isGreaterThan(1000);
  }

  @Test
  void shouldNameHttpWhenTheTransferIsCut() throws Exception {
    transferringControl();
    int port =
        net.serve(Behaviour.first(Behaviour.ok(), Behaviour.bytes(17_000, Behaviour::abort)));

    assertFailure(net.outcome(transferring(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, RESET);
  }

  @Test
  void shouldPassWhenTheResolversDifferButTheCertificateIsRight() throws Exception {
    int port = net.serve(Behaviour.tls(certified(SERVICE), Behaviour.ok()));
    net.other().resolves(SERVICE, "127.0.0.77");

    assertThat(net.outcome(target(SERVICE, port, TargetKind.HTTPS)).getOutcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void shouldNameDnsWhenTheResolverLeadsToAnImpostorAndTheOtherDoesNot() throws Exception {
    int port = net.serve(Behaviour.tls(certified(SERVICE), Behaviour.ok()));
    net.serve(IMPOSTOR, port, Behaviour.tls(certified("block.example"), Behaviour.ok()));
    net.system().resolves(SERVICE, IMPOSTOR);

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTPS)), Layer.DNS, "dns_inconsistent_error");
  }

  @Test
  void shouldNameDnsWhenTheResolverLeadsToABlockPageAndTheOtherDoesNot() throws Exception {
    net.blockPage(BlockPage.Place.BODY, "", "blocked by order");
    int port = net.serve(Behaviour.ok());
    net.serve(IMPOSTOR, port, Behaviour.answer("200 OK", "Blocked by order."));
    net.system().resolves(SERVICE, IMPOSTOR);

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.DNS, "dns_inconsistent_error");
  }

  @Test
  void shouldNameTlsWhenAnImpostorAnswersWhicheverResolverIsAsked() throws Exception {
    Behaviour impostor = Behaviour.tls(certified("block.example"), Behaviour.ok());
    int port = net.serve(impostor);
    net.serve(IMPOSTOR, port, impostor);
    net.system().resolves(SERVICE, IMPOSTOR);

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTPS)), Layer.TLS, "ssl_invalid_hostname");
  }

  @Test
  void shouldNotBlameDnsForAnImpostorWithoutAnotherResolver() throws Exception {
    net.withoutOtherResolver();
    int port = net.serve(Behaviour.tls(certified("block.example"), Behaviour.ok()));

    assertFailure(
        net.outcome(target(SERVICE, port, TargetKind.HTTPS)), Layer.TLS, "ssl_invalid_hostname");
  }

  @Test
  void shouldTakeEveryFailureForNoEvidenceWhenTheControlsFailAsWell() throws Exception {
    int port = net.serve(Behaviour.reset());
    net.controls(control(target(CONTROL, port, TargetKind.TLS)));
    net.resolve(CONTROL, "127.0.0.2");

    List<ProbeMeasurement> measured =
        net.measure(
            service("one", target(SERVICE, port, TargetKind.TLS)),
            service("two", target("127.0.0.9", port, TargetKind.TCP)),
            service("three", target("gone.example", port, TargetKind.HTTP)));

    assertThat(measured)
        .extracting(ProbeMeasurement::getService)
        .containsExactlyInAnyOrder("one", "two", "three");
    assertThat(measured)
        .allSatisfy(measurement -> assertNoEvidence(measurement.getComponents().get(0)));
  }

  @Test
  void shouldTakeFailuresAtTheNameForNoEvidenceWhenTheResolverKnowsNoControlEither()
      throws Exception {
    int port = net.serve(Behaviour.ok());
    net.controls(
        control(target("127.0.0.2", port, TargetKind.TCP)),
        control(target(CONTROL, port, TargetKind.TCP)));
    net.system().says(SERVICE, Rcode.SERVFAIL).says(CONTROL, Rcode.SERVFAIL);

    assertNoEvidence(net.outcome(target(SERVICE, port, TargetKind.HTTP)));
  }

  @Test
  void shouldTakeIpv6ThatTheVantageLacksForNoEvidence() throws Exception {
    assertNoEvidence(net.outcome(target("2620:0:861:1::1", 443, TargetKind.TCP)));
  }

  @Test
  void shouldPassByIpv4WhenTheVantageLacksIpv6() throws Exception {
    int port = net.serve(Behaviour.ok());
    net.resolve(SERVICE, "2620:0:861:1::1", "127.0.0.2");

    assertThat(net.outcome(target(SERVICE, port, TargetKind.HTTP)).getOutcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void shouldFailByIpv4WhenTheVantageLacksIpv6() throws Exception {
    int port = net.serve(Behaviour.reset());
    net.resolve(SERVICE, "2620:0:861:1::1", "127.0.0.2");

    assertFailure(net.outcome(target(SERVICE, port, TargetKind.HTTP)), Layer.HTTP, RESET);
  }

  @Test
  void shouldPassWhenTheSecondAddressOfANameDoes() throws Exception {
    int port = net.serve(Behaviour.ok());
    net.resolve(SERVICE, "127.0.0.9", "127.0.0.2");

    assertThat(net.outcome(target(SERVICE, port, TargetKind.HTTP)).getOutcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void shouldPassWhenTheOneStatusThatIsExpectedComes() throws Exception {
    int port = net.serve(Behaviour.answer("204 No Content", ""));
    ProbeTarget portal =
        new ProbeTarget(
            SERVICE, port, TargetKind.HTTP, "/generate_204", OptionalInt.of(204), Optional.empty());

    assertThat(net.outcome(portal).getOutcome()).isEqualTo(Outcome.SUCCESS);
  }

  private static ProbeTarget arbitraryTarget() {
    return target(SERVICE, 443, TargetKind.HTTPS);
  }

  private static Behaviour wholeFile() {
    return Behaviour.bytes(Transfer.USUAL_BYTES, Behaviour.hang());
  }

  private void transferringControl() throws IOException {
    int port = net.serve("127.0.0.1", 0, Behaviour.first(Behaviour.ok(), wholeFile()));
    net.controls(control(transferring(CONTROL, port, TargetKind.HTTP)));
  }

  /** Connects until the backlog is full, so that the system drops what comes next. */
  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    try {
      while (true) {
        Socket socket = new Socket();
        waiting.add(socket);
        socket.connect(address, 200);
      }
    } catch (SocketTimeoutException e) {
      // It is full.
    }
  }

  private static void assertFailure(ComponentOutcome outcome, Layer layer, String failure) {
    assertThat(outcome.getFailure()).isEqualTo(failure);
    assertThat(outcome.getLayer()).isEqualTo(layer);
    assertThat(outcome.getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(outcome.getEndpointsFailed()).isEqualTo(1);
  }

  private static void assertNoEvidence(ComponentOutcome outcome) {
    assertThat(outcome.getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(outcome.getLayer()).isEqualTo(Layer.UNKNOWN);
    assertThat(outcome.getFailure()).isNull();
    assertThat(outcome.getEndpointsTried()).isZero();
  }
}
