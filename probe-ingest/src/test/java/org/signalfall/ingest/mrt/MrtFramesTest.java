package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;

class MrtFramesTest {

  private static final byte[] FIRST =
      MrtMother.message(TIME, UpdateMother.withdrawing("10.1.0.0/16").bytes());
  private static final byte[] SECOND =
      MrtMother.message(TIME + 1, UpdateMother.withdrawing("10.2.0.0/16").bytes());
  private static final byte[] THIRD =
      MrtMother.message(TIME + 2, UpdateMother.withdrawing("10.3.0.0/16").bytes());

  @TempDir private Path folder;

  @Test
  void shouldReadNothingOfNothing() throws IOException {
    MrtRun run = MrtRun.of(new byte[0]);

    assertThat(run.lines()).isEmpty();
    assertThat(run.rejections()).isEmpty();
  }

  @Test
  void shouldReadOneRecordAfterTheOtherHoweverTheStreamIsCut() throws IOException {
    InputStream oneByteAtATime =
        new FilterInputStream(new ByteArrayInputStream(Wire.join(FIRST, SECOND, THIRD))) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1));
          }
        };

    MrtRun run = MrtRun.of(oneByteAtATime);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2 10.3");
    assertThat(run.rejections()).isEmpty();
    assertThat(run.counts().records()).isEqualTo(3);
  }

  @Test
  void shouldSayWhereTheFileEndsWithinARecord() throws IOException {
    MrtRun run = MrtRun.of(FIRST, Arrays.copyOf(SECOND, SECOND.length - 5));

    assertThat(prefixes(run)).isEqualTo("10.1");
    assertThat(run.rejected())
        .containsExactly(
            FIRST.length
                + ": the file ends after "
                + (SECOND.length - 5)
                + " bytes of a record of "
                + SECOND.length
                + " bytes");
    assertThat(run.rejections().get(0).bytes()).isEqualTo(Arrays.copyOf(SECOND, SECOND.length - 5));
  }

  @Test
  void shouldSayWhereTheFileEndsWithinAHeader() throws IOException {
    MrtRun run = MrtRun.of(FIRST, Arrays.copyOf(SECOND, 7));

    assertThat(prefixes(run)).isEqualTo("10.1");
    assertThat(run.rejected())
        .containsExactly(FIRST.length + ": the file ends after 7 bytes of the header of a record");
  }

  @Test
  void shouldFindTheNextRecordAfterGarbage() throws IOException {
    byte[] garbage = new byte[1000];
    new Random(1).nextBytes(garbage);

    MrtRun run = MrtRun.of(FIRST, garbage, SECOND, THIRD);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2 10.3");
    assertThat(run.rejected())
        .containsExactly(FIRST.length + ": no record begins here; 1000 bytes to the next record");
    assertThat(run.rejections().get(0).bytes()).isEqualTo(garbage);
    assertThat(run.counts().skippedBytes()).isEqualTo(1000);
  }

  @Test
  void shouldFindTheNextRecordAfterGarbageAtTheBegin() throws IOException {
    MrtRun run = MrtRun.of(new byte[333], FIRST, SECOND);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2");
    assertThat(run.rejected())
        .containsExactly("0: no record begins here; 333 bytes to the next record");
  }

  @Test
  void shouldSkipMoreGarbageThanItHolds() throws IOException {
    byte[] garbage = new byte[3 << 20];
    Arrays.fill(garbage, (byte) 0xee);

    MrtRun run = MrtRun.of(FIRST, garbage, SECOND);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2");
    Rejection rejection = run.rejections().get(0);
    assertThat(rejection.originalLength()).isEqualTo(garbage.length);
    assertThat(rejection.bytes()).hasSize(Rejection.MAX_BYTES);
  }

  @Test
  void shouldEndWhenGarbageLeadsNowhere() throws IOException {
    MrtRun run = MrtRun.of(FIRST, new byte[40]);

    assertThat(prefixes(run)).isEqualTo("10.1");
    assertThat(run.rejected())
        .containsExactly(FIRST.length + ": no record begins here; 40 bytes to the end of the file");
  }

  @Test
  void shouldTakeAnAbsurdLengthForGarbage() throws IOException {
    byte[] absurd = withLength(SECOND, 0x7fff_ffff);
    byte[] negative = withLength(SECOND, 0xffff_fff0);

    assertThat(prefixes(MrtRun.of(FIRST, absurd, THIRD, FIRST))).isEqualTo("10.1 10.3 10.1");
    assertThat(prefixes(MrtRun.of(FIRST, negative, THIRD, FIRST))).isEqualTo("10.1 10.3 10.1");
  }

  @Test
  void shouldFindTheRecordThatATooLargeLengthWouldSwallow() throws IOException {
    byte[] swallowing = withLength(SECOND, SECOND.length - 12 + 20);

    MrtRun run = MrtRun.of(FIRST, swallowing, THIRD, FIRST);

    assertThat(prefixes(run)).isEqualTo("10.1 10.3 10.1");
    assertThat(run.rejected())
        .containsExactly(
            FIRST.length
                + ": the record's length of "
                + (SECOND.length + 8)
                + " runs over the next record");
    assertThat(run.rejections().get(0).bytes()).isEqualTo(swallowing);
  }

  @Test
  void shouldFindTheRecordsThatALengthBeyondTheEndWouldSwallow() throws IOException {
    MrtRun run = MrtRun.of(FIRST, withLength(SECOND, 1 << 20), THIRD, FIRST);

    assertThat(prefixes(run)).isEqualTo("10.1 10.3 10.1");
    assertThat(run.rejections()).hasSize(1);
  }

  @Test
  void shouldGoOnBehindARecordWhoseLengthIsTooSmall() throws IOException {
    MrtRun run = MrtRun.of(FIRST, withLength(SECOND, SECOND.length - 12 - 4), THIRD, FIRST);

    assertThat(prefixes(run)).isEqualTo("10.1 10.3 10.1");
    assertThat(run.rejected())
        .containsExactly(
            FIRST.length + ": the BGP message lacks its last 4 bytes",
            (FIRST.length + SECOND.length - 4)
                + ": no record begins here; 4 bytes to the next record");
  }

  @Test
  void shouldPassOverATypeThatNobodyKnowsWhenItLeadsToARecord() throws IOException {
    byte[] unknown = MrtMother.record(TIME, 777, 7, new byte[50]);

    MrtRun run = MrtRun.of(FIRST, unknown, SECOND);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2");
    assertThat(run.rejections()).isEmpty();
    assertThat(run.counts().passedOver()).containsOnlyKeys("type 777 subtype 7");
  }

  @Test
  void shouldNotTakeAHeaderOfAnotherYearForTheNextRecord() throws IOException {
    byte[] old = MrtMother.record(1, MrtType.BGP4MP, MrtType.STATE_CHANGE, new byte[20]);

    MrtRun run = MrtRun.of(FIRST, new byte[] {1, 2, 3}, old, SECOND, THIRD);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2 10.3");
    assertThat(run.rejected())
        .containsExactly(FIRST.length + ": no record begins here; 35 bytes to the next record");
  }

  @Test
  void shouldEndWithTheReasonWhenTheCompressionIsDamaged() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Random random = new Random(1);
    int records = 20_000;
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < records; i++) {
        String prefix = "10.%d.%d.0/24".formatted(random.nextInt(256), random.nextInt(256));
        out.write(MrtMother.message(TIME, UpdateMother.withdrawing(prefix).bytes()));
      }
    }
    Path file = folder.resolve("updates.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

    MrtRun run = MrtRun.of(file);

    // What was unpacked before the damage is read to its last whole record.
    assertThat(run.lines()).hasSizeBetween(records * 9 / 20, records * 11 / 20);
    assertThat(run.rejected()).hasSize(1);
    assertThat(run.rejected().get(0))
        .startsWith(run.lines().size() * (FIRST.length + 1) + ": ")
        .contains("the compressed data is damaged or ends early: ");
  }

  /** Ten records, one bit of which is wrong: at most two are lost, and every other is read. */
  @Property(tries = 2000)
  void shouldLoseNoMoreThanTheNeighboursOfOneWrongBit(
      @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(max = 7) int bit)
      throws IOException {
    byte[][] records = new byte[10][];
    for (int i = 0; i < records.length; i++) {
      records[i] =
          MrtMother.message(
              TIME + i, UpdateMother.withdrawing("10." + i + ".0.0/16", "11.0.0.0/8").bytes());
    }
    byte[] stream = Wire.join(records);
    stream[seed % stream.length] ^= (byte) (1 << bit);

    MrtRun run = MrtRun.of(stream);

    long whole =
        run.lines().stream().filter(line -> line.matches(".*\\|10\\.\\d\\.0\\.0/16")).count();
    assertThat(whole).isGreaterThanOrEqualTo(8);
  }

  @Property(tries = 500)
  void shouldFindBackToRecordsWhateverStandsBetweenThem(
      @ForAll @Size(max = 300) byte[] first, @ForAll @Size(max = 300) byte[] second)
      throws IOException {
    MrtRun run = MrtRun.of(FIRST, first, SECOND, THIRD, second, FIRST, SECOND);

    assertThat(prefixes(run)).isEqualTo("10.1 10.2 10.3 10.1 10.2");
  }

  private static byte[] withLength(byte[] record, int length) {
    byte[] changed = record.clone();
    System.arraycopy(new Wire().u32(length).bytes(), 0, changed, 8, 4);
    return changed;
  }

  /** Returns the first two bytes of each prefix that was withdrawn. */
  private static String prefixes(MrtRun run) {
    return String.join(
        " ",
        run.lines().stream()
            .map(line -> line.substring(line.lastIndexOf('|') + 1).replace(".0.0/16", ""))
            .toList());
  }
}
