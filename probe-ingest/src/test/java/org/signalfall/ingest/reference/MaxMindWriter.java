package org.signalfall.ingest.reference;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases by the MaxMind DB File Format Specification, version 2.0: an IPv6 tree of
 * 24-bit records, IPv4 below {@code ::/96}; maps, texts and numbers as data.
 */
final class MaxMindWriter {

  private static final int MAP = 7;
  private static final int TEXT = 2;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int EXTENDED = 0;
  private static final int UINT64 = 9;
  private static final int ARRAY = 11;
  private static final int SEPARATOR_BYTES = 16;

  /** Children of each node: another node, a data offset as -offset - 2, or -1 for nothing. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {-1, -1}));

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Adds a network; an IPv4 address has 4 bytes. Networks must not overlap. */
  MaxMindWriter add(byte[] address, int length, Map<String, ?> content) throws IOException {
    int offset = data.size();
    value(content, data);
    int zeros = address.length == 4 ? 96 : 0;
    int node = 0;
    for (int bit = 0; bit < zeros + length; bit++) {
      int place = bit - zeros;
      int side = place < 0 ? 0 : (address[place / 8] >> (7 - place % 8)) & 1;
      if (bit == zeros + length - 1) {
        nodes.get(node)[side] = -offset - 2;
      } else {
        if (nodes.get(node)[side] == -1) {
          nodes.add(new int[] {-1, -1});
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
    }
    return this;
  }

  /** Points a node at itself, which no good database does. */
  MaxMindWriter addEndlessNode() {
    nodes.get(0)[1] = 0;
    return this;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int child : node) {
        int record =
            child == -1
                ? nodes.size()
                : child >= 0 ? child : nodes.size() + SEPARATOR_BYTES - (child + 2);
        all.write(new byte[] {(byte) (record >> 16), (byte) (record >> 8), (byte) record});
      }
    }
    all.write(new byte[SEPARATOR_BYTES]);
    data.writeTo(all);
    all.write("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
    value(metadata(), all);
    return all.toByteArray();
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "binary_format_major_version",
        (short) 2,
        "binary_format_minor_version",
        (short) 0,
        "build_epoch",
        1_700_000_000L,
        "database_type",
        "Test",
        "description",
        Map.of(),
        "ip_version",
        (short) 6,
        "languages",
        List.of(),
        "node_count",
        nodes.size(),
        "record_size",
        (short) 24);
  }

  private static void value(Object value, ByteArrayOutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    if (value instanceof Map<?, ?> map) {
      out.write(MAP << 5 | map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        value(entry.getKey(), to);
        value(entry.getValue(), to);
      }
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length < 29) {
        out.write(TEXT << 5 | bytes.length);
      } else {
        out.write(TEXT << 5 | 29);
        out.write(bytes.length - 29);
      }
      out.write(bytes);
    } else if (value instanceof Short number) {
      out.write(UINT16 << 5 | 2);
      out.writeShort(number);
    } else if (value instanceof Integer number) {
      out.write(UINT32 << 5 | 4);
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.write(EXTENDED | 8);
      out.write(UINT64 - 7);
      out.writeLong(number);
    } else if (value instanceof List<?> list) {
      out.write(EXTENDED | list.size());
      out.write(ARRAY - 7);
      for (Object element : list) {
        value(element, to);
      }
    }
  }
}
