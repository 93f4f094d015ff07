package org.signalfall.standalone.topics;

/** One way in which a cluster differs from the topic catalogue. */
public sealed interface TopicDrift {

  /** Returns the topic's name. */
  String topic();

  /** Returns the difference in words. */
  String description();

  /** The cluster lacks the topic. */
  record Missing(String topic) implements TopicDrift {

    @Override
    public String description() {
      return "missing";
    }
  }

  /** The topic has another number of partitions. */
  record Partitions(String topic, int catalogue, int cluster) implements TopicDrift {

    @Override
    public String description() {
      return "partitions: " + catalogue + " in the catalogue, " + cluster + " in the cluster";
    }
  }

  /** The topic has another value for a config that the catalogue insists on. */
  record Config(String topic, String key, String catalogue, String cluster) implements TopicDrift {

    @Override
    public String description() {
      return key + ": " + catalogue + " in the catalogue, " + cluster + " in the cluster";
    }
  }
}
