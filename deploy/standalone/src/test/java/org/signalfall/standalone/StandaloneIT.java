package org.signalfall.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.standalone.Standalone.Options;

class StandaloneIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void shouldKeepSchemasIdsAndLevelsWhenRestartedOnAKeptFolder(@TempDir Path folder)
      throws Exception {
    try (Standalone standalone = Standalone.start(new Options(0, 0, folder))) {
      send(standalone, "PUT", "/config", "{\"compatibility\":\"FULL\"}");
      send(standalone, "POST", "/subjects/s/versions", "{\"schema\":\"\\\"long\\\"\"}");
      send(standalone, "POST", "/subjects/gone/versions", "{\"schema\":\"\\\"int\\\"\"}");
      send(standalone, "DELETE", "/subjects/gone", "");
    }

    try (Standalone standalone = Standalone.start(new Options(0, 0, folder))) {
      assertThat(send(standalone, "GET", "/subjects", "")).isEqualTo("[\"s\"]");
      assertThat(send(standalone, "GET", "/subjects?deleted=true", ""))
          .isEqualTo("[\"gone\",\"s\"]");
      assertThat(send(standalone, "GET", "/schemas/ids/1/schema", "")).isEqualTo("\"long\"");
      assertThat(send(standalone, "GET", "/config", ""))
          .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
      assertThat(send(standalone, "POST", "/subjects/t/versions", "{\"schema\":\"\\\"float\\\"\"}"))
          .isEqualTo("{\"id\":3}");
    }
  }

  @Test
  void shouldLeaveNothingRunningWhenTheRegistrysPortIsTaken(@TempDir Path folder)
      throws IOException {
    try (ServerSocket holder = new ServerSocket()) {
      holder.bind(Loopback.address(0));

      assertThatThrownBy(() -> Standalone.start(new Options(0, holder.getLocalPort(), folder)))
          .isInstanceOf(StandaloneException.class)
          .hasMessageContaining("Port " + holder.getLocalPort());
    }
    try (Standalone standalone = Standalone.start(new Options(0, 0, folder))) {
      assertThat(standalone.dataDir()).isEqualTo(folder);
    }
  }

  private static String send(Standalone standalone, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(standalone.registryUrl() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }
}
