package org.signalfall.ingest.reference;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/**
 * Delegated and delegated-extended statistics of the Regional Internet Registries and of the NRO
 * (RIR Statistics Exchange Format, version 2).
 *
 * <pre>
 * 2|ripencc|1700000000|200000|19830705|20231114|+0100      version, of which the end date is kept
 * ripencc|*|ipv4|*|86000|summary                           passed over
 * ripencc|IR|ipv4|2.144.0.0|1048576|20100408|allocated|id  so many addresses
 * ripencc|IR|ipv6|2a02:d380::|29|20090101|allocated|id     length of the prefix
 * ripencc|IR|asn|44244|1|20080101|assigned|id              so many numbers
 * </pre>
 *
 * What is available or reserved, and what names no single country, is passed over.
 */
final class RirFormat implements LineFormat {

  private static final int VERSION_FIELDS = 7;
  private static final int VERSION_END_DATE = 5;
  private static final int SUMMARY_FIELDS = 6;
  private static final int RECORD_FIELDS = 7;
  private static final Set<String> GIVEN = Set.of("allocated", "assigned");
  private static final Set<String> NOT_GIVEN = Set.of("available", "reserved");
  private static final long MAX_ASN = 0xffff_ffffL;

  /** Registries hand out blocks of a thousand; more is a mistake that would fill the memory. */
  private static final int MAX_ASN_COUNT = 65_536;

  @Override
  public void read(String line, int number, Layer layer)
      throws MalformedRecordException, IOException {
    if (line.startsWith("#")) {
      return;
    }
    String[] fields = line.split("\\|", -1);
    if (fields.length == SUMMARY_FIELDS && fields[SUMMARY_FIELDS - 1].equals("summary")) {
      return;
    }
    if (fields.length < RECORD_FIELDS) {
      throw new MalformedRecordException(
          "the line has " + fields.length + " fields, a record " + RECORD_FIELDS);
    }
    if (fields.length == VERSION_FIELDS && isNumber(fields[0])) {
      layer.date(KeyRange.number(fields[VERSION_END_DATE], Integer.MAX_VALUE) + "");
      return;
    }
    record(fields, layer);
  }

  private static void record(String[] fields, Layer layer)
      throws MalformedRecordException, IOException {
    String status = fields[6].strip();
    if (NOT_GIVEN.contains(status)) {
      return;
    }
    if (!GIVEN.contains(status)) {
      throw new MalformedRecordException("the status " + Quoted.of(status) + " is not known");
    }
    Optional<String> country = Countries.of(fields[1]);
    int date = fields[5].isEmpty() ? 0 : (int) KeyRange.number(fields[5], Integer.MAX_VALUE);
    if (country.isEmpty()) {
      return;
    }
    switch (fields[2]) {
      case "ipv4" -> layer.place(KeyRange.ofCount(fields[3], fields[4]), country.get(), date);
      case "ipv6" -> {
        Optional<KeyRange> range = KeyRange.ofPrefix(fields[3], fields[4]);
        if (range.isPresent()) {
          layer.place(range.get(), country.get(), date);
        }
      }
      case "asn" -> asns(fields[3], fields[4], country.get(), date, layer);
      default ->
          throw new MalformedRecordException("the type " + Quoted.of(fields[2]) + " is not known");
    }
  }

  private static void asns(String start, String count, String country, int date, Layer layer)
      throws MalformedRecordException, IOException {
    long first = KeyRange.number(start, MAX_ASN);
    long end = first + KeyRange.number(count, MAX_ASN_COUNT);
    if (end == first || end > MAX_ASN + 1) {
      throw new MalformedRecordException("there are no " + count + " ASNs from " + start + " on");
    }
    for (long asn = first; asn < end; asn++) {
      layer.asnCountry(asn, country, date);
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
