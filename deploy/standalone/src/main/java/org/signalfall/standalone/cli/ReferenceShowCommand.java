package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.schema.reference.ReferenceSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall reference show}. */
@Command(
    name = "show",
    description = "Tells the version, the sources and the size of reference data.",
    mixinStandardHelpOptions = true)
final class ReferenceShowCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Reference data (default: what is shipped).")
  private Path file;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    print(ReferenceFiles.read(file), out);
    out.flush();
  }

  static void print(ReferenceData data, PrintWriter out) {
    out.println("version    " + data.version());
    for (ReferenceSource source : data.sources()) {
      out.printf("source     %s %s%n", source.kind(), source.name());
      out.printf("  of       %s%n", orUnknown(source.date()));
      out.printf("  licence  %s%n", orUnknown(source.licence()));
      out.printf("  sha256   %s%n", source.sha256());
    }
    long addresses = data.ipv4Addresses().values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        Locale.ROOT,
        "holds      %,d networks, %,d IPv4 and %,d IPv6 ranges%n",
        data.asnCount(),
        data.ipv4Count(),
        data.ipv6Count());
    out.printf(
        Locale.ROOT,
        "covers     %,d countries with %,d IPv4 addresses%n",
        data.ipv4Addresses().size(),
        addresses);
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : text;
  }
}
