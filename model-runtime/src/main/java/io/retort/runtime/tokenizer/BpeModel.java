package io.retort.runtime.tokenizer;

import java.util.List;

/**
 * What {@link BpeLearner} learned.
 *
 * @param vocabulary the text of each token id: {@link SpecialToken}s, then the 256 bytes in the
 *     alphabet of {@link ByteAlphabet}, then merged tokens in the order they were learned
 * @param merges which neighbours join, the most urgent first
 */
public record BpeModel(List<String> vocabulary, List<Merge> merges) {

  public BpeModel {
    vocabulary = List.copyOf(vocabulary);
    merges = List.copyOf(merges);
  }

  /** Two neighbouring tokens that become one. */
  public record Merge(String left, String right) {}
}
