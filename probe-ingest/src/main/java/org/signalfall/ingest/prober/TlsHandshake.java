package org.signalfall.ingest.prober;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.signalfall.avro.Layer;

/**
 * Makes TLS handshakes as a client, with the host's name in the ClientHello (SNI, RFC 6066) and in
 * the check of the certificate (RFC 2818). Each is a whole one: a session that is resumed shows no
 * certificate.
 */
final class TlsHandshake {

  private final Authorities authorities;

  TlsHandshake(Authorities authorities) {
    this.authorities = authorities;
  }

  /**
   * Puts TLS on a connection.
   *
   * @throws LayerFailure when the handshake fails
   */
  SSLSocket over(TimedSocket socket, ProbeTarget target) throws LayerFailure {
    CertificateCheck check = new CertificateCheck(authorities.trust());
    try {
      SSLSocket tls =
          (SSLSocket)
              context(check)
                  .getSocketFactory()
                  .createSocket(socket.raw(), target.host(), target.port(), true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (target.literal().isEmpty()) {
        parameters.setServerNames(List.of(new SNIHostName(target.host())));
      }
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return tls;
    } catch (IOException e) {
      Finding finding =
          socket.expired()
              ? Finding.TIMEOUT
              : check
                  .wrong()
                  .orElseGet(() -> SocketErrors.ofConnection(e, Finding.FAILED_HANDSHAKE));
      throw new LayerFailure(finding, Layer.TLS, e);
    }
  }

  private static SSLContext context(CertificateCheck check) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {check}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}
