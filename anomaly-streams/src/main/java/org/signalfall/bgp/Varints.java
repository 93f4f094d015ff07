package org.signalfall.bgp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Numbers at or above zero in as many bytes as they need, seven bits each, the lowest first. */
final class Varints {

  private Varints() {}

  static void write(ByteArrayOutputStream out, long number) {
    long rest = number;
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static long read(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  static void writeAll(ByteArrayOutputStream out, List<Long> numbers) {
    write(out, numbers.size());
    for (long number : numbers) {
      write(out, number);
    }
  }

  static List<Long> readAll(ByteBuffer in) {
    int count = (int) read(in);
    if (count == 1) {
      return List.of(read(in));
    }
    List<Long> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(read(in));
    }
    return List.copyOf(numbers);
  }
}
