package org.signalfall.ingest.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.signalfall.avro.Locality;
import org.signalfall.ingest.catalogue.Located.Mapping;
import org.signalfall.ingest.catalogue.Located.Sequence;
import org.signalfall.ingest.catalogue.Located.Text;
import org.signalfall.ingest.input.Quoted;

/**
 * Reads a catalogue file, and goes on behind a problem so that all of them are told at once.
 *
 * <pre>
 * services:
 *   - service: signal
 *     operator: Signal Foundation
 *     components:
 *       - component: backend
 *         all_of:                       # or any_of
 *           - chat.signal.org:443
 *           - {endpoint: "api.directory.signal.org:443", until: 2023-05-01}
 *         expected: 5                   # endpoints that a test tries at least
 *         domains: [signal.org]
 *         networks: [192.0.2.0/24]      # address blocks of the operator
 *         tests: [signal/backend]
 *         locality: CDN                 # DOMESTIC, FOREIGN (when not given) or CDN
 *         domestic_in: [US]
 * countries:
 *   IR: [ir, aparat.com]                # domains that stand in a country
 * </pre>
 */
final class CatalogueReader {

  /** Longest catalogue file that is taken: 1 MiB. */
  static final int MAX_BYTES = 1 << 20;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern TEST = Pattern.compile("[a-z0-9_]{1,63}(/[a-z0-9_]{1,63})?");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final int MAX_OPERATOR_LENGTH = 100;
  private static final int MAX_EXPECTED = 1_000;

  private static final Set<String> ROOT_KEYS = Set.of("services", "countries");
  private static final Set<String> SERVICE_KEYS = Set.of("service", "operator", "components");
  private static final Set<String> ENDPOINT_KEYS = Set.of("endpoint", "until");
  private static final Set<String> COMPONENT_KEYS =
      Set.of(
          "component",
          "any_of",
          "all_of",
          "expected",
          "domains",
          "networks",
          "tests",
          "locality",
          "domestic_in");

  private final Problems problems;
  private final List<ComponentEntry> components = new ArrayList<>();
  private final Map<String, String> countries = new LinkedHashMap<>();
  private final Map<String, String> claims = new HashMap<>();

  private CatalogueReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param name name of the file, for problems
   * @param document its bytes, at most {@link #MAX_BYTES} of them
   */
  static CatalogueFile read(String name, byte[] document) {
    Problems problems = new Problems(name);
    CatalogueReader reader = new CatalogueReader(problems);
    LocatedYaml.read(document, problems).ifPresent(reader::readRoot);
    return new CatalogueFile(
        List.copyOf(reader.components), Map.copyOf(reader.countries), problems.all());
  }

  private void readRoot(Located root) {
    Mapping mapping = mapping(root, "", ROOT_KEYS);
    List<Located> services = items(mapping, "services", "");
    for (int i = 0; i < services.size(); i++) {
      readService(services.get(i), "services[" + i + "]");
    }
    Located byCountry = mapping.entries().get("countries");
    if (byCountry instanceof Mapping all) {
      all.entries().forEach((country, domains) -> readCountry(country, all));
    } else if (byCountry != null) {
      problems.add(byCountry.line(), "countries", "is " + byCountry.kind() + ", not a mapping");
    }
  }

  private void readCountry(String country, Mapping all) {
    String path = "countries." + country;
    if (!COUNTRY.matcher(country).matches()) {
      problems.add(
          all.entries().get(country).line(), path, "is no ISO 3166-1 code of two capital letters");
      return;
    }
    for (String domain : values(all, country, "countries", Endpoint::hostName, "no domain")) {
      claim("country of domain", domain, path, all.entries().get(country).line());
      countries.put(domain, country);
    }
  }

  private void readService(Located value, String path) {
    Mapping service = mapping(value, path, SERVICE_KEYS);
    String name = name(service, "service", path);
    Optional<String> operator =
        text(service, "operator", path)
            .map(Text::text)
            .filter(text -> !text.isBlank() && text.length() <= MAX_OPERATOR_LENGTH);
    if (operator.isEmpty() && service.entries().containsKey("operator")) {
      problems.add(
          service.line(),
          path + ".operator",
          "is no text of 1 to " + MAX_OPERATOR_LENGTH + " characters");
    }
    List<Located> parts = items(service, "components", path);
    if (parts.isEmpty()) {
      problems.add(service.line(), path + ".components", "names no component");
    }
    for (int i = 0; i < parts.size(); i++) {
      readComponent(parts.get(i), path + ".components[" + i + "]", name, operator);
    }
  }

  private void readComponent(
      Located value, String path, String service, Optional<String> operator) {
    Mapping component = mapping(value, path, COMPONENT_KEYS);
    String name = name(component, "component", path);
    ComponentEntry entry =
        new ComponentEntry(
            service,
            name,
            operator,
            endpoints(component, path),
            expected(component, path),
            values(component, "domains", path, Endpoint::hostName, "no domain"),
            values(
                component,
                "networks",
                path,
                AddressBlock::of,
                "no address block like 192.0.2.0/24"),
            values(
                component,
                "tests",
                path,
                text -> Optional.of(text).filter(TEST.asMatchPredicate()),
                "no name of a test like whatsapp/endpoints"),
            locality(component, path),
            Set.copyOf(
                values(
                    component,
                    "domestic_in",
                    path,
                    text -> Optional.of(text).filter(COUNTRY.asMatchPredicate()),
                    "no ISO 3166-1 code of two capital letters")));
    int line = component.line();
    claim("component", entry.name(), path, line);
    entry.domains().forEach(domain -> claim("domain", domain, path, line));
    entry.tests().forEach(test -> claim("test", test, path, line));
    entry
        .endpoints()
        .ifPresent(
            group ->
                group
                    .all()
                    .forEach(one -> claim("endpoint", one.host() + ":" + one.port(), path, line)));
    components.add(entry);
  }

  /** Within one file nothing may be claimed twice: which claim counts would be a guess. */
  private void claim(String kind, String what, String path, int line) {
    String other = claims.putIfAbsent(kind + " " + what, path);
    if (other != null) {
      problems.add(
          line, path, "claims the " + kind + " " + Quoted.of(what) + ", which " + other + " has");
    }
  }

  private Optional<ComponentEntry.Endpoints> endpoints(Mapping component, String path) {
    boolean any = component.entries().containsKey("any_of");
    boolean all = component.entries().containsKey("all_of");
    if (any && all) {
      problems.add(component.line(), path, "has both any_of and all_of, which contradict");
      return Optional.empty();
    }
    if (!any && !all) {
      return Optional.empty();
    }
    String key = any ? "any_of" : "all_of";
    List<Endpoint> endpoints = new ArrayList<>();
    List<Located> items = items(component, key, path);
    for (int i = 0; i < items.size(); i++) {
      endpoint(items.get(i), path + "." + key + "[" + i + "]").ifPresent(endpoints::add);
    }
    if (component.entries().get(key) instanceof Sequence sequence && items.isEmpty()) {
      problems.add(sequence.line(), path + "." + key, "names no endpoint");
    }
    return Optional.of(
        new ComponentEntry.Endpoints(any ? Judgement.ANY_OF : Judgement.ALL_OF, endpoints));
  }

  private Optional<Endpoint> endpoint(Located item, String path) {
    if (item instanceof Text text) {
      return endpoint(text, path, Optional.empty());
    }
    Mapping mapping = mapping(item, path, ENDPOINT_KEYS);
    Optional<LocalDate> until = text(mapping, "until", path).flatMap(text -> date(text, path));
    Optional<Text> written = text(mapping, "endpoint", path);
    if (written.isEmpty()) {
      problems.add(mapping.line(), path + ".endpoint", "is missing");
    }
    return written.flatMap(text -> endpoint(text, path + ".endpoint", until));
  }

  private Optional<Endpoint> endpoint(Text text, String path, Optional<LocalDate> until) {
    Optional<Endpoint> endpoint = Endpoint.of(text.text(), until);
    if (endpoint.isEmpty()) {
      problems.add(text.line(), path, "is " + Quoted.of(text.text()) + ", which is no host:port");
    }
    return endpoint;
  }

  private Optional<LocalDate> date(Text text, String path) {
    try {
      return Optional.of(LocalDate.parse(text.text()));
    } catch (DateTimeException e) {
      problems.add(
          text.line(),
          path + ".until",
          "is " + Quoted.of(text.text()) + ", which is no day like 2023-05-31");
      return Optional.empty();
    }
  }

  private OptionalInt expected(Mapping component, String path) {
    Optional<Text> text = text(component, "expected", path);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int expected = Integer.parseInt(text.get().text());
      if (expected >= 1 && expected <= MAX_EXPECTED) {
        return OptionalInt.of(expected);
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number out of range.
    }
    problems.add(
        text.get().line(), path + ".expected", "is no whole number from 1 to " + MAX_EXPECTED);
    return OptionalInt.empty();
  }

  private Optional<Locality> locality(Mapping component, String path) {
    Optional<Text> text = text(component, "locality", path);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (Locality locality : List.of(Locality.DOMESTIC, Locality.FOREIGN, Locality.CDN)) {
      if (locality.name().equals(text.get().text().toUpperCase(Locale.ROOT))) {
        return Optional.of(locality);
      }
    }
    problems.add(text.get().line(), path + ".locality", "is none of DOMESTIC, FOREIGN and CDN");
    return Optional.empty();
  }

  private String name(Mapping mapping, String key, String path) {
    Optional<Text> text = text(mapping, key, path);
    if (text.isEmpty()) {
      problems.add(mapping.line(), path + "." + key, "is missing");
      return "";
    }
    if (!NAME.matcher(text.get().text()).matches()) {
      problems.add(
          text.get().line(),
          path + "." + key,
          "is "
              + Quoted.of(text.get().text())
              + ", which is no name of 1 to 63 small letters, digits, dots and dashes");
    }
    return text.get().text();
  }

  private <T> List<T> values(
      Mapping mapping,
      String key,
      String path,
      Function<String, Optional<T>> reading,
      String complaint) {
    Set<T> values = new LinkedHashSet<>();
    List<Located> items = items(mapping, key, path);
    for (int i = 0; i < items.size(); i++) {
      String place = path + "." + key + "[" + i + "]";
      if (!(items.get(i) instanceof Text text)) {
        problems.add(items.get(i).line(), place, "is " + items.get(i).kind() + ", not a text");
        continue;
      }
      Optional<T> value = reading.apply(text.text());
      if (value.isEmpty()) {
        problems.add(
            text.line(), place, "is " + Quoted.of(text.text()) + ", which is " + complaint);
      } else if (!values.add(value.get())) {
        problems.add(text.line(), place, "is given twice");
      }
    }
    return List.copyOf(values);
  }

  private Mapping mapping(Located value, String path, Set<String> known) {
    if (!(value instanceof Mapping mapping)) {
      problems.add(value.line(), path, "is " + value.kind() + ", not a mapping");
      return new Mapping(value.line(), Map.of());
    }
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                String place = path.isEmpty() ? key : path + "." + key;
                problems.add(entry.line(), place, "has no meaning here");
              }
            });
    return mapping;
  }

  private List<Located> items(Mapping mapping, String key, String path) {
    Located value = mapping.entries().get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Sequence sequence) {
      return sequence.items();
    }
    String place = path.isEmpty() ? key : path + "." + key;
    problems.add(value.line(), place, "is " + value.kind() + ", not a list");
    return List.of();
  }

  private Optional<Text> text(Mapping mapping, String key, String path) {
    Located value = mapping.entries().get(key);
    if (value == null || value instanceof Text) {
      return Optional.ofNullable((Text) value);
    }
    problems.add(value.line(), path + "." + key, "is " + value.kind() + ", not a text");
    return Optional.empty();
  }
}
