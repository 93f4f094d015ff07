package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GoodputMeterTest {

  private static final int MANY = 1 << 20;

  private final AtomicLong now = new AtomicLong(17);
  private final GoodputMeter meter = new GoodputMeter(now::get);

  @Test
  void shouldDivideTheBitsByTheTime() throws IOException {
    assertThat(meter.read(new Paced(100, 1000, 50), () -> false, MANY)).hasValue(160);
  }

  @Test
  void shouldEndWhenEnoughIsRead() throws IOException {
    Paced endless = new Paced(Integer.MAX_VALUE, 1000, 10);

    assertThat(meter.read(endless, () -> false, 50_000)).hasValue(800);
    assertThat(endless.reads).isEqualTo(50);
  }

  @Test
  void shouldNotTellByWhatComesInOneFlight() throws IOException {
    assertThat(meter.read(new Paced(16, 1000, 50), () -> false, MANY)).isEmpty();
  }

  @Test
  void shouldTellByEverSoLittleWhenTheTimeIsUp() throws IOException {
    InputStream stalled = new Paced(2, 1000, 500).breaking();

    assertThat(meter.read(stalled, () -> true, MANY)).hasValue(16);
  }

  @Test
  void shouldSaySoWhenTheConnectionBreaks() {
    InputStream cut = new Paced(20, 1000, 5).breaking();

    assertThatThrownBy(() -> meter.read(cut, () -> false, MANY))
        .isInstanceOf(SocketException.class);
  }

  @Test
  void shouldBearAClockThatDoesNotMove() throws IOException {
    assertThat(meter.read(new Paced(100, 1000, 0), () -> false, MANY)).hasValue(Integer.MAX_VALUE);
  }

  /** Gives so many chunks, each some time after the one before. */
  private final class Paced extends InputStream {

    private final int chunks;
    private final int bytes;
    private final long millis;
    private boolean breaks;
    private int reads;

    Paced(int chunks, int bytes, long millis) {
      this.chunks = chunks;
      this.bytes = bytes;
      this.millis = millis;
    }

    Paced breaking() {
      breaks = true;
      return this;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (reads == chunks) {
        if (breaks) {
          throw new SocketException("Connection reset");
        }
        return -1;
      }
      reads++;
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
      return bytes;
    }
  }
}
