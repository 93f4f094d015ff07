package org.signalfall.ingest.prober;

/** How far up the layers a target is probed. */
public enum TargetKind {

  /** Name and TCP connect. */
  TCP(0, false, false),

  /** Name, TCP connect and TLS handshake. */
  TLS(443, true, false),

  /** Name, TCP connect and one HTTP request. */
  HTTP(80, false, true),

  /** Name, TCP connect, TLS handshake and one HTTP request. */
  HTTPS(443, true, true);

  private final int usualPort;
  private final boolean tls;
  private final boolean http;

  TargetKind(int usualPort, boolean tls, boolean http) {
    this.usualPort = usualPort;
    this.tls = tls;
    this.http = http;
  }

  /** Returns the port that is meant when none is given, 0 when there is no such port. */
  int usualPort() {
    return usualPort;
  }

  boolean usesTls() {
    return tls;
  }

  boolean usesHttp() {
    return http;
  }
}
