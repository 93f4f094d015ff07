package org.signalfall.signal;

/**
 * 64-bit hashes of identities: FNV-1a over the UTF-16 code units, finished with the mixer of
 * MurmurHash3. Good for telling apart the thousands of identities in an open slot, no protection of
 * them.
 */
public final class Hashes {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long MIX_1 = 0xff51afd7ed558ccdL;
  private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;

  private Hashes() {}

  /** Returns the hash of the text, never 0. */
  public static long of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * MIX_1;
    hash = (hash ^ (hash >>> 33)) * MIX_2;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
