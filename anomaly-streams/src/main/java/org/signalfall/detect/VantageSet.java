package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * Distinct vantages, counted up to a small capacity and no further; the lower half of a hash is
 * enough to tell so few apart.
 */
final class VantageSet {

  static final int CAPACITY = 16;
  static final int MAX_BYTES = 1 + CAPACITY * Integer.BYTES;

  private final int[] hashes = new int[CAPACITY];
  private int size;

  void add(long hash) {
    add((int) hash);
  }

  private void add(int hash) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return;
      }
    }
    if (size < CAPACITY) {
      hashes[size++] = hash;
    }
  }

  void addAll(VantageSet other) {
    for (int i = 0; i < other.size; i++) {
      add(other.hashes[i]);
    }
  }

  int size() {
    return size;
  }

  void write(ByteBuffer out) {
    out.put((byte) size);
    for (int i = 0; i < size; i++) {
      out.putInt(hashes[i]);
    }
  }

  static VantageSet read(ByteBuffer in) {
    VantageSet set = new VantageSet();
    set.size = in.get();
    for (int i = 0; i < set.size; i++) {
      set.hashes[i] = in.getInt();
    }
    return set;
  }
}
