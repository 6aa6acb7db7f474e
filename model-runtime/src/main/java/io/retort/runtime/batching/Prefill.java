package io.retort.runtime.batching;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Window;
import io.retort.runtime.sampling.Logits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Runs the prompts of a batch, each different prompt once: the k rollouts of a problem share it.
 *
 * @param cache one sequence per request, in the order of the requests
 * @param logits after each request's last prompt token, one row of the vocabulary per request
 */
record Prefill(GenerationProgram.Cache cache, Logits logits) {

  // Rows of a pass: bounds the temporaries (a [rows, feed-forward] matrix stays under 32 MB, above
  // which malloc returns pages to the system after every use).
  private static final int MAX_TOKENS = 2048;

  static Prefill run(GenerationProgram program, List<List<Integer>> prompts) {
    Map<List<Integer>, Integer> rows = new LinkedHashMap<>();
    int[] rowOf = new int[prompts.size()];
    int longest = 0;
    for (int i = 0; i < rowOf.length; i++) {
      Integer known = rows.putIfAbsent(prompts.get(i), rows.size());
      rowOf[i] = known == null ? rows.size() - 1 : known;
      longest = Math.max(longest, prompts.get(i).size());
    }
    List<List<Integer>> distinct = new ArrayList<>(rows.keySet());
    try (GenerationProgram.Cache cache = program.newCache(distinct.size(), longest)) {
      float[][] logits = passes(program, cache, distinct, longest);
      GenerationProgram.Cache mine = program.newCache(rowOf.length, longest);
      program.copy(cache, rowOf, mine, IntStream.range(0, rowOf.length).toArray(), longest);
      return new Prefill(mine, expanded(logits, rowOf, program.config().vocabularySize()));
    }
  }

  private static float[][] passes(
      GenerationProgram program,
      GenerationProgram.Cache cache,
      List<List<Integer>> prompts,
      int longest) {
    float[][] logits = new float[prompts.size()][];
    int width = Math.max(1, MAX_TOKENS / prompts.size());
    for (int start = 0; start < longest; start += width) {
      List<Window> windows = new ArrayList<>();
      List<Integer> ended = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        int end = Math.min(start + width, prompts.get(i).size());
        if (start < end) {
          int[] ids =
              prompts.get(i).subList(start, end).stream().mapToInt(Integer::intValue).toArray();
          boolean isLast = end == prompts.get(i).size();
          windows.add(Window.of(cache, i, ids, start, isLast));
          if (isLast) {
            ended.add(i);
          }
        }
      }
      Logits pass = program.step(windows, true);
      for (int row = 0; row < ended.size(); row++) {
        logits[ended.get(row)] = pass.row(row);
      }
    }
    return logits;
  }

  private static Logits expanded(float[][] distinct, int[] rows, int vocabulary) {
    float[] values = new float[rows.length * vocabulary];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(distinct[rows[i]], 0, values, i * vocabulary, vocabulary);
    }
    return new Logits(values, vocabulary);
  }
}
