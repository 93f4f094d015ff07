package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;

/** Counts the bytes that a thread allocates, which depend on no clock and no collector. */
class MrtMemoryTest {

  private static final long MEBIBYTE = 1 << 20;

  /** A record's header with the largest length that is taken, and no record behind it. */
  private static final byte[] LARGEST =
      new Wire()
          .u32(TIME)
          .u16(MrtType.BGP4MP)
          .u16(MrtType.MESSAGE_AS4)
          .u32(MrtFrames.MAX_LENGTH)
          .bytes();

  @Test
  void shouldReadTwoHundredMegabytesInLessThanTwo() throws IOException {
    byte[] block = new byte[0];
    for (int i = 0; i < 100; i++) {
      byte[] message =
          UpdateMother.announcing(4, "10." + i + ".0.0/16", "10." + i + ".1.0/24").bytes();
      block = Wire.join(block, MrtMother.message(TIME, message));
    }
    int blocks = 200_000_000 / block.length;
    InputStream stream = new Repeated(block, (long) blocks * block.length);

    MrtCounts counts = new MrtCounts();
    long allocated = allocatedBy(() -> read(stream, counts));

    assertThat(allocated).isLessThan(2 * MEBIBYTE);
    assertThat(counts.records()).isEqualTo(100L * blocks);
    assertThat(counts.rejected()).isZero();
  }

  @Test
  void shouldGrowNoFurtherThanTheLargestRecordNeeds() throws IOException {
    byte[] record = Wire.join(LARGEST, new byte[MrtFrames.MAX_LENGTH]);
    InputStream stream = new Repeated(record, 64 * MEBIBYTE);

    long allocated = allocatedBy(() -> read(stream, new MrtCounts()));

    assertThat(allocated).isLessThan(32 * MEBIBYTE);
  }

  @Test
  void shouldNotBelieveALengthThatTheStreamDoesNotHold() throws IOException {
    InputStream stream = new Repeated(LARGEST, LARGEST.length);

    long allocated = allocatedBy(() -> read(stream, new MrtCounts()));

    assertThat(allocated).isLessThan(2 * MEBIBYTE);
  }

  @Test
  void shouldSkipGarbageWithoutHoldingIt() throws IOException {
    byte[] garbage = new byte[1000];
    Arrays.fill(garbage, (byte) 0xee);
    InputStream stream = new Repeated(garbage, 256 * MEBIBYTE);

    MrtCounts counts = new MrtCounts();
    long allocated = allocatedBy(() -> read(stream, counts));

    assertThat(allocated).isLessThan(2 * MEBIBYTE);
    assertThat(counts.skippedBytes()).isEqualTo(256 * MEBIBYTE);
  }

  private static void read(InputStream in, MrtCounts counts) throws IOException {
    MrtDump dump = new MrtDump(OutputStream.nullOutputStream());
    try (MrtParser parser = new MrtParser("bgp:test", "test.mrt", in, rejection -> {}, counts)) {
      while (parser.next(dump)) {
        // The dump takes it.
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static long allocatedBy(Work work) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  /** The same bytes over and over, up to a length. */
  private static final class Repeated extends InputStream {

    private final byte[] block;
    private long left;
    private int at;

    Repeated(byte[] block, long length) {
      this.block = block;
      this.left = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, block.length - at), left);
      System.arraycopy(block, at, bytes, offset, count);
      at = (at + count) % block.length;
      left -= count;
      return count;
    }
  }
}
