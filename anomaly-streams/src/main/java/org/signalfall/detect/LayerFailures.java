package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * Failed samples by the lowest layer at which each failed.
 *
 * @param dns name resolution
 * @param ip routing or reachability of the address
 * @param tcp connection
 * @param tls handshake
 * @param http request or response
 * @param throttling goodput far below that of the control
 */
public record LayerFailures(int dns, int ip, int tcp, int tls, int http, int throttling) {

  /** No failure at any layer. */
  public static final LayerFailures NONE = new LayerFailures(0, 0, 0, 0, 0, 0);

  /** Returns the sums of this and {@code other}, layer by layer. */
  public LayerFailures plus(LayerFailures other) {
    return new LayerFailures(
        dns + other.dns,
        ip + other.ip,
        tcp + other.tcp,
        tls + other.tls,
        http + other.http,
        throttling + other.throttling);
  }

  /** Writes the counts, in at most six times {@link Varints#MAX_BYTES}. */
  public void write(ByteBuffer out) {
    Varints.put(out, dns);
    Varints.put(out, ip);
    Varints.put(out, tcp);
    Varints.put(out, tls);
    Varints.put(out, http);
    Varints.put(out, throttling);
  }

  /** Reads what {@link #write} wrote. */
  public static LayerFailures read(ByteBuffer in) {
    return new LayerFailures(
        Varints.getInt(in),
        Varints.getInt(in),
        Varints.getInt(in),
        Varints.getInt(in),
        Varints.getInt(in),
        Varints.getInt(in));
  }
}
