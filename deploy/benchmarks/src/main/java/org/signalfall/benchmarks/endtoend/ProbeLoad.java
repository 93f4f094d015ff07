package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;

/**
 * Measurements of one service from many networks, evenly spread, the same ones each time: one
 * component each, of which one in a hundred fails.
 *
 * @param start time of the first, on a minute
 * @param records how many there are
 * @param networks how many networks; each is a key and a series
 * @param perMinute records per network and minute
 * @param blocks which networks lose the service, so that there are events to come out
 */
record ProbeLoad(Instant start, long records, int networks, int perMinute, Blocks blocks)
    implements Source {

  static final String FEED = "benchmark";

  private static final Duration GAP = Duration.ofHours(1);
  private static final long MINUTE_MS = 60_000;
  private static final int FIRST_ASN = 64_512;
  private static final int NETWORKS_PER_COUNTRY = 100;
  private static final int VANTAGES = 5;
  private static final List<String> COUNTRIES = List.of("IR", "IQ", "KE", "MM", "VE", "GE", "RU");

  ProbeLoad {
    if (records < 1 || networks < 1 || perMinute < 1) {
      throw new IllegalArgumentException("a load has at least one record, network and minute");
    }
  }

  /** Returns a load that ends an hour ago. */
  static ProbeLoad untilNow(long records, int networks, int perMinute, Blocks blocks) {
    Duration length = Duration.ofMinutes(records / ((long) networks * perMinute) + 1);
    Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(length).minus(GAP);
    return new ProbeLoad(start, records, networks, perMinute, blocks);
  }

  @Override
  public FeedInfo feed() {
    return new FeedInfo(FEED, FeedKind.PROBE, Optional.empty(), Optional.empty());
  }

  @Override
  public String identity() {
    return toString();
  }

  @Override
  public RecordReader open(Rejections rejections) {
    return new Reader();
  }

  private TimedRecord record(long index) {
    long perMinuteInAll = (long) networks * perMinute;
    long withinMinute = index % perMinuteInAll;
    long time =
        start.toEpochMilli()
            + index / perMinuteInAll * MINUTE_MS
            + withinMinute * MINUTE_MS / perMinuteInAll;
    int network = (int) (withinMinute % networks);
    boolean fails =
        blocks.blocked(network, (double) index / perMinuteInAll) || scattered(index) % 100 == 0;
    return new TimedProbe(measurement(index, network, time, fails));
  }

  /** The finalizer of MurmurHash3, so that failures fall on all networks alike. */
  private static long scattered(long index) {
    long hash = (index ^ (index >>> 33)) * 0xff51afd7ed558ccdL;
    return (hash ^ (hash >>> 33)) & Long.MAX_VALUE;
  }

  private static ProbeMeasurement measurement(long index, int network, long time, boolean fails) {
    return ProbeMeasurement.newBuilder()
        .setMeasurementId("m" + index)
        .setTime(Instant.ofEpochMilli(time))
        .setCountry(COUNTRIES.get(network / NETWORKS_PER_COUNTRY % COUNTRIES.size()))
        .setAsn(FIRST_ASN + network)
        .setNetworkName("Network " + network)
        .setAccess(Access.MOBILE)
        .setVantage("vantage-" + network + "-" + index % VANTAGES)
        .setSoftwareName("benchmark")
        .setSoftwareVersion("1.0")
        .setService("whatsapp")
        .setComponents(List.of(component(fails)))
        .build();
  }

  private static ComponentOutcome component(boolean fails) {
    return ComponentOutcome.newBuilder()
        .setComponent("app")
        .setOutcome(fails ? Outcome.FAILURE : Outcome.SUCCESS)
        .setLayer(fails ? Layer.TCP : Layer.UNKNOWN)
        .setFailure(fails ? "generic_timeout_error" : null)
        .setEndpointsExpected(4)
        .setEndpointsTried(4)
        .setEndpointsFailed(fails ? 4 : 0)
        .setLatencyMs(120)
        .setLocality(Locality.FOREIGN)
        .build();
  }

  private final class Reader implements RecordReader {

    private long next;

    @Override
    public TimedRecord next() {
      return next == records ? null : record(next++);
    }

    @Override
    public double progress() {
      return (double) next / records;
    }

    @Override
    public void close() {}
  }
}
