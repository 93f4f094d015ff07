package org.signalfall.standalone.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads the name of a signal, which is any text. */
final class SignalName implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    return text;
  }
}
