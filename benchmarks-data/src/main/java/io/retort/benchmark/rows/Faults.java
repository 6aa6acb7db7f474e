package io.retort.benchmark.rows;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rows of one source, reported at once: a file is mended in one go. */
public final class Faults {

  private static final int MAX_REPORTED = 20;

  private final String source;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param source what the rows are called together
   */
  public Faults(String source) {
    this.source = source;
  }

  /** Takes a row; that it throws an IllegalArgumentException is a fault at this place. */
  public void attempt(String place, Runnable row) {
    try {
      row.run();
    } catch (IllegalArgumentException e) {
      faults.add(place + ": " + e.getMessage());
    }
  }

  /**
   * Ends the reading if there were faults.
   *
   * @throws IllegalArgumentException with a line for each fault, up to 20
   */
  public void throwIfAny() {
    if (faults.isEmpty()) {
      return;
    }
    String message = String.join("\n", faults.subList(0, Math.min(MAX_REPORTED, faults.size())));
    int more = faults.size() - MAX_REPORTED;
    throw new IllegalArgumentException(
        more > 0 ? message + "\n" + source + ": and " + more + " more" : message);
  }
}
