package org.signalfall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

  @TempDir private Path folder;

  @Test
  void shouldTellSendersByTheirTokens() throws IOException {
    Tokens tokens = Tokens.read(file("# probes\n0123456789abcdef\n\n fedcba9876543210 \n"));

    assertThat(tokens.sender("Bearer 0123456789abcdef")).hasValue(0);
    assertThat(tokens.sender("bearer fedcba9876543210")).hasValue(1);
    assertThat(tokens.sender("Bearer 0123456789abcde")).isEmpty();
    assertThat(tokens.sender("Basic 0123456789abcdef")).isEmpty();
    assertThat(tokens.sender("# probes")).isEmpty();
    assertThat(tokens.sender(null)).isEmpty();
  }

  @Test
  void shouldLetEverybodyInWhenNoTokenIsAskedFor() {
    assertThat(Tokens.none().sender(null)).hasValue(Tokens.ANYBODY);
  }

  @Test
  void shouldRefuseAFileThatWouldLetEverybodyInOrAnybodyGuess() throws IOException {
    Path empty = file("# none\n");
    Path guessable = file("secret\n");

    assertThatThrownBy(() -> Tokens.read(empty)).hasMessageEndingWith("holds no token");
    assertThatThrownBy(() -> Tokens.read(guessable))
        .hasMessageEndingWith("holds a token of less than 16 characters")
        .hasMessageNotContaining("secret");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "tokens", ".txt"), text);
  }
}
