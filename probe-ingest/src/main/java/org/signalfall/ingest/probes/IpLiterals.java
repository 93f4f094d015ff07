package org.signalfall.ingest.probes;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.schema.reference.Addresses;

/** Finds IP addresses in short texts, so that none of them is written anywhere. */
final class IpLiterals {

  private static final String CUT_OUT = "[address]";

  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\d|\\.\\d)");

  /** What may be an IPv6 address together with a word or a port, parted from it by a colon. */
  private static final Pattern WITH_COLONS = Pattern.compile("\\w*+:[\\w:.]*+");

  private IpLiterals() {}

  /** Returns whether a text holds an IP address. */
  static boolean areIn(String text) {
    return !cutOut(text).equals(text);
  }

  /** Returns the text with {@code [address]} in place of each IP address. */
  static String cutOut(String text) {
    String withoutIpv6 = WITH_COLONS.matcher(text).replaceAll(IpLiterals::withoutIpv6);
    return IPV4.matcher(withoutIpv6)
        .replaceAll(
            found -> Matcher.quoteReplacement(isAddress(found.group()) ? CUT_OUT : found.group()));
  }

  /** Cuts out the longest address that begins and ends where a colon parts it from the rest. */
  private static String withoutIpv6(MatchResult found) {
    String run = found.group();
    for (int start = 0; start >= 0; start = afterColon(run, start)) {
      for (int end = run.length(); end > start; end = run.lastIndexOf(':', end - 1)) {
        String candidate = run.substring(start, end);
        if (candidate.indexOf(':') >= 0 && isAddress(candidate)) {
          return Matcher.quoteReplacement(run.substring(0, start) + CUT_OUT + run.substring(end));
        }
      }
    }
    return Matcher.quoteReplacement(run);
  }

  /** Returns the place after the next colon that stands alone, or -1. */
  private static int afterColon(String run, int from) {
    int colon = run.indexOf(':', from);
    while (colon >= 0 && colon + 1 < run.length() && run.charAt(colon + 1) == ':') {
      colon = run.indexOf(':', colon + 2);
    }
    return colon < 0 || colon + 1 >= run.length() ? -1 : colon + 1;
  }

  private static boolean isAddress(String text) {
    String address = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return Addresses.parse(address).isPresent();
  }
}
