package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.replay.Pipeline;

/** Tells a person how to look at a running pipeline from outside. */
final class InspectionHints {

  private InspectionHints() {}

  static void print(Pipeline pipeline, PrintWriter out) {
    String kafka = pipeline.bootstrapServers();
    String registry = pipeline.registryUrl();
    out.println();
    out.println("Kafka at " + kafka + ", schema registry at " + registry + "; Ctrl-C ends them.");
    out.println("From another terminal:");
    out.println("  deploy/signalfall events tail --from-beginning --bootstrap-servers " + kafka);
    out.println("      --schema-registry " + registry + " [--json]");
    out.println("  kcat -b " + kafka + " -L");
    out.println("  kcat -b " + kafka + " -C -t " + TopicCatalogue.EVENTS + " -e -q");
    out.println("      -s value=avro -r " + registry);
    out.println("  curl " + registry + "/subjects");
    out.flush();
  }
}
