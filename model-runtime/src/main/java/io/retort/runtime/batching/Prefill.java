package io.retort.runtime.batching;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.sampling.Logits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  // Passes come in whole multiples of this many tokens, so a prompt's products see the same kernels
  // whatever prompts stand beside it.
  private static final int TOKEN_MULTIPLE = 16;

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
    int padded = wholeMultiple(longest);
    GenerationProgram.Cache cache = program.newCache(distinct.size(), padded);
    float[][] logits = passes(program, cache, distinct, padded);
    return new Prefill(
        program.select(cache, rowOf, padded),
        expanded(logits, rowOf, program.config().vocabularySize()));
  }

  private static float[][] passes(
      GenerationProgram program,
      GenerationProgram.Cache cache,
      List<List<Integer>> prompts,
      int padded) {
    int vocabulary = program.config().vocabularySize();
    float[][] logits = new float[prompts.size()][vocabulary];
    int width = Math.min(padded, wholeMultiple(Math.max(1, MAX_TOKENS / prompts.size())));
    for (int start = 0; start < padded; start += width) {
      int tokens = Math.min(width, padded - start);
      int[][] ids = new int[prompts.size()][tokens];
      int[] starts = new int[prompts.size()];
      int[] last = new int[prompts.size()];
      for (int i = 0; i < ids.length; i++) {
        List<Integer> prompt = prompts.get(i);
        for (int j = 0; j < tokens && start + j < prompt.size(); j++) {
          ids[i][j] = prompt.get(start + j);
        }
        starts[i] = start;
        last[i] = Math.min(tokens - 1, Math.max(0, prompt.size() - 1 - start));
      }
      Logits pass = program.step(cache, ids, starts, last);
      for (int i = 0; i < ids.length; i++) {
        int end = prompts.get(i).size() - 1;
        if (start <= end && end < start + tokens) {
          for (int token = 0; token < vocabulary; token++) {
            logits[i][token] = pass.get(i, token);
          }
        }
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

  private static int wholeMultiple(int tokens) {
    return (tokens + TOKEN_MULTIPLE - 1) / TOKEN_MULTIPLE * TOKEN_MULTIPLE;
  }
}
