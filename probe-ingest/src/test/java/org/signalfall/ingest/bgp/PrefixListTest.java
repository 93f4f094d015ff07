package org.signalfall.ingest.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.input.MalformedRecordException;

class PrefixListTest {

  private final PrefixList list = new PrefixList();

  @Test
  void shouldWalkOverEveryPrefixAsOftenAsAsked() throws MalformedRecordException {
    set(UpdateMother.prefixes("192.0.2.0/24", "0.0.0.0/0", "198.51.100.1/32"), Afi.IPV4, false);

    assertThat(walk()).containsExactly("192.0.2.0/24", "0.0.0.0/0", "198.51.100.1/32");
    list.rewind();
    assertThat(walk()).hasSize(3);
    assertThat(list.isCut()).isFalse();
  }

  @Test
  void shouldReadPathIdentifiersWhenThereAreAny() throws MalformedRecordException {
    set(UpdateMother.prefixWithId(0xffff_fffeL, "2001:db8::/32"), Afi.IPV6, true);

    assertThat(list.next()).isTrue();
    assertThat(list.pathId()).isEqualTo(0xffff_fffeL);
    assertThat(list.length()).isEqualTo(32);
    assertThat(list.next()).isFalse();
  }

  @Test
  void shouldClearTheBitsBeyondTheLength() throws MalformedRecordException {
    set(new Wire().u8(13).u8(11).u8(0xff).bytes(), Afi.IPV4, false);

    assertThat(walk()).containsExactly("11.248.0.0/13");
  }

  @Test
  void shouldClearWhatALongerPrefixLeftBehind() throws MalformedRecordException {
    set(UpdateMother.prefixes("203.0.113.7/32", "10.0.0.0/8"), Afi.IPV4, false);

    assertThat(walk()).containsExactly("203.0.113.7/32", "10.0.0.0/8");
  }

  @Test
  void shouldKeepTheWholePrefixesWhenTheLastIsCutShort() throws MalformedRecordException {
    set(
        Wire.join(UpdateMother.prefixes("192.0.2.0/24"), new Wire().u8(24).u8(10).bytes()),
        Afi.IPV4,
        false);

    assertThat(walk()).containsExactly("192.0.2.0/24");
    assertThat(list.isCut()).isTrue();
  }

  @Test
  void shouldKeepTheWholePrefixesWhenAPathIdentifierIsCutShort() throws MalformedRecordException {
    set(
        Wire.join(UpdateMother.prefixWithId(1, "192.0.2.0/24"), new Wire().u16(0).bytes()),
        Afi.IPV4,
        true);

    assertThat(walk()).containsExactly("192.0.2.0/24");
    assertThat(list.isCut()).isTrue();
  }

  @Test
  void shouldRefuseAPrefixThatIsLongerThanAnAddress() {
    assertThatThrownBy(() -> set(new Wire().u8(33).zeros(5).bytes(), Afi.IPV4, false))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("a prefix of 33 bits is longer than an IPv4 address");
    assertThatThrownBy(() -> set(new Wire().u8(129).zeros(17).bytes(), Afi.IPV6, false))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("a prefix of 129 bits is longer than an IPv6 address");
  }

  private void set(byte[] bytes, int afi, boolean addPath) throws MalformedRecordException {
    list.set(bytes, 0, bytes.length, afi, Safi.UNICAST, addPath);
  }

  private List<String> walk() {
    List<String> prefixes = new ArrayList<>();
    while (list.next()) {
      TextBuffer text = new TextBuffer().addIpv4(list.address(), 0);
      prefixes.add(text.add('/').add(list.length()).toString());
    }
    return prefixes;
  }
}
