package org.signalfall.ingest.prober;

import org.signalfall.avro.Outcome;

/**
 * What an attempt on a target came to. Failures are named as in OONI's data format df-007-errors,
 * and in its manner where it has no name.
 */
enum Finding {

  /** Everything that was asked was answered. */
  PASSED(Outcome.SUCCESS, ""),

  /** The resolver says that there is no such name. */
  NXDOMAIN(Outcome.FAILURE, "dns_nxdomain_error"),

  /** The resolver says that it can't tell. */
  SERVFAIL(Outcome.FAILURE, "dns_servfail_error"),

  /** The resolver refuses to tell. */
  DNS_REFUSED(Outcome.FAILURE, "dns_refused_error"),

  /** The resolver answers with anything else than an answer. */
  DNS_MISBEHAVING(Outcome.FAILURE, "dns_server_misbehaving"),

  /** The name has no address. */
  NO_ADDRESS(Outcome.FAILURE, "dns_no_answer"),

  /** The name is said to have an address that no host of the public Internet has. */
  BOGON(Outcome.FAILURE, "dns_bogon_error"),

  /** An impostor answers at the addresses of one resolver, the service at those of the other. */
  INCONSISTENT(Outcome.FAILURE, "dns_inconsistent_error"),

  /** A router says that there is no way to the host. */
  HOST_UNREACHABLE(Outcome.FAILURE, "host_unreachable"),

  /** A connect was refused. */
  REFUSED(Outcome.FAILURE, "connection_refused"),

  /** The connection was reset. */
  RESET(Outcome.FAILURE, "connection_reset"),

  /** The connection was ended before the answer. */
  CLOSED(Outcome.FAILURE, "eof_error"),

  /** Nothing came in time. */
  TIMEOUT(Outcome.FAILURE, "generic_timeout_error"),

  /** The certificate is from nobody that is trusted. */
  UNKNOWN_AUTHORITY(Outcome.FAILURE, "ssl_unknown_authority"),

  /** The certificate is for another name. */
  WRONG_NAME(Outcome.FAILURE, "ssl_invalid_hostname"),

  /** The handshake failed otherwise. */
  FAILED_HANDSHAKE(Outcome.FAILURE, "ssl_failed_handshake"),

  /** The answer is a censor's. */
  BLOCK_PAGE(Outcome.FAILURE, "http_block_page"),

  /** The transfer was slow, and that of the controls wasn't. */
  SLOW(Outcome.FAILURE, "slow_transfer"),

  /** The certificate is out of date: the operator's fault, or the clock's of the vantage. */
  INVALID_CERTIFICATE(Outcome.NO_EVIDENCE, ""),

  /** The service answered, but not as expected: its own doing as likely as anybody's. */
  UNEXPECTED_ANSWER(Outcome.NO_EVIDENCE, ""),

  /** The vantage's network has no way to such addresses, as with IPv6 where there is none. */
  NO_NETWORK(Outcome.NO_EVIDENCE, ""),

  /** It arose on the vantage itself. */
  LOCAL(Outcome.NO_EVIDENCE, ""),

  /** Its turn didn't come in time. */
  NOT_TRIED(Outcome.NO_EVIDENCE, "");

  private final Outcome outcome;
  private final String failure;

  Finding(Outcome outcome, String failure) {
    this.outcome = outcome;
    this.failure = failure;
  }

  Outcome outcome() {
    return outcome;
  }

  /** Returns the name of the failure; empty when it is none. */
  String failure() {
    return failure;
  }

  /** Returns whether somebody else answered in the place of the service. */
  boolean isImpostor() {
    return this == UNKNOWN_AUTHORITY || this == WRONG_NAME || this == BLOCK_PAGE;
  }
}
