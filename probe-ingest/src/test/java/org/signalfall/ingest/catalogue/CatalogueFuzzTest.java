package org.signalfall.ingest.catalogue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a catalogue or have problems. */
class CatalogueFuzzTest {

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldReadOrTellProblemsWhateverTheBytes(byte[] document) {
    CatalogueFile file =
        CatalogueReader.read(
            "fuzz", Arrays.copyOf(document, Math.min(document.length, CatalogueReader.MAX_BYTES)));

    if (file.problems().isEmpty()) {
      file.components().forEach(ComponentEntry::toComponent);
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            CatalogueText.component(
                "any_of: [a.example:443, '[2001:db8::1]:443']",
                "domains: [example, пример.рф]",
                "networks: [192.0.2.0/24, '2001:db8::/32']",
                "tests: [whatsapp/endpoints]",
                "locality: CDN",
                "domestic_in: [IR]"),
            CatalogueText.component(
                "all_of:", "  - {endpoint: 'a.example:443', until: 2023-05-01}", "expected: 3"),
            "countries:\n  NO: [no]\n",
            "a: &a [*a]\n",
            "? [a]\n: |\n  b\n--- !!int 'x'\n",
            "{\"services\": [{\"service\": \"a\", \"components\": [{\"component\": \"b\"}]}]}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
