package org.signalfall.standalone.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where to listen: {@code 127.0.0.1:11019}, {@code [::1]:11019}, {@code host:11019}. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {

  private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  @Override
  public InetSocketAddress convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(3)) > MAX_PORT) {
      throw new TypeConversionException("'" + text + "' is no address such as 127.0.0.1:11019");
    }
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(form.group(3)));
    if (address.isUnresolved()) {
      throw new TypeConversionException("there is no host '" + host + "'");
    }
    return address;
  }
}
