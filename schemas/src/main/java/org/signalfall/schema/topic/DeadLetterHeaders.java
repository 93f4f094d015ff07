package org.signalfall.schema.topic;

/**
 * Headers of the records in {@link TopicCatalogue#DEAD_LETTER}. The value of a letter is the bytes
 * as they were received, or the first of them; all headers but {@link #KEY} and what begins with
 * {@link #HEADER_PREFIX} are UTF-8 text.
 *
 * <p>A letter that was a record has {@link #TOPIC}, {@link #PARTITION} and {@link #OFFSET}, and can
 * be sent again. A letter without them was input that never became a record.
 */
public final class DeadLetterHeaders {

  /** Feed or topic that it came from. */
  public static final String SOURCE = "source";

  /** File and line, or topic, partition and offset: {@code topic-0:17}. */
  public static final String PLACE = "place";

  /** Why it was taken for dead, one sentence. */
  public static final String REASON = "reason";

  /** What kind of reason it is, from a short list; letters of ingestions lack it. */
  public static final String KIND = "kind";

  /** Bytes before it was cut. */
  public static final String ORIGINAL_LENGTH = "original_length";

  /** Topic of the original record. */
  public static final String TOPIC = "original_topic";

  /** Partition of the original record. */
  public static final String PARTITION = "original_partition";

  /** Offset of the original record. */
  public static final String OFFSET = "original_offset";

  /** Key of the original record, its bytes; missing when the record had none. */
  public static final String KEY = "original_key";

  /** Before the names of the original record's own headers. */
  public static final String HEADER_PREFIX = "original_header.";

  /**
   * On a receipt, a letter without value: the place of the letter that was sent again, {@code
   * partition:offset} in the topic of dead letters.
   */
  public static final String RECEIPT = "receipt";

  /**
   * On a record that was sent again: the place of the letter that it comes from, {@code
   * partition:offset} in the topic of dead letters. Its number has been passed by its lane long
   * since, which makes it no duplicate.
   */
  public static final String SENT_AGAIN = "signalfall_sent_again";

  private DeadLetterHeaders() {}
}
