package org.signalfall.ingest.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.signalfall.avro.Locality;

/**
 * Which service and component a domain, an endpoint or a test belongs to, who runs it, and where it
 * stands.
 *
 * <p>Comes from the file that is shipped and any number of files of users. A later file adds
 * services, components and names to earlier ones, and replaces the settings of a component that it
 * names again. A domain covers its subdomains; of several the longest counts.
 */
public final class ServiceCatalogue {

  private static final String SHIPPED = "services.yaml";
  private static final String WWW = "www.";
  private static final String WEB = "web";
  private static final int FINGERPRINT_BYTES = 4;

  private final List<ServiceComponent> components;
  private final Map<String, String> countries;
  private final String fingerprint;
  private final Map<String, ServiceComponent> byDomain = new HashMap<>();
  private final Map<String, ServiceComponent> byHost = new HashMap<>();
  private final Map<String, ServiceComponent> byTest = new HashMap<>();

  private ServiceCatalogue(List<CatalogueFile> files, String fingerprint) {
    Map<String, ComponentEntry> entries = new LinkedHashMap<>();
    Map<String, String> countryOfDomain = new HashMap<>();
    for (CatalogueFile file : files) {
      for (ComponentEntry entry : file.components()) {
        ComponentEntry earlier = entries.remove(entry.name());
        // Put in anew, so that what is claimed last counts.
        entries.put(entry.name(), earlier == null ? entry : earlier.overriddenBy(entry));
      }
      countryOfDomain.putAll(file.countries());
    }
    this.components = entries.values().stream().map(ComponentEntry::toComponent).toList();
    this.countries = Map.copyOf(countryOfDomain);
    this.fingerprint = fingerprint;
    for (ServiceComponent component : components) {
      component.domains().forEach(domain -> byDomain.put(domain, component));
      component.tests().forEach(test -> byTest.put(test, component));
      component.endpoints().forEach(endpoint -> byHost.put(endpoint.host(), component));
    }
  }

  /** Returns the catalogue that is shipped. */
  public static ServiceCatalogue shipped() {
    try {
      return with(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("the catalogue that is shipped is damaged", e);
    }
  }

  /**
   * Returns the catalogue that is shipped, with what users' files add or override, in their order.
   *
   * @throws InvalidCatalogueException when any of the files is invalid, with all that is wrong
   * @throws IOException when a file can't be read; the message is one sentence for a person
   */
  public static ServiceCatalogue with(List<Path> userFiles) throws IOException {
    MessageDigest digest = sha256();
    List<CatalogueFile> files = new ArrayList<>();
    files.add(read(SHIPPED, shippedBytes(), digest));
    for (Path file : userFiles) {
      files.add(read(file.toString(), bytes(file), digest));
    }
    List<String> problems = files.stream().flatMap(file -> file.problems().stream()).toList();
    if (!problems.isEmpty()) {
      throw new InvalidCatalogueException(problems);
    }
    return new ServiceCatalogue(
        files, HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES));
  }

  /** Returns all components, those of later files last. */
  public List<ServiceComponent> components() {
    return components;
  }

  /** Returns 8 hexadecimal digits that stand for the content of all files. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Returns the component that a host belongs to. A host that isn't known is a service of its own,
   * without {@code www.}, with the component {@code web}; it is domestic where one of the domains
   * of a country covers it.
   *
   * @param host host name in ASCII, or an IP address without brackets
   */
  public ServiceComponent ofHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    ServiceComponent endpoint = byHost.get(name);
    if (endpoint != null) {
      return endpoint;
    }
    return longestMatch(name, byDomain).orElseGet(() -> unlisted(name));
  }

  /**
   * Returns the component that a test measures.
   *
   * @param test name of the test and its part, such as {@code whatsapp/endpoints}
   */
  public Optional<ServiceComponent> ofTest(String test) {
    return Optional.ofNullable(byTest.get(test));
  }

  private ServiceComponent unlisted(String host) {
    Optional<String> country = longestMatch(host, countries);
    return new ServiceComponent(
        host.startsWith(WWW) ? host.substring(WWW.length()) : host,
        WEB,
        Optional.empty(),
        Judgement.ANY_OF,
        List.of(),
        OptionalInt.empty(),
        List.of(),
        List.of(),
        List.of(),
        country.isPresent() ? Locality.FOREIGN : Locality.UNKNOWN,
        country.map(Set::of).orElse(Set.of()));
  }

  private static <T> Optional<T> longestMatch(String host, Map<String, T> byDomain) {
    for (String domain = host; !domain.isEmpty(); domain = parent(domain)) {
      T match = byDomain.get(domain);
      if (match != null) {
        return Optional.of(match);
      }
    }
    return Optional.empty();
  }

  private static String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(dot + 1);
  }

  private static CatalogueFile read(String name, byte[] bytes, MessageDigest digest) {
    digest.update(bytes);
    digest.update((byte) 0);
    return CatalogueReader.read(name, bytes);
  }

  private static byte[] shippedBytes() throws IOException {
    try (InputStream in = ServiceCatalogue.class.getResourceAsStream(SHIPPED)) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("the catalogue " + file + " is a folder, not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(CatalogueReader.MAX_BYTES + 1);
      if (bytes.length > CatalogueReader.MAX_BYTES) {
        throw new IOException(
            "the catalogue " + file + " is longer than " + CatalogueReader.MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no catalogue " + file, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
