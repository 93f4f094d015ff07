package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.schema.reference.Addresses;
import org.signalfall.schema.reference.ReferenceData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall reference lookup}. */
@Command(
    name = "lookup",
    description = "Tells the country of networks, prefixes and addresses, and networks' names.",
    mixinStandardHelpOptions = true)
final class ReferenceLookupCommand implements Runnable {

  private static final Pattern ASN = Pattern.compile("(?:AS|as)?(\\d{1,10})");
  private static final Pattern PREFIX = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");
  private static final String UNKNOWN = "-";

  @Spec private CommandSpec spec;
  @Mixin private ReferenceOption reference;

  @Parameters(
      paramLabel = "ASN|PREFIX|ADDRESS",
      arity = "1..*",
      description = "What to look up, such as AS44244, 5.200.64.0/18 or 2001:67c:2e8::1.")
  private List<String> wanted;

  @Override
  public void run() {
    ReferenceData data = reference.read();
    PrintWriter out = spec.commandLine().getOut();
    for (String text : wanted) {
      out.println(text + "  " + answer(text, data));
    }
    out.flush();
  }

  private static String answer(String text, ReferenceData data) {
    Matcher asn = ASN.matcher(text);
    if (asn.matches()) {
      long number = Long.parseLong(asn.group(1));
      String country = data.country(number).orElse(UNKNOWN);
      return country + data.name(number).map(name -> "  " + name).orElse("");
    }
    Matcher prefix = PREFIX.matcher(text);
    Optional<byte[]> address = Addresses.parse(prefix.matches() ? prefix.group(1) : text);
    int bits = address.map(bytes -> Byte.SIZE * bytes.length).orElse(0);
    int length = prefix.matches() ? Integer.parseInt(prefix.group(2)) : bits;
    if (address.isEmpty() || length > bits) {
      throw new CliException("'" + text + "' is no ASN, prefix or address.");
    }
    return data.country(ByteBuffer.wrap(address.get()), length).orElse(UNKNOWN);
  }
}
