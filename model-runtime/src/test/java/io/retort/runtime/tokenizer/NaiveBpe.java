package io.retort.runtime.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Byte-pair encoding as the definition says it: every step counts every pair again. */
final class NaiveBpe {

  private static final Pattern CHUNK =
      Pattern.compile(
          "\\p{N}| ?\\p{L}+| ?[^\\s\\p{L}\\p{N}]+[ \\n]?|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Comparator<Map.Entry<BpeModel.Merge, Long>> MOST_FREQUENT =
      Map.Entry.<BpeModel.Merge, Long>comparingByValue()
          .reversed()
          .thenComparing(entry -> entry.getKey().left())
          .thenComparing(entry -> entry.getKey().right());

  private NaiveBpe() {}

  static List<BpeModel.Merge> learn(List<String> texts, int mergedTokens, long minimumPairCount) {
    List<List<String>> chunks = new ArrayList<>();
    texts.forEach(text -> chunks.addAll(chunks(text)));
    List<BpeModel.Merge> merges = new ArrayList<>();
    Set<String> tokens = new LinkedHashSet<>();
    while (tokens.size() < mergedTokens) {
      Map<BpeModel.Merge, Long> counts = new HashMap<>();
      for (List<String> chunk : chunks) {
        for (int i = 0; i + 1 < chunk.size(); i++) {
          counts.merge(new BpeModel.Merge(chunk.get(i), chunk.get(i + 1)), 1L, Long::sum);
        }
      }
      Optional<Map.Entry<BpeModel.Merge, Long>> best =
          counts.entrySet().stream()
              .filter(entry -> entry.getValue() >= minimumPairCount)
              .min(MOST_FREQUENT);
      if (best.isEmpty()) {
        break;
      }
      BpeModel.Merge merge = best.get().getKey();
      merges.add(merge);
      tokens.add(merge.left() + merge.right());
      chunks.replaceAll(chunk -> apply(merge, chunk));
    }
    return merges;
  }

  /** The token ids of a text without special tokens: the earliest learned merge goes first. */
  static List<Integer> encode(BpeModel model, String text) {
    List<Integer> ids = new ArrayList<>();
    for (List<String> chunk : chunks(text)) {
      List<String> tokens = chunk;
      for (BpeModel.Merge merge : model.merges()) {
        tokens = apply(merge, tokens);
      }
      tokens.forEach(token -> ids.add(model.vocabulary().indexOf(token)));
    }
    return ids;
  }

  private static List<List<String>> chunks(String text) {
    return CHUNK.matcher(text).results().map(chunk -> bytes(chunk.group())).toList();
  }

  private static List<String> bytes(String chunk) {
    List<String> bytes = new ArrayList<>();
    for (byte b : chunk.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(Character.toString(character(b & 0xff)));
    }
    return bytes;
  }

  // The printable ranges as bytes_to_unicode in GPT-2's encoder.py lists them.
  private static int character(int b) {
    int unprintable = 0;
    for (int other = 0; other <= b; other++) {
      boolean printable =
          (other >= '!' && other <= '~')
              || (other >= 0xa1 && other <= 0xac)
              || (other >= 0xae && other <= 0xff);
      if (other == b) {
        return printable ? b : 0x100 + unprintable;
      }
      unprintable += printable ? 0 : 1;
    }
    throw new AssertionError(b);
  }

  private static List<String> apply(BpeModel.Merge merge, List<String> tokens) {
    List<String> joined = new ArrayList<>(tokens);
    for (int i = 0; i + 1 < joined.size(); i++) {
      if (joined.get(i).equals(merge.left()) && joined.get(i + 1).equals(merge.right())) {
        joined.set(i, merge.left() + merge.right());
        joined.remove(i + 1);
      }
    }
    return joined;
  }
}
