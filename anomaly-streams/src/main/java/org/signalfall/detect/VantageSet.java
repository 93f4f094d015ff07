package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Distinct vantages, counted up to a small capacity and no further; the lower half of a hash is
 * enough to tell so few apart.
 */
final class VantageSet {

  static final int CAPACITY = 16;

  private static final int[] NONE = {};

  private int[] hashes = NONE;
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
    if (size == hashes.length && size < CAPACITY) {
      hashes = Arrays.copyOf(hashes, Math.max(2, 2 * size));
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
    set.hashes = new int[set.size];
    for (int i = 0; i < set.size; i++) {
      set.hashes[i] = in.getInt();
    }
    return set;
  }
}
