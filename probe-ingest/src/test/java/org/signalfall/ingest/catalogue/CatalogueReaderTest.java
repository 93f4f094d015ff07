package org.signalfall.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueReaderTest {

  private static final String PATH = "services[0].components[0].";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "any_of: [nowhere]|any_of[0] is 'nowhere', which is no host:port.",
        "any_of: [a.example:0]|any_of[0] is 'a.example:0', which is no host:port.",
        "any_of: [a.example:65536]|any_of[0] is 'a.example:65536', which is no host:port.",
        "any_of: [-a.example:443]|any_of[0] is '-a.example:443', which is no host:port.",
        "any_of: ['[2001:db8::g]:443']|any_of[0] is '[2001:db8::g]:443', which is no host:port.",
        "any_of: []|any_of names no endpoint.",
        "any_of: a.example:443|any_of is a text, not a list.",
        "all_of: [[a]]|all_of[0] is a list, not a mapping.",
        "all_of: [{until: 2023-05-01}]|all_of[0].endpoint is missing.",
        "all_of: [{endpoint: 'a.example:1', until: soon}]|all_of[0].until is 'soon', which is no day like 2023-05-31.",
        "all_of: [{endpoint: 'a.example:1', port: 1}]|all_of[0].port has no meaning here.",
        "all_of: [{endpoint: [a]}]|all_of[0].endpoint is a list, not a text.",
        "expected: 0|expected is no whole number from 1 to 1000.",
        "expected: many|expected is no whole number from 1 to 1000.",
        "domains: [a..b]|domains[0] is 'a..b', which is no domain.",
        "domains: [a.example, a.example]|domains[1] is given twice.",
        "networks: [192.0.2.0/33]|networks[0] is '192.0.2.0/33', which is no address block like 192.0.2.0/24.",
        "networks: [192.0.2.256/24]|networks[0] is '192.0.2.256/24', which is no address block like 192.0.2.0/24.",
        "tests: [Whats App]|tests[0] is 'Whats App', which is no name of a test like whatsapp/endpoints.",
        "locality: NEAR|locality is none of DOMESTIC, FOREIGN and CDN.",
        "domestic_in: [iran]|domestic_in[0] is 'iran', which is no ISO 3166-1 code of two capital letters.",
        "colour: red|colour has no meaning here."
      })
  void shouldTellLineAndPathWhenAComponentIsInvalid(String line, String problem) {
    CatalogueFile file = CatalogueText.read(CatalogueText.component(line));

    assertThat(file.problems())
        .anySatisfy(told -> assertThat(told).startsWith("mine.yaml:6: ").contains(PATH + problem));
  }

  @Test
  void shouldContradictWhenBothSemanticsAreGiven() {
    CatalogueFile file =
        CatalogueText.read(
            CatalogueText.component("any_of: [a.example:1]", "all_of: [b.example:1]"));

    assertThat(file.problems())
        .containsExactly(
            "mine.yaml:5: services[0].components[0] has both any_of and all_of, which contradict.");
  }

  @Test
  void shouldNotGuessWhenTwoComponentsClaimTheSame() {
    String text =
        """
        services:
          - service: one
            components:
              - {component: web, domains: [a.example], tests: [t]}
          - service: two
            components:
              - {component: web, domains: [A.example], tests: [t]}
        """;

    assertThat(CatalogueText.read(text).problems())
        .containsExactly(
            "mine.yaml:7: services[1].components[0] claims the domain 'a.example', which"
                + " services[0].components[0] has.",
            "mine.yaml:7: services[1].components[0] claims the test 't', which"
                + " services[0].components[0] has.");
  }

  @Test
  void shouldReadCountriesWhenTheyAreWords() {
    CatalogueFile file = CatalogueText.read("countries:\n  NO: [no]\n  IR: [ir, пример.рф]\n");

    assertThat(file.problems()).isEmpty();
    assertThat(file.countries())
        .containsEntry("no", "NO")
        .containsEntry("xn--e1afmkfd.xn--p1ai", "IR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "countries: {iran: [ir]}|mine.yaml:1: countries.iran is no ISO 3166-1 code of two capital letters.",
        "countries: [ir]|mine.yaml:1: countries is a list, not a mapping.",
        "services: {a: b}|mine.yaml:1: services is a mapping, not a list.",
        "- a|mine.yaml:1: the catalogue is a list, not a mapping.",
        "services: [{service: a}]|mine.yaml:1: services[0].components names no component.",
        "services: [a]|mine.yaml:1: services[0] is a text, not a mapping.",
        "a: 1|mine.yaml:1: a has no meaning here."
      })
  void shouldTellWhatIsWrongWhenTheFrameIsInvalid(String text, String problem) {
    assertThat(CatalogueText.read(text).problems()).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "a: [", "a: 1\na: 2\n", "\t\u0000", "a: &x 1\n---\nb"})
  void shouldTellAProblemWhenItIsNoDocument(String text) {
    assertThat(CatalogueText.read(text).problems()).isNotEmpty();
  }

  @Test
  void shouldTellAProblemWhenNestedWithoutEnd() {
    assertThat(CatalogueText.read("[".repeat(100_000)).problems()).hasSize(1);
    assertThat(CatalogueText.read("- ".repeat(100_000)).problems()).hasSize(1);
  }

  @Test
  void shouldNotUnfoldAliases() {
    String bomb =
        "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nservices: [*c, *c]\n";

    assertThat(CatalogueText.read(bomb).problems()).hasSizeLessThan(20);
  }

  @Test
  void shouldLeaveProblemsOutWhenThereAreVeryMany() {
    String text = "services: [" + String.join(",", Collections.nCopies(10_000, "a")) + "]";

    assertThat(CatalogueText.read(text).problems())
        .hasSizeLessThan(200)
        .last()
        .asString()
        .endsWith("more problems are left out.");
  }
}
