package org.signalfall.benchmarks.endtoend;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.signalfall.schema.topic.TopicCatalogue;

/** What the brokers know of an application: its members, and how far it is in the raw topic. */
final class Group implements AutoCloseable {

  private final Admin admin;
  private final String application;
  private final Map<TopicPartition, OffsetSpec> raw = new HashMap<>();

  Group(Bench bench, String application) {
    this.admin = Admin.create(bench.client());
    this.application = application;
    for (int partition = 0; partition < bench.partitions(); partition++) {
      raw.put(new TopicPartition(TopicCatalogue.RAW_PROBE, partition), OffsetSpec.latest());
    }
  }

  /** Returns how many threads are members. */
  int members() throws ExecutionException, InterruptedException {
    return describe().size();
  }

  /** Returns the instance whose thread works on the first partition of the raw topic. */
  String ownerOfFirst() throws ExecutionException, InterruptedException {
    TopicPartition first = new TopicPartition(TopicCatalogue.RAW_PROBE, 0);
    return describe().stream()
        .filter(member -> member.assignment().topicPartitions().contains(first))
        .flatMap(member -> member.groupInstanceId().stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody works on " + first));
  }

  private Collection<MemberDescription> describe() throws ExecutionException, InterruptedException {
    return admin
        .describeConsumerGroups(List.of(application))
        .describedGroups()
        .get(application)
        .get()
        .members();
  }

  /** Returns where the raw topic ends. */
  Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(raw).all().get().forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }

  /** Returns through where the raw topic has been gone through, as far as is committed. */
  Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> all =
        admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (TopicPartition partition : raw.keySet()) {
      committed.put(partition, all.containsKey(partition) ? all.get(partition).offset() : 0);
    }
    return committed;
  }

  /** Returns whether in each partition more is committed than it was then. */
  boolean isBeyond(Map<TopicPartition, Long> then) throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> now = committed();
    Predicate<TopicPartition> moved = partition -> now.get(partition) > then.get(partition);
    return then.keySet().stream().allMatch(moved);
  }

  @Override
  public void close() {
    admin.close();
  }
}
