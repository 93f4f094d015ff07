package org.signalfall.ingest.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.signalfall.ingest.input.MalformedRecordException;

class UpdateMessageTest {

  private static final AttributeForm WIDE = new AttributeForm(4, false, false);

  private final BgpMessage message = new BgpMessage();
  private final UpdateMessage update = new UpdateMessage();

  @Test
  void shouldGiveAllFourListsOfPrefixes() throws MalformedRecordException {
    decode(
        UpdateMother.empty()
            .withdrawn(UpdateMother.prefixes("10.1.0.0/16"))
            .attributes(
                AttributesMother.plain(4)
                    .mpReach(2, 1, new byte[16], UpdateMother.prefixes("2001:db8::/32"))
                    .mpUnreach(2, 1, UpdateMother.prefixes("2001:db8:1::/48", "2001:db8:2::/48")))
            .announced(UpdateMother.prefixes("10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16")));

    assertThat(count(update.withdrawn())).isEqualTo(1);
    assertThat(count(update.mpWithdrawn())).isEqualTo(2);
    assertThat(count(update.announced())).isEqualTo(3);
    assertThat(count(update.mpAnnounced())).isEqualTo(1);
    assertThat(update.endOfRib()).isZero();
    assertThat(update.isCut()).isFalse();
  }

  @Test
  void shouldTakeAnEmptyUpdateAsTheEndOfTheIpv4Table() throws MalformedRecordException {
    decode(UpdateMother.empty());

    assertThat(update.endOfRib()).isEqualTo(Afi.IPV4);
  }

  @Test
  void shouldTakeAnEmptyWithdrawalAsTheEndOfItsTable() throws MalformedRecordException {
    decode(mpUnreach(Afi.IPV6, Safi.UNICAST));
    assertThat(update.endOfRib()).isEqualTo(Afi.IPV6);

    decode(mpUnreach(Afi.IPV6, Safi.MULTICAST));
    assertThat(update.endOfRib()).isZero();

    decode(mpUnreach(25, 65));
    assertThat(update.endOfRib()).isZero();
  }

  @Test
  void shouldNotTakeAttributesWithoutPrefixesAsTheEndOfATable() throws MalformedRecordException {
    decode(UpdateMother.empty().attributes(AttributesMother.plain(4)));
    assertThat(update.endOfRib()).isZero();

    decode(UpdateMother.empty().attributes(AttributesMother.none().raw(0xc0, 200, new byte[0])));
    assertThat(update.endOfRib()).isZero();
  }

  @Test
  void shouldSayWhenAListIsCutShort() throws MalformedRecordException {
    decode(UpdateMother.announcing(4, "10.2.0.0/16").announced(new byte[] {8, 10, 16, 10}));

    assertThat(update.isCut()).isTrue();
    assertThat(count(update.announced())).isEqualTo(1);
  }

  @Test
  void shouldRefuseLengthsThatRunOverTheMessage() {
    byte[] bytes = UpdateMother.message(2, new Wire().u16(5).zeros(4).bytes());

    assertThatThrownBy(() -> decode(bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the record ends 1 bytes too early");
  }

  @Test
  void shouldReadWhatIsThereOfAMessageThatIsCutShort() throws MalformedRecordException {
    byte[] whole = UpdateMother.announcing(4, "10.2.0.0/16", "10.3.0.0/16").bytes();
    ByteCursor cursor = new ByteCursor();
    cursor.set(whole, 0, whole.length - 3);

    message.decode(cursor);
    update.decode(message.body(), WIDE);

    assertThat(message.missingBytes()).isEqualTo(3);
    assertThat(count(update.announced())).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatIsNoMessage() {
    byte[] badMarker = UpdateMother.empty().bytes();
    badMarker[3] = 0;
    byte[] badLength = UpdateMother.empty().bytes();
    badLength[17] = 18;

    assertThatThrownBy(() -> decode(badMarker))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the marker of the BGP message isn't all ones");
    assertThatThrownBy(() -> decode(badLength))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("a BGP message can't have 18 bytes");
  }

  private static UpdateMother mpUnreach(int afi, int safi) {
    return UpdateMother.empty()
        .attributes(AttributesMother.none().mpUnreach(afi, safi, new byte[0]));
  }

  private void decode(UpdateMother mother) throws MalformedRecordException {
    decode(mother.bytes());
  }

  private void decode(byte[] bytes) throws MalformedRecordException {
    ByteCursor cursor = new ByteCursor();
    cursor.set(bytes, 0, bytes.length);
    message.decode(cursor);
    update.decode(message.body(), WIDE);
  }

  private static int count(PrefixList prefixes) {
    int count = 0;
    while (prefixes.next()) {
      count++;
    }
    return count;
  }
}
