package org.signalfall.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.LayerFailures;
import org.signalfall.avro.QuorumState;
import org.signalfall.avro.QuorumVote;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;

/**
 * Judges a country or region by the verdicts of its parts: it is affected when at least half of the
 * weight that can be judged is, in at least two parts, and until less than a quarter is. One part
 * is one vote of its weight, however many samples it has, so that a chatty network cannot speak for
 * a country. Parts that are only suspect count as well where so many are that it can't be chance
 * (see {@link JointSuspicion}).
 */
public final class Quorum {

  private static final double OPEN_SHARE = 0.5;
  private static final double CLOSE_SHARE = 0.25;
  private static final int MIN_PARTS = 2;
  private static final int MAX_VOTES = 1024;
  private static final int MAX_NETWORKS = 50;

  /**
   * What a vote led to.
   *
   * @param verdict the wider scope's verdict, when it is the first, it changed, or the parts behind
   *     it or their failures did
   * @param failing whether at least half of the weight is affected, in any number of parts
   * @param suspect whether at least half of the weight is affected or suspect
   * @param weight weight that can be judged
   */
  public record Outcome(
      Optional<StageRecord> verdict, boolean failing, boolean suspect, double weight) {}

  /** Returns the wider scopes that a verdict votes for; none when it is of a whole country. */
  public static List<Scope> widerScopes(Scope scope) {
    List<Scope> wider = new ArrayList<>();
    if (scope.getLevel() == ScopeLevel.NETWORK && scope.getRegion() != null) {
      wider.add(Scope.newBuilder(scope).setLevel(ScopeLevel.REGION).setAsn(null).build());
    }
    if (scope.getLevel() == ScopeLevel.NETWORK || scope.getLevel() == ScopeLevel.REGION) {
      wider.add(
          Scope.newBuilder(scope)
              .setLevel(ScopeLevel.COUNTRY)
              .setRegion(null)
              .setAsn(null)
              .build());
    }
    return wider;
  }

  /**
   * Casts a vote.
   *
   * @param state votes so far; updated
   * @param wider the scope voted for
   * @param ballot the part's verdict and weight
   */
  public Outcome cast(QuorumState state, Scope wider, StageRecord ballot) {
    List<QuorumVote> votes = state.getVotes();
    boolean wasJudged = votes.stream().anyMatch(Quorum::isJudged);
    boolean wasOpen = state.getOpen();
    int affectedBefore = affected(votes, wasOpen).size();
    QuorumVote before = replace(votes, new QuorumVote(ballot.getVerdict(), ballot.getWeight()));
    // More failures may confirm what fewer could not.
    boolean grown =
        before != null
            && isAffected(before)
            && ballot.getVerdict().getFailures() > before.getVerdict().getFailures();

    List<QuorumVote> affected = affected(votes, wasOpen);
    double judged = weight(votes.stream().filter(Quorum::isJudged).toList());
    double share = judged == 0 ? 0 : weight(affected) / judged;
    state.setOpen(
        wasOpen
            ? !affected.isEmpty() && share >= CLOSE_SHARE
            : affected.size() >= MIN_PARTS && share >= OPEN_SHARE);
    // That a component is fine has to be known for another that is not to be told from the whole.
    boolean firstWord = wider.getComponent() != null && !wasJudged && judged > 0;
    boolean otherParts = affected.size() != affectedBefore;
    boolean news =
        firstWord || wasOpen != state.getOpen() || (state.getOpen() && (grown || otherParts));
    boolean takenBack =
        QuorumCorrection.leavesNothing(before == null ? null : before.getVerdict(), ballot, votes);
    Optional<StageRecord> verdict =
        takenBack || news
            ? Optional.of(verdict(wider, ballot, state, affected, wasOpen))
            : Optional.empty();
    double deviating =
        weight(votes.stream().filter(vote -> isAffected(vote) || isSuspect(vote)).toList());
    return new Outcome(
        takenBack ? verdict.map(QuorumCorrection::retraction) : verdict,
        share >= OPEN_SHARE,
        judged > 0 && deviating >= OPEN_SHARE * judged,
        judged);
  }

  /** Puts the vote in the place of the part's last one, in the order of the parts. */
  private static QuorumVote replace(List<QuorumVote> votes, QuorumVote vote) {
    for (int i = 0; i < votes.size(); i++) {
      if (isSamePart(votes.get(i).getVerdict().getScope(), vote.getVerdict().getScope())) {
        return votes.set(i, vote);
      }
    }
    if (votes.size() < MAX_VOTES) {
      votes.add(vote);
      votes.sort(Comparator.comparing((QuorumVote one) -> CaseKey.of(one.getVerdict().getScope())));
    }
    return null;
  }

  private static StageRecord verdict(
      Scope wider,
      StageRecord ballot,
      QuorumState state,
      List<QuorumVote> affected,
      boolean wasOpen) {
    List<QuorumVote> votes = state.getVotes();
    boolean isOpen = state.getOpen();
    List<QuorumVote> behind = isOpen ? affected : votes;
    List<SeriesVerdict> verdicts = behind.stream().map(QuorumVote::getVerdict).toList();
    double judged = weight(votes.stream().filter(Quorum::isJudged).toList());
    double lost = affected.stream().mapToDouble(vote -> vote.getWeight() * depth(vote)).sum();
    SeriesVerdict last = ballot.getVerdict();
    SeriesVerdict verdict =
        SeriesVerdict.newBuilder(last)
            .setScope(wider)
            .setSignal(votedSignal(last))
            .setBefore(wasOpen ? SeriesState.OPEN : SeriesState.NORMAL)
            .setAfter(isOpen ? SeriesState.OPEN : SeriesState.NORMAL)
            .setObserved(judged == 0 ? 1 : 1 - lost / judged)
            .setExpected(1)
            .setSpread(0)
            .setSamples(sum(verdicts, SeriesVerdict::getSamples))
            .setFailures(sum(verdicts, SeriesVerdict::getFailures))
            .setVantages((int) sum(verdicts, SeriesVerdict::getVantages))
            .setLayers(layers(verdicts))
            .setByVantage(Contributions.sum(verdicts, SeriesVerdict::getByVantage))
            .setByVersion(Contributions.sum(verdicts, SeriesVerdict::getByVersion))
            .setByNetwork(
                last.getScope().getLevel() == ScopeLevel.NETWORK
                    ? Contributions.ofNetworks(verdicts)
                    : Contributions.sum(verdicts, SeriesVerdict::getByNetwork))
            .setDefect(!isOpen && verdicts.stream().anyMatch(SeriesVerdict::getDefect))
            .setScore(verdicts.stream().mapToDouble(SeriesVerdict::getScore).max().orElse(0))
            .setTailProbability(
                verdicts.stream().mapToDouble(SeriesVerdict::getTailProbability).min().orElse(1))
            .setOnset(onset(verdicts))
            .setEnded(isOpen ? null : ended(verdicts))
            .setNoisy(verdicts.stream().allMatch(SeriesVerdict::getNoisy))
            .setNeverClear(verdicts.stream().allMatch(SeriesVerdict::getNeverClear))
            .setControlled(verdicts.stream().allMatch(SeriesVerdict::getControlled))
            .setNetworkName(null)
            .build();
    List<AffectedNetwork> networks = networks(affected, judged);
    int named = Math.min(MAX_NETWORKS, networks.size());
    return StageRecord.newBuilder(ballot)
        .setType(StageRecordType.VERDICT)
        .setStage(Stage.SCOPE)
        .setVerdict(verdict)
        .setWeight(judged)
        .setNetworks(List.copyOf(networks.subList(0, named)))
        .setNetworksOmitted(networks.size() - named)
        .build();
  }

  /** The parts' word must not be taken for what the source itself says of the wider scope. */
  private static String votedSignal(SeriesVerdict part) {
    return part.getSignal()
        + (part.getScope().getLevel() == ScopeLevel.NETWORK ? "/networks" : "/regions");
  }

  private static List<AffectedNetwork> networks(List<QuorumVote> affected, double judged) {
    List<AffectedNetwork> networks = new ArrayList<>();
    for (QuorumVote vote : affected) {
      Long asn = vote.getVerdict().getScope().getAsn();
      if (asn != null && networks.stream().noneMatch(known -> known.getAsn() == asn)) {
        networks.add(
            new AffectedNetwork(
                asn,
                vote.getVerdict().getNetworkName(),
                judged == 0 ? 0 : vote.getWeight() / judged,
                depth(vote)));
      }
    }
    networks.sort(
        Comparator.comparingDouble(AffectedNetwork::getWeight)
            .reversed()
            .thenComparingLong(AffectedNetwork::getAsn));
    return networks;
  }

  /** All votes are of one country and service. */
  private static boolean isSamePart(Scope one, Scope other) {
    return one.getLevel() == other.getLevel()
        && Objects.equals(one.getAsn(), other.getAsn())
        && Objects.equals(one.getRegion(), other.getRegion());
  }

  private static boolean isAffected(QuorumVote vote) {
    SeriesState after = vote.getVerdict().getAfter();
    return after == SeriesState.OPEN || after == SeriesState.RECOVERING;
  }

  private static boolean isSuspect(QuorumVote vote) {
    return vote.getVerdict().getAfter() == SeriesState.SUSPECT;
  }

  private static boolean isJudged(QuorumVote vote) {
    return vote.getVerdict().getAfter() != SeriesState.INSUFFICIENT;
  }

  /** Returns the parts that are affected on their own word, and those that are so together. */
  private static List<QuorumVote> affected(List<QuorumVote> votes, boolean wasOpen) {
    if (votes.stream().noneMatch(vote -> JointSuspicion.isSuspect(vote.getVerdict()))) {
      return votes.stream().filter(Quorum::isAffected).toList();
    }
    List<SeriesVerdict> unaffected =
        votes.stream()
            .filter(vote -> isJudged(vote) && !isAffected(vote))
            .map(QuorumVote::getVerdict)
            .toList();
    boolean together = JointSuspicion.suffices(unaffected, wasOpen);
    return votes.stream()
        .filter(
            vote -> isAffected(vote) || (together && JointSuspicion.isSuspect(vote.getVerdict())))
        .toList();
  }

  private static double weight(List<QuorumVote> votes) {
    return votes.stream().mapToDouble(QuorumVote::getWeight).sum();
  }

  private static double depth(QuorumVote vote) {
    SeriesVerdict verdict = vote.getVerdict();
    return verdict.getExpected() <= 0
        ? 0
        : Math.max(0, Math.min(1, 1 - verdict.getObserved() / verdict.getExpected()));
  }

  private static long sum(List<SeriesVerdict> verdicts, ToLongFunction<SeriesVerdict> what) {
    return verdicts.stream().mapToLong(what).sum();
  }

  private static LayerFailures layers(List<SeriesVerdict> verdicts) {
    LayerFailures sum = null;
    for (SeriesVerdict verdict : verdicts) {
      LayerFailures one = verdict.getLayers();
      if (one != null) {
        sum = sum == null ? LayerFailures.newBuilder().build() : sum;
        sum.setDns(sum.getDns() + one.getDns());
        sum.setIp(sum.getIp() + one.getIp());
        sum.setTcp(sum.getTcp() + one.getTcp());
        sum.setTls(sum.getTls() + one.getTls());
        sum.setHttp(sum.getHttp() + one.getHttp());
        sum.setThrottling(sum.getThrottling() + one.getThrottling());
      }
    }
    return sum;
  }

  /**
   * The parts' common onset, else that of the first: one cause begins at one time. An ordinary part
   * that has nothing behind it may have begun to deviate by chance.
   */
  private static TimeInterval onset(List<SeriesVerdict> verdicts) {
    List<TimeInterval> onsets =
        moments(
            verdicts.stream()
                .filter(part -> part.getAfter() != SeriesState.NORMAL || part.getEnded() != null)
                .toList(),
            SeriesVerdict::getOnset);
    return CommonMoment.of(onsets)
        .or(() -> onsets.stream().min(Comparator.comparing(TimeInterval::getLatest)))
        .orElse(null);
  }

  /** The parts' common end, else that of the last. */
  private static TimeInterval ended(List<SeriesVerdict> verdicts) {
    List<TimeInterval> ends = moments(verdicts, SeriesVerdict::getEnded);
    return CommonMoment.of(ends)
        .or(() -> ends.stream().max(Comparator.comparing(TimeInterval::getLatest)))
        .orElse(null);
  }

  private static List<TimeInterval> moments(
      List<SeriesVerdict> verdicts, Function<SeriesVerdict, TimeInterval> moment) {
    return verdicts.stream().map(moment).filter(Objects::nonNull).toList();
  }
}
