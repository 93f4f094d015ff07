package org.signalfall.ingest;

import java.util.ArrayList;
import java.util.List;

/** Keeps rejections for a test to look at. */
public final class CollectedRejections implements Rejections {

  private final List<Rejection> all = new ArrayList<>();

  @Override
  public void reject(Rejection rejection) {
    all.add(rejection);
  }

  public List<Rejection> all() {
    return all;
  }

  /** Returns the reasons in order. */
  public List<String> reasons() {
    return all.stream().map(Rejection::reason).toList();
  }

  /** Returns file names and lines in order, without the folder. */
  public List<String> places() {
    return all.stream()
        .map(rejection -> rejection.place().substring(rejection.place().lastIndexOf('/') + 1))
        .toList();
  }
}
