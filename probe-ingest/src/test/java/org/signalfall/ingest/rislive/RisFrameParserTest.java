package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.input.MalformedRecordException;

class RisFrameParserTest {

  @Test
  void shouldReadWhenWhereAndOfWhomAnUpdateWasHeard() throws Exception {
    RisFrame.Update update = RisMother.announcement("198.51.100.0/24").parseUpdate();

    assertThat(update.origin())
        .isEqualTo(
            new RisFrame.Origin(
                RisMother.NOON.plusMillis(250), "rrc21", new PeerKey("192.0.2.1", 64500)));
    assertThat(update.announced()).map(RisMother::text).containsExactly("198.51.100.0/24");
    assertThat(update.path().hops()).containsExactly(64500L, 64501L);
    assertThat(update.path().origins()).containsExactly(64501L);
    assertThat(update.withdrawn()).isEmpty();
    assertThat(update.endsTable()).isFalse();
  }

  @Test
  void shouldReadAPrefixOnceWhenItStandsUnderTwoNextHops() throws Exception {
    RisFrame.Update update =
        RisMother.announcement()
            .field(
                "announcements",
                "["
                    + RisMother.group("2001:db8::1", "2001:db8:1::/48")
                    + ","
                    + RisMother.group("fe80::1", "2001:db8:1::/48")
                    + "]")
            .parseUpdate();

    assertThat(update.announced()).map(RisMother::text).containsExactly("2001:db8:1::/48");
  }

  @Test
  void shouldCountAPrefixAsAnnouncedWhenItIsWithdrawnInTheSameMessage() throws Exception {
    RisFrame.Update update =
        RisMother.announcement("198.51.100.0/24")
            .field("withdrawals", "[\"198.51.100.0/24\",\"203.0.113.0/24\"]")
            .parseUpdate();

    assertThat(update.announced()).map(RisMother::text).containsExactly("198.51.100.0/24");
    assertThat(update.withdrawn()).map(RisMother::text).containsExactly("203.0.113.0/24");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[64500,[64502,64503]]     | 64500,64502,64503       | 64502,64503",
        "[64500,[64502],64504]     | 64500,64502,64504       | 64504",
        "[64500,[]]                | 64500                   | 64500",
        "[64500,4200000001]        | 64500,4200000001        | 4200000001",
        "[]                        | ''                      | 64500",
        "null                      | ''                      | 64500"
      })
  void shouldFlattenSetsAndFindTheOrigins(String path, String hops, String origins)
      throws Exception {
    RisFrame.Update update =
        RisMother.announcement("198.51.100.0/24").field("path", path).parseUpdate();

    assertThat(joined(update.path().hops())).isEqualTo(hops);
    assertThat(joined(update.path().origins())).isEqualTo(origins);
  }

  @ParameterizedTest
  @CsvSource({"rrc21.ripe.net", "RRC21", "rrc21"})
  void shouldNameACollectorOneWayWithAndWithoutItsDomain(String host) throws Exception {
    RisFrame.Update update =
        RisMother.withdrawal("198.51.100.0/24").field("host", quoted(host)).parseUpdate();

    assertThat(update.origin().collector()).isEqualTo("rrc21");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:DB8::1, 2001:db8::1",
    "2001:db8::192.0.2.1, 2001:db8::c000:201",
    "192.0.2.1, 192.0.2.1"
  })
  void shouldNameAPeerOneWayHoweverItsAddressIsWritten(String written, String name)
      throws Exception {
    RisFrame.Update update =
        RisMother.withdrawal("198.51.100.0/24").field("peer", quoted(written)).parseUpdate();

    assertThat(update.origin().peer().address()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0000:0000:0000:0000/32, 2001:db8::/32",
    "198.51.100.77/24, 198.51.100.0/24",
    "2001:db8::ffff/64, 2001:db8::/64",
    "0.0.0.0/0, 0.0.0.0/0"
  })
  void shouldReadAPrefixHoweverItIsWritten(String written, String prefix) throws Exception {
    assertThat(RisMother.withdrawal(written).parseUpdate().withdrawn())
        .map(RisMother::text)
        .containsExactly(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.0",
        "198.51.100.0/",
        "198.51.100.0/33",
        "198.51.100.0/-1",
        "198.51.100.0/024x",
        "198.51.100/24",
        "198.51.100.256/24",
        "localhost/24",
        "example.com/24",
        "2001:db8::/129",
        "2001:db8:::/32",
        "2001:db8::1%eth0/64",
        "1:2:3:4:5:6:7:8:9/64",
        "/0",
        ""
      })
  void shouldRejectWhatIsNoPrefixAndAskNoNameServer(String text) {
    assertThatThrownBy(() -> RisMother.announcement(text).parse())
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void shouldReadAsnsAsNumbersToo() throws Exception {
    RisFrame.Update update =
        RisMother.withdrawal("198.51.100.0/24").field("peer_asn", "64500").parseUpdate();

    assertThat(update.origin().peer().asn()).isEqualTo(64500);
  }

  @ParameterizedTest
  @CsvSource({"connected, true", "down, false"})
  void shouldReadTheStateOfASession(String state, boolean connected) throws Exception {
    assertThat(((RisFrame.SessionState) RisMother.state(state).parse()).connected())
        .isEqualTo(connected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEEPALIVE", "OPEN", "NOTIFICATION"})
  void shouldTakeOtherBgpMessagesAsSignsOfLife(String type) throws Exception {
    assertThat(RisMother.message(type).parse())
        .isInstanceOfSatisfying(
            RisFrame.SignOfLife.class, sign -> assertThat(sign.type()).isEqualTo(type));
  }

  @Test
  void shouldSeeTheEndOfATableWhenAnUpdateHoldsNothing() throws Exception {
    assertThat(RisMother.message("UPDATE").parseUpdate().endsTable()).isTrue();
    assertThat(RisMother.announcement("eor").parseUpdate().endsTable()).isTrue();
  }

  @Test
  void shouldNameWhatItDoesNotKnow() throws Exception {
    assertThat(RisMother.parse("{\"type\":\"pong\",\"data\":null}"))
        .isEqualTo(new RisFrame.Control("pong"));
    assertThat(RisMother.parse("{\"type\":\"ris_rrc_list\",\"data\":[\"rrc00\"]}"))
        .isEqualTo(new RisFrame.Control("ris_rrc_list"));
    assertThat(RisMother.message("REFRESH").parse())
        .isEqualTo(new RisFrame.Control("ris_message REFRESH"));
  }

  @Test
  void shouldPassOnWhatTheServerComplainsOf() throws Exception {
    assertThat(RisMother.parse("{\"type\":\"ris_error\",\"data\":{\"message\":\"too slow\"}}"))
        .isEqualTo(new RisFrame.ServerError("too slow"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timestamp | \"1714564800\"  | timestamp is no number of seconds",
        "timestamp | 1e400           | timestamp is no number of seconds",
        "timestamp | 17              | the time 1970-01-01T00:00:17Z is before 1990",
        "peer      | \"example.com\" | the peer 'example.com' is no IP address",
        "peer_asn  | \"x\"           | the ASN 'x' is not a number",
        "host      | \"a b\"         | the host 'a b' is no name",
        "host      | 21              | host is no text",
        "path      | [-1]            | path holds '-1', no ASN",
        "path      | [1.5]           | path holds '1.5', no ASN",
        "path      | [[[1]]]         | path holds '[1]', no ASN",
        "path      | \"64500\"       | path is no list",
        "announcements | [1]         | announcements holds what is no object",
        "announcements | [{\"prefixes\":[1]}] | prefixes holds what is no text"
      })
  void shouldSayWhyAMessageIsNone(String field, String json, String reason) {
    assertThatThrownBy(() -> RisMother.announcement("198.51.100.0/24").field(field, json).parse())
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"peer", "peer_asn", "host"})
  void shouldSayWhatIsMissing(String field) {
    assertThatThrownBy(() -> RisMother.withdrawal("198.51.100.0/24").without(field).parse())
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(field + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"type\":1}", "{\"type\":\"ris_message\"", "17"})
  void shouldRejectWhatIsNoMessage(String json) {
    assertThatThrownBy(() -> RisMother.parse(json)).isInstanceOf(MalformedRecordException.class);
  }

  private static String joined(List<Long> asns) {
    return String.join(",", asns.stream().map(String::valueOf).toList());
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
