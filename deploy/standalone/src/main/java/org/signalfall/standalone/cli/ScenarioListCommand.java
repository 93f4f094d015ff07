package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import org.signalfall.evaluate.report.TextTable;
import org.signalfall.evaluate.scenario.HardCase;
import org.signalfall.evaluate.scenario.HardCases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalfall scenario list}: what can be generated. */
@Command(
    name = "list",
    description = "Lists the hard cases, their volume in samples a bin, and what must come out.",
    mixinStandardHelpOptions = true)
final class ScenarioListCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = TextTable.ofFigures("name", "volume");
    HardCases.all().forEach(one -> table.row(one.name(), Integer.toString(one.volume())));
    out.println(table.lines().get(0) + "  what must come out");
    for (int i = 0; i < HardCases.all().size(); i++) {
      HardCase one = HardCases.all().get(i);
      out.println(table.lines().get(i + 1) + "  " + one.expectation());
    }
    out.flush();
  }
}
