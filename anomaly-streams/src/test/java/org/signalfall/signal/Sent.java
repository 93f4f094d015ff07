package org.signalfall.signal;

/**
 * What a lane of a simulated feed has sent: a reading, or a promise when there is none.
 *
 * @param sequence number of it in its lane, from 1
 * @param lanes how many lanes the feed has
 * @param through what a promise promises, epoch ms
 * @param last whether nothing follows the promise
 */
record Sent(
    String feed, int lane, long sequence, int lanes, Reading reading, long through, boolean last) {

  /** All of a series, and of the series beside it, go to one partition; promises go to all. */
  boolean goesTo(int partition, int partitions) {
    return reading == null
        || Math.floorMod(
                31 * reading.series().country().hashCode() + (int) reading.series().asn(),
                partitions)
            == partition;
  }
}
