package org.signalfall.standalone.cli;

import picocli.CommandLine.IVersionProvider;

/** Version of the build, from the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {"signalfall " + (version == null ? "(unpackaged)" : version)};
  }
}
