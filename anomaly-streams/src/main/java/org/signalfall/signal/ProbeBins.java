package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.Voice;

/**
 * Bins of probes: a late sample adds to the counts and to the voice of its vantage. Controls stay
 * as they were known; a bin that only late samples make has those of the bin before it.
 */
public final class ProbeBins implements BinKind<ProbeBin, ProbeSlot> {

  private static final int COUNTS_BYTES = 10 * 4 + 1;
  private static final int VOICE_BYTES = 2 * 8 + 2 * 4;

  @Override
  public ProbeSlot noneLate() {
    return ProbeSlot.decode(null);
  }

  @Override
  public ProbeBin corrected(ProbeBin bin, ProbeBin before, long start, long end, ProbeSlot late) {
    if (bin == null) {
      return new ProbeBin(
          start,
          end,
          late.samples(),
          late.failures(),
          before == null ? 0 : before.controlSamples(),
          before == null ? 0 : before.controlFailures(),
          late.layers(),
          late.voices());
    }
    return new ProbeBin(
        start,
        end,
        bin.samples() + late.samples(),
        bin.failures() + late.failures(),
        bin.controlSamples(),
        bin.controlFailures(),
        bin.layers().plus(late.layers()),
        together(bin.voices(), late.voices()));
  }

  private static List<Voice> together(List<Voice> voices, List<Voice> late) {
    List<Voice> all = new ArrayList<>(voices);
    for (Voice voice : late) {
      all.stream()
          .filter(known -> isSame(known, voice))
          .findFirst()
          .ifPresentOrElse(
              known -> all.set(all.indexOf(known), ProbeSlot.sum(known, voice)),
              () -> all.add(voice));
    }
    return all;
  }

  private static boolean isSame(Voice one, Voice other) {
    return one.vantage() == other.vantage() && one.version() == other.version();
  }

  @Override
  public byte[] encode(ProbeBin bin) {
    LayerFailures layers = bin.layers();
    ByteBuffer out = ByteBuffer.allocate(COUNTS_BYTES + bin.voices().size() * VOICE_BYTES);
    out.putInt(bin.samples()).putInt(bin.failures());
    out.putInt(bin.controlSamples()).putInt(bin.controlFailures());
    out.putInt(layers.dns()).putInt(layers.ip()).putInt(layers.tcp());
    out.putInt(layers.tls()).putInt(layers.http()).putInt(layers.throttling());
    out.put((byte) bin.voices().size());
    for (Voice voice : bin.voices()) {
      out.putLong(voice.vantage()).putLong(voice.version());
      out.putInt(voice.samples()).putInt(voice.failures());
    }
    return out.array();
  }

  @Override
  public ProbeBin decode(ByteBuffer in, long start, long end) {
    int samples = in.getInt();
    int failures = in.getInt();
    int controlSamples = in.getInt();
    int controlFailures = in.getInt();
    LayerFailures layers =
        new LayerFailures(
            in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    List<Voice> voices = new ArrayList<>();
    for (int left = in.get(); left > 0; left--) {
      voices.add(new Voice(in.getLong(), in.getLong(), in.getInt(), in.getInt()));
    }
    return new ProbeBin(
        start, end, samples, failures, controlSamples, controlFailures, layers, voices);
  }

  @Override
  public byte[] encodeLate(ProbeSlot late) {
    return late.encode();
  }

  @Override
  public ProbeSlot decodeLate(byte[] bytes) {
    return ProbeSlot.decode(bytes);
  }
}
