package org.signalfall.ingest.http;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalInt;

/**
 * The bearer tokens that open the intake (RFC 6750, section 2.1). Only their hashes are kept, and
 * none of them ever reaches a log.
 */
public final class Tokens {

  /** Nobody, where no token is asked for. */
  static final int ANYBODY = -1;

  private static final String SCHEME = "Bearer ";
  private static final int LEAST_LENGTH = 16;

  private final List<byte[]> hashes;

  private Tokens(List<byte[]> hashes) {
    this.hashes = hashes;
  }

  /** Lets everybody in. */
  public static Tokens none() {
    return new Tokens(List.of());
  }

  /**
   * Reads a file of one token a line; blank lines and those that begin with {@code #} are passed
   * over.
   *
   * @throws IOException when it can't be read, holds no token or one of less than 16 characters
   */
  public static Tokens read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is no UTF-8 text", e);
    }
    List<String> tokens =
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (tokens.isEmpty()) {
      throw new IOException(file + " holds no token");
    }
    if (tokens.stream().anyMatch(token -> token.length() < LEAST_LENGTH)) {
      throw new IOException(file + " holds a token of less than " + LEAST_LENGTH + " characters");
    }
    return new Tokens(tokens.stream().map(token -> Identity.sha256(Identity.utf8(token))).toList());
  }

  boolean areAskedFor() {
    return !hashes.isEmpty();
  }

  /**
   * Returns the number of the token that a request carries, {@link #ANYBODY} where none is asked
   * for; empty when it carries none that is known. Takes the same time for any token.
   *
   * @param authorization the header, or null
   */
  OptionalInt sender(String authorization) {
    if (hashes.isEmpty()) {
      return OptionalInt.of(ANYBODY);
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return OptionalInt.empty();
    }
    byte[] given = Identity.sha256(Identity.utf8(authorization.substring(SCHEME.length()).strip()));
    OptionalInt sender = OptionalInt.empty();
    for (int i = 0; i < hashes.size(); i++) {
      if (MessageDigest.isEqual(hashes.get(i), given)) {
        sender = OptionalInt.of(i);
      }
    }
    return sender;
  }
}
