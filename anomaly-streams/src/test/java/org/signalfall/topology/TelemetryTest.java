package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.runtime.operations.Meters;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** From records to what the meters and the log say of them. */
class TelemetryTest {

  private static final String FEED = "levels";
  private static final int LOST_AT = 72;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Walk walk = new Walk(Rulebook.defaults(), new Meters(meters)).withTrafficFeed(FEED);
  private final Logger logger = (Logger) LoggerFactory.getLogger(OpenEvents.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    log.start();
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    logger.setLevel(null);
    walk.close();
  }

  @Test
  void shouldCountAnEventAsOpenUntilItIsResolved() {
    flow(0, LOST_AT);
    walk.trafficPromise(FEED, hour(LOST_AT + 8));
    walk.finish();
    assertThat(open()).isEqualTo(1);

    flow(LOST_AT + 8, LOST_AT + 30);
    walk.trafficPromise(FEED, hour(LOST_AT + 30));
    walk.finish();

    assertThat(open()).isEqualTo(0);
    assertThat(revisions("open")).isEqualTo(1);
    assertThat(revisions("resolved")).isEqualTo(1);
  }

  @Test
  void shouldTellProgressVerdictsSeriesAndLateRecords() {
    flow(0, LOST_AT);
    walk.trafficPromise(FEED, hour(LOST_AT));
    walk.finish();
    walk.sample(FEED, count(hour(1)).build());

    for (String stage : List.of("traffic-network", "scope", "context", "event")) {
      assertThat(meters.get("signalfall.progress.lag").tag("stage", stage).gauge().value())
          .as(stage)
          .isPositive();
    }
    assertThat(
            meters
                .get("signalfall.verdicts")
                .tags("stage", "traffic-network", "status", "normal")
                .counter()
                .count())
        .isPositive();
    assertThat(meters.get("signalfall.series").tag("stage", "traffic-network").gauge().value())
        .isEqualTo(1);
    assertThat(meters.get("signalfall.late.records").tag("feed", FEED).counter().count())
        .isEqualTo(1);
  }

  @Test
  void shouldNoLongerFallBehindOnceAFeedHasEnded() {
    flow(0, LOST_AT);
    walk.trafficEnds(FEED, hour(LOST_AT));

    assertThat(meters.find("signalfall.progress.lag").gauges()).isEmpty();
  }

  @Test
  void shouldNameTheEventOfEveryRevisionInTheLog() {
    flow(0, LOST_AT);
    walk.trafficPromise(FEED, hour(LOST_AT + 8));
    walk.finish();

    List<ConnectivityEvent> events = walk.events();
    assertThat(log.list).hasSameSizeAs(events);
    assertThat(log.list.get(0).getKeyValuePairs())
        .contains(
            new KeyValuePair("event_id", events.get(0).getEventId()),
            new KeyValuePair("revision", events.get(0).getRevision()),
            new KeyValuePair("status", events.get(0).getStatus()));
  }

  private void flow(int from, int until) {
    for (int hour = from; hour < until; hour++) {
      walk.sample(FEED, count(hour(hour)).build());
    }
  }

  private double open() {
    return meters.get("signalfall.events.open").tag("category", "outage").gauge().value();
  }

  private double revisions(String status) {
    return meters.get("signalfall.event.revisions").tag("status", status).counter().count();
  }
}
