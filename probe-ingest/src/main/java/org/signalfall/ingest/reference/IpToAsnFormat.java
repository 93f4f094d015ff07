package org.signalfall.ingest.reference;

import java.io.IOException;
import java.util.Optional;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The tables of iptoasn.com: first and last address, number of the network that announces them, its
 * country and its description, parted by tabs. Network 0 stands for what nobody announces.
 */
final class IpToAsnFormat implements LineFormat {

  private static final int FIELDS = 5;
  private static final long MAX_ASN = 0xffff_ffffL;

  @Override
  public void read(String line, int number, Layer layer)
      throws MalformedRecordException, IOException {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new MalformedRecordException(
          "the line has " + fields.length + " fields, a range " + FIELDS);
    }
    Optional<KeyRange> range = KeyRange.between(fields[0], fields[1]);
    long asn = KeyRange.number(fields[2], MAX_ASN);
    Optional<String> country = Countries.of(fields[3]);
    if (asn == 0) {
      return;
    }
    layer.asnName(asn, fields[4], number);
    if (country.isPresent()) {
      layer.asnCountry(asn, country.get(), number);
      if (range.isPresent()) {
        layer.place(range.get(), country.get(), number);
      }
    }
  }
}
