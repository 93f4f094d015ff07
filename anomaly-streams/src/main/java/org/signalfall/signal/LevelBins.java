package org.signalfall.signal;

import java.nio.ByteBuffer;
import org.signalfall.detect.LevelBin;

/** Bins of levels: a late sample moves the mean. */
public final class LevelBins implements BinKind<LevelBin, LevelSlot> {

  @Override
  public LevelSlot noneLate() {
    return new LevelSlot();
  }

  @Override
  public LevelBin corrected(LevelBin bin, LevelBin before, long start, long end, LevelSlot late) {
    if (bin == null) {
      return new LevelBin(start, end, late.samples(), late.mean());
    }
    int samples = bin.samples() + late.samples();
    double sum = bin.value() * bin.samples() + late.mean() * late.samples();
    return new LevelBin(start, end, samples, sum / samples);
  }

  @Override
  public byte[] encode(LevelBin bin) {
    return ByteBuffer.allocate(4 + 8).putInt(bin.samples()).putDouble(bin.value()).array();
  }

  @Override
  public LevelBin decode(ByteBuffer in, long start, long end) {
    return new LevelBin(start, end, in.getInt(), in.getDouble());
  }

  @Override
  public byte[] encodeLate(LevelSlot late) {
    return late.encode();
  }

  @Override
  public LevelSlot decodeLate(byte[] bytes) {
    return LevelSlot.decode(bytes);
  }
}
