package org.signalfall.schema;

import static org.apache.avro.util.ClassSecurityValidator.composite;

import org.apache.avro.util.ClassSecurityValidator;
import org.signalfall.avro.ConnectivityEvent;

/** Tells Avro, which by default instantiates nothing that a schema names, to trust the contract. */
public final class TrustedClasses {

  private TrustedClasses() {}

  /** Trusts the generated classes in this JVM; what was trusted before stays so. */
  public static synchronized void register() {
    if (!ClassSecurityValidator.getGlobal().isTrusted(ConnectivityEvent.class)) {
      String contract = ConnectivityEvent.class.getPackageName();
      ClassSecurityValidator.setGlobal(
          composite(
              ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(contract)));
    }
  }
}
