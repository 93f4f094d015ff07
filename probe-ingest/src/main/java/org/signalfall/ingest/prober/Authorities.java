package org.signalfall.ingest.prober;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Who is trusted to sign certificates. */
public final class Authorities {

  private final X509ExtendedTrustManager trust;

  private Authorities(KeyStore store) {
    this.trust = trust(store);
  }

  /** Trusts whom the Java platform trusts. */
  public static Authorities ofSystem() {
    return new Authorities(null);
  }

  /**
   * Trusts the certificates of a PEM file, and nobody else.
   *
   * @throws IOException when it holds none; the message is one sentence for a person
   */
  public static Authorities of(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      return of(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (GeneralSecurityException e) {
      throw new IOException("there are no certificates in " + pem, e);
    }
  }

  static Authorities of(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    return new Authorities(store);
  }

  X509ExtendedTrustManager trust() {
    return trust;
  }

  private static X509ExtendedTrustManager trust(KeyStore storeOrNull) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(storeOrNull);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager x509) {
          return x509;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform's own authorities can't be read", e);
    }
    throw new IllegalStateException("the Java platform can't check certificates");
  }
}
