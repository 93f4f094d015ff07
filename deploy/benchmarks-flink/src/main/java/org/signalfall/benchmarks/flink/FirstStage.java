package org.signalfall.benchmarks.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * What a user of Flink would write for the first stage alone: samples and failures per network,
 * service and component in windows of a minute, one result a window, written to Kafka exactly once.
 * Knows no vantages, controls, duplicates or baselines. The topic's end ends the job, and closes
 * its last windows.
 *
 * @param bootstrapServers brokers that hold raw and output topic
 * @param output topic for the counts
 * @param parallelism of every operator
 * @param folder for checkpoints
 */
record FirstStage(
    String bootstrapServers, String registryUrl, String output, int parallelism, Path folder) {

  private static final Duration WIDTH = Duration.ofMinutes(1);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  JobGraph graph() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings());
    environment.setParallelism(parallelism);
    environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    environment
        .fromSource(source(), watermarks(), "raw")
        .keyBy(sample -> sample.key)
        .window(TumblingEventTimeWindows.of(WIDTH))
        .aggregate(new SampleCount(), new Count.Named())
        .sinkTo(sink());
    return environment.getStreamGraph().getJobGraph();
  }

  private Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // A run that had to begin again is no measurement.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return settings;
  }

  private KafkaSource<Sample> source() {
    return KafkaSource.<Sample>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(TopicCatalogue.RAW_PROBE)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new SampleDecoder(registryUrl))
        .setProperty("isolation.level", "read_committed")
        .build();
  }

  private static WatermarkStrategy<Sample> watermarks() {
    return WatermarkStrategy.<Sample>forBoundedOutOfOrderness(WIDTH)
        .withTimestampAssigner((sample, none) -> sample.time);
  }

  private KafkaSink<Count> sink() {
    Properties properties = new Properties();
    // A broker allows no more than 15 minutes.
    properties.setProperty("transaction.timeout.ms", "60000");
    return KafkaSink.<Count>builder()
        .setBootstrapServers(bootstrapServers)
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(output)
        .setRecordSerializer(new CountEncoder(output))
        .build();
  }
}
