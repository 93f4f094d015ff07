package org.signalfall.ingest.prober;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks the certificate of one handshake, first who signed it, then whose name it bears, and
 * remembers which of the two was wrong.
 */
final class CertificateCheck extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager trust;
  private Finding wrong;

  CertificateCheck(X509ExtendedTrustManager trust) {
    this.trust = trust;
  }

  /** Returns what was wrong with the certificate; empty when nothing was or none came. */
  Optional<Finding> wrong() {
    return Optional.ofNullable(wrong);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
    try {
      trust.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      wrong = Finding.WRONG_NAME;
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      trust.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      wrong = isOutOfDate(e) ? Finding.INVALID_CERTIFICATE : Finding.UNKNOWN_AUTHORITY;
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("a prober has sockets");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("a prober is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("a prober is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("a prober is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }

  private static boolean isOutOfDate(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      boolean byPath =
          cause instanceof CertPathValidatorException path
              && (path.getReason() == BasicReason.EXPIRED
                  || path.getReason() == BasicReason.NOT_YET_VALID);
      if (byPath
          || cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return true;
      }
    }
    return false;
  }
}
