package org.signalfall.ingest.prober;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.signalfall.avro.Layer;

/**
 * One HTTP/1.1 request and its answer over a connection that stands already, so that it is known
 * for sure that what fails here is HTTP.
 */
final class HttpExchange {

  /** Bytes of a body that are looked at. */
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private static final int MAX_LINE_LENGTH = 16 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_INTERIM_ANSWERS = 10;
  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setMaxLineLength(MAX_LINE_LENGTH)
          .setMaxHeaderCount(MAX_HEADERS)
          .setMaxEmptyLineCount(1)
          .build();

  private final TimedSocket timed;
  private final DefaultBHttpClientConnection connection;

  private HttpExchange(TimedSocket timed, DefaultBHttpClientConnection connection) {
    this.timed = timed;
    this.connection = connection;
  }

  /**
   * Prepares an exchange.
   *
   * @param timed the connection
   * @param top the same, or the TLS layer on it
   */
  static HttpExchange over(TimedSocket timed, Socket top) throws LayerFailure {
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(CONFIG);
    HttpExchange exchange = new HttpExchange(timed, connection);
    try {
      if (top instanceof SSLSocket tls) {
        connection.bind(tls, timed.raw());
      } else {
        connection.bind(top);
      }
      return exchange;
    } catch (IOException e) {
      throw exchange.failure(e);
    }
  }

  /**
   * Asks for a path and reads the answer with the first part of its body.
   *
   * @throws LayerFailure when there is no whole answer
   */
  HttpAnswer get(ProbeTarget target) throws LayerFailure {
    ClassicHttpResponse response = request(target, target.path());
    try (InputStream body = body(response)) {
      byte[] bytes = body.readNBytes(MAX_BODY_BYTES);
      return new HttpAnswer(
          response.getCode(),
          Stream.of(response.getHeaders())
              .map(header -> new HttpAnswer.Field(header.getName(), header.getValue()))
              .toList(),
          new String(bytes, charset(response)));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Asks for a download and leaves it to the caller to read it.
   *
   * @return the body; empty when the answer has none of status 200
   * @throws LayerFailure when there is no answer
   */
  Optional<InputStream> download(ProbeTarget target, Transfer transfer) throws LayerFailure {
    ClassicHttpResponse response = request(target, transfer.path());
    return response.getCode() == 200 ? Optional.of(body(response)) : Optional.empty();
  }

  private ClassicHttpResponse request(ProbeTarget target, String path) throws LayerFailure {
    ClassicHttpRequest request = new BasicClassicHttpRequest("GET", path);
    request.setHeader(HttpHeaders.HOST, target.authority());
    request.setHeader(HttpHeaders.USER_AGENT, Prober.SOFTWARE);
    request.setHeader(HttpHeaders.ACCEPT, "*/*");
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    request.setHeader(HttpHeaders.CONNECTION, "close");
    try {
      connection.sendRequestHeader(request);
      connection.flush();
      for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
        ClassicHttpResponse response = connection.receiveResponseHeader();
        if (response.getCode() >= 200) {
          return response;
        }
      }
      throw new LayerFailure(Finding.UNEXPECTED_ANSWER, Layer.HTTP, null);
    } catch (HttpException | IllegalArgumentException e) {
      // HttpCore has the one for most of what is no HTTP, and the other for numbers out of range.
      throw new LayerFailure(Finding.UNEXPECTED_ANSWER, Layer.HTTP, e);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private InputStream body(ClassicHttpResponse response) throws LayerFailure {
    try {
      connection.receiveResponseEntity(response);
      return response.getEntity() == null
          ? InputStream.nullInputStream()
          : response.getEntity().getContent();
    } catch (HttpException | IllegalArgumentException e) {
      throw new LayerFailure(Finding.UNEXPECTED_ANSWER, Layer.HTTP, e);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private LayerFailure failure(IOException error) {
    Finding finding =
        timed.expired()
            ? Finding.TIMEOUT
            : SocketErrors.ofConnection(error, Finding.UNEXPECTED_ANSWER);
    return new LayerFailure(finding, Layer.HTTP, error);
  }

  private static Charset charset(ClassicHttpResponse response) {
    ContentType type =
        response.getEntity() == null
            ? null
            : ContentType.parseLenient(response.getEntity().getContentType());
    return type == null || type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
  }
}
