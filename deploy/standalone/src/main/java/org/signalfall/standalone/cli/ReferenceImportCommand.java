package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.reference.ReferenceImport;
import org.signalfall.schema.reference.ReferenceData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall reference import}. */
@Command(
    name = "import",
    description = {
      "Makes reference data from files of registries and vendors, told by their content:",
      "delegated statistics of the registries, MaxMind databases, tables of iptoasn.com,",
      "ranges (first,last,country), CAIDA prefix2as; may be packed.",
      "A file overrides those before it; registries come first and prefix2as fills gaps."
    },
    mixinStandardHelpOptions = true)
final class ReferenceImportCommand implements Callable<Integer> {

  /** More would bury the rest; the count tells how many there are. */
  private static final int TOLD_REJECTIONS = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write; replaced only when all went well.")
  private Path out;

  @Option(
      names = "--licence",
      paramLabel = "NAME=TEXT",
      description = "Licence of the file of this name, to be kept with the data.")
  private Map<String, String> licences = new LinkedHashMap<>();

  @Parameters(paramLabel = "F", arity = "1..*", description = "Files to read.")
  private List<Path> files;

  private long rejected;

  @Override
  public Integer call() {
    Path folder = out.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new CliException(out + " cannot be written: there is no such folder.");
    }
    try {
      ReferenceData data = new ReferenceImport(licences, this::tell).read(files);
      data.write(out);
      PrintWriter told = spec.commandLine().getOut();
      ReferenceShowCommand.print(data, told);
      told.printf(Locale.ROOT, "%,d lines or entries rejected.%n", rejected);
      told.flush();
    } catch (IOException | IllegalArgumentException e) {
      throw new CliException(e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private void tell(Rejection rejection) {
    rejected++;
    if (rejected <= TOLD_REJECTIONS) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(rejection.place() + ": " + rejection.reason() + ".");
      err.flush();
    }
  }
}
