package org.signalfall.ingest.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * CAIDA's Routeviews Prefix-to-AS mappings: {@code prefix<TAB>length<TAB>origin}. An origin is a
 * number, several that are seen apart ({@code 1_2}), or a set that a route was aggregated from
 * ({@code 1,2} or {@code {1,2}}); here they are all origins.
 */
final class PrefixToAsFormat implements LineFormat {

  private static final int FIELDS = 3;
  private static final int MAX_ORIGINS = 1000;
  private static final long MAX_ASN = 0xffff_ffffL;

  @Override
  public void read(String line, int number, Layer layer)
      throws MalformedRecordException, IOException {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new MalformedRecordException(
          "the line has " + fields.length + " fields, a mapping " + FIELDS);
    }
    Optional<KeyRange> range = KeyRange.ofPrefix(fields[0].strip(), fields[1].strip());
    List<Long> asns = asns(fields[2]);
    if (range.isPresent()) {
      layer.origins(range.get(), asns);
    }
  }

  private static List<Long> asns(String text) throws MalformedRecordException {
    List<Long> asns = new ArrayList<>();
    for (String asn : text.replace("{", "").replace("}", "").split("[_,]", -1)) {
      asns.add(KeyRange.number(asn.strip(), MAX_ASN));
      if (asns.size() > MAX_ORIGINS) {
        throw new MalformedRecordException("the prefix has more than " + MAX_ORIGINS + " origins");
      }
    }
    return asns;
  }
}
