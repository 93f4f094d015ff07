package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.Layer;

/** Whatever answers an HTTP request, it is an answer or a failure of the layer. */
class HttpExchangeFuzzTest {

  private static final int MOST_TEXT = 64 * 1024;
  private static final ProbeTarget TARGET = LocalNet.target("service.example", 80, TargetKind.HTTP);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=nonsense\r\n\r\nabc",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: //b.example/\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nX: \u0001\r\n\r\n",
            "HTTP/-9 204 No Content\r\n\r\n",
            "HTTP/1.1 000 Nothing\r\n\r\n",
            "220 mail.example\r\n")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldBearAnyAnswer(byte[] answer) {
    ScheduledExecutorService closing = Executors.newSingleThreadScheduledExecutor();
    try (TimedSocket socket =
        new TimedSocket(
            new Saying(answer), closing, Deadline.in(Duration.ofMinutes(1)), closed -> {})) {
      HttpAnswer read = HttpExchange.over(socket, socket.raw()).get(TARGET);
      assertThat(read.body().length()).isLessThanOrEqualTo(MOST_TEXT);
    } catch (LayerFailure e) {
      assertThat(e.attempt().layer()).isIn(Layer.HTTP, Layer.UNKNOWN);
    } finally {
      closing.shutdownNow();
    }
  }

  /** A connection on which all is said already. */
  private static final class Saying extends Socket {

    private final byte[] answer;

    Saying(byte[] answer) {
      this.answer = answer;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(answer);
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }
}
