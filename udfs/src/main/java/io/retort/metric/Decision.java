package io.retort.metric;

/** What a paired comparison shows; the constants' names are the words in reports. */
public enum Decision {
  /** The candidate scores lower, and chance alone would not do that. */
  REGRESSED,
  /** The candidate scores higher, and chance alone would not do that. */
  IMPROVED,
  /** The difference is shown to lie within the margin. */
  PASS,
  /** Neither a difference nor its absence is shown: there are too few problems or rollouts. */
  INCONCLUSIVE
}
