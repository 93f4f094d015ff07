package org.signalfall.event;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.QuorumVote;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;

/** What late data leave of an event that parts have voted for. */
final class QuorumCorrection {

  private QuorumCorrection() {}

  /**
   * Returns whether a vote was taken back by late data, and no other one speaks of its event: none
   * is affected, nor has been since the vote began to be.
   *
   * @param before what the part had said; null where it had said nothing
   * @param ballot what it says now
   * @param votes all votes, that one included
   */
  static boolean leavesNothing(SeriesVerdict before, StageRecord ballot, List<QuorumVote> votes) {
    boolean takenBack =
        ballot.getType() == StageRecordType.CORRECTION
            && ballot.getVerdict().getOnset() == null
            && before != null
            && before.getOnset() != null;
    return takenBack
        && votes.stream()
            .map(QuorumVote::getVerdict)
            .noneMatch(vote -> deviatesSince(vote, before.getOnset().getEarliest()));
  }

  private static boolean deviatesSince(SeriesVerdict vote, Instant began) {
    TimeInterval ended = vote.getEnded();
    boolean over = ended != null && !ended.getLatest().isAfter(began);
    boolean mayBeChance = vote.getAfter() == SeriesState.SUSPECT;
    return vote.getOnset() != null && !over && !mayBeChance;
  }

  /** Returns the word that there never was what the parts voted for. */
  static StageRecord retraction(StageRecord verdict) {
    verdict.setType(StageRecordType.CORRECTION);
    verdict.getVerdict().setOnset(null);
    verdict.getVerdict().setEnded(null);
    return verdict;
  }
}
