package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * All that is kept of a probe series between bins. Mutable; owned by whoever judges the series, and
 * changed by {@link ProbeDetector} alone.
 */
public final class ProbeState implements JudgedState<ProbeState> {

  /** Upper bound of the encoded size, in bytes. */
  public static final int MAX_BYTES = 4_096;

  private static final byte FORMAT = 4;

  /** Room to encode in, since a state takes a small part of what it may. */
  private static final ThreadLocal<ByteBuffer> ROOM =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(MAX_BYTES));

  SeriesStatus status = SeriesStatus.INSUFFICIENT;
  long firstStart;
  long lastEnd = Long.MAX_VALUE;
  double totalSamples;
  boolean neverClear;
  OrdinaryRate ordinary = new OrdinaryRate();
  final ProbeRun[] runs = new ProbeRun[ProbeRules.MAX_ALTERNATIVES];
  ProbeRun event = new ProbeRun();
  ProbeRun recovery = new ProbeRun();
  Company company = new Company();
  Contrast contrast = new Contrast();

  private ProbeState() {
    Arrays.setAll(runs, i -> new ProbeRun());
  }

  /** Returns the state of a series of which nothing is known. */
  public static ProbeState fresh() {
    return new ProbeState();
  }

  @Override
  public SeriesStatus status() {
    return status;
  }

  @Override
  public void correct(ProbeState other) {
    status = other.status;
    neverClear = other.neverClear;
    for (int i = 0; i < runs.length; i++) {
      runs[i].become(other.runs[i]);
    }
    event.become(other.event);
    recovery.become(other.recovery);
  }

  int indexOf(ProbeRun run) {
    return Arrays.asList(runs).indexOf(run);
  }

  @Override
  public byte[] encode() {
    ByteBuffer out = ROOM.get().clear();
    out.put(FORMAT).put(status.code());
    Varints.putSigned(out, firstStart);
    Varints.putSigned(out, lastEnd - firstStart);
    Varints.putDouble(out, totalSamples);
    out.put((byte) (neverClear ? 1 : 0));
    ordinary.write(out);
    for (ProbeRun run : runs) {
      run.write(out);
    }
    event.write(out);
    recovery.write(out);
    company.write(out);
    contrast.write(out);
    byte[] written = new byte[out.position()];
    out.flip().get(written);
    return written;
  }

  /**
   * Returns the state that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static ProbeState decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "Probe state has format %d, this version reads %d".formatted(format, FORMAT));
    }
    ProbeState state = new ProbeState();
    state.status = SeriesStatus.ofCode(in.get());
    state.firstStart = Varints.getSigned(in);
    state.lastEnd = state.firstStart + Varints.getSigned(in);
    state.totalSamples = Varints.getDouble(in);
    state.neverClear = in.get() != 0;
    state.ordinary = OrdinaryRate.read(in);
    Arrays.setAll(state.runs, i -> ProbeRun.read(in));
    state.event = ProbeRun.read(in);
    state.recovery = ProbeRun.read(in);
    state.company = Company.read(in);
    state.contrast = Contrast.read(in);
    return state;
  }
}
