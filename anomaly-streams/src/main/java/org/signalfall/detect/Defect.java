package org.signalfall.detect;

/**
 * An instrument whose failures follow it, not the network: others measure the same at the same time
 * and pass.
 *
 * @param instrument what kind of instrument it is
 * @param value hash of the vantage or software version
 * @param since start of the hour from which it has failed, epoch ms
 */
public record Defect(Instrument instrument, long value, long since) {

  /** What may be defective. */
  public enum Instrument {
    /** A single vantage. */
    VANTAGE,
    /** A version of the measuring software, at two vantages or more. */
    VERSION;

    boolean isOf(Voice voice, long value) {
      return value == (this == VANTAGE ? voice.vantage() : voice.version());
    }
  }
}
