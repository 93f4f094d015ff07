package org.signalfall.standalone.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads addresses as people write them: {@code 127.0.0.1:7080}, {@code [::1]:7080}. */
final class AddressConverter implements ITypeConverter<InetSocketAddress> {

  private static final int MAX_PORT = 65_535;

  @Override
  public InetSocketAddress convert(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.isEmpty() || (host.indexOf(':') >= 0 && !bracketed)) {
      throw wrong(text);
    }
    return new InetSocketAddress(
        bracketed ? host.substring(1, host.length() - 1) : host,
        port(text.substring(colon + 1), text));
  }

  private static int port(String digits, String text) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is no address such as 127.0.0.1:7080 or [::1]:7080");
  }
}
