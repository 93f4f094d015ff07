package org.signalfall.ingest.ooni;

import java.util.Locale;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;

/** What the annotation {@code network_type} says of how the probe gets online. */
enum NetworkType {

  /** A cable or Wi-Fi, which nearly always ends at one. */
  FIXED(Access.FIXED),

  /** A mobile network. */
  MOBILE(Access.MOBILE),

  /**
   * A VPN, or one of the filters against advertisements that look like one to Android. Country and
   * network are those of the tunnel's end, and what fails may be what the user has asked for. No
   * outcome is evidence.
   */
  VPN(Access.UNKNOWN) {
    @Override
    void weigh(ComponentOutcome outcome) {
      withdraw(outcome);
    }
  },

  /** The system said that there was no network, so that a failure is the probe's own. */
  OFFLINE(Access.UNKNOWN) {
    @Override
    void weigh(ComponentOutcome outcome) {
      if (outcome.getOutcome() == Outcome.FAILURE) {
        withdraw(outcome);
      }
    }
  },

  /** Not given, or tethering over USB or Bluetooth, behind which either kind can be. */
  OTHER(Access.UNKNOWN);

  private final Access access;

  NetworkType(Access access) {
    this.access = access;
  }

  static NetworkType of(String annotation) {
    return switch (annotation.strip().toLowerCase(Locale.ROOT)) {
      case "wifi", "wired", "wired_ethernet", "ethernet" -> FIXED;
      case "mobile", "cellular" -> MOBILE;
      case "vpn" -> VPN;
      case "no_internet", "none" -> OFFLINE;
      default -> OTHER;
    };
  }

  Access access() {
    return access;
  }

  /** Takes back an outcome that is no evidence over such a network. */
  void weigh(ComponentOutcome outcome) {}

  private static void withdraw(ComponentOutcome outcome) {
    outcome.setOutcome(Outcome.NO_EVIDENCE);
    outcome.setLayer(Layer.UNKNOWN);
    outcome.setFailure(null);
  }
}
