package io.retort.runtime;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Span;
import io.retort.runtime.program.TokenScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Scores the endings of some prompts in one cache: the prompts run once, and their endings go on
 * from the prompts' blocks, of which each has its own copy of the last, half-filled one.
 */
final class EndingScorer {

  private static final int CHUNK = Scorer.CHUNK;

  private final GenerationProgram program;
  private final List<Prompt> prompts = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private int blocks;

  private EndingScorer(GenerationProgram program) {
    this.program = program;
  }

  /**
   * Scores prompts, as many at a time as fit into one pass.
   *
   * @param batchSize most endings at a time
   */
  static void score(
      GenerationProgram program,
      int batchSize,
      List<PromptEndings> prompts,
      Consumer<List<List<Float>>> onScored) {
    for (List<PromptEndings> pass :
        Scorer.passes(
            prompts, batchSize, prompt -> prompt.endings().size(), PromptEndings::shared)) {
      new EndingScorer(program).score(pass).forEach(onScored);
    }
  }

  /** A prompt's tokens but the last, and where they lie in the cache. */
  private record Prompt(List<Integer> ids, List<Integer> blocks) {}

  /**
   * One ending.
   *
   * @param ids the prompt's last token and all but the ending's last
   * @param targets the ending
   * @param copied whether its first own block begins as a copy of the prompt's last
   */
  private record Ending(
      Prompt prompt,
      List<Integer> ids,
      List<Integer> targets,
      List<Integer> blocks,
      boolean copied,
      List<Float> logprobs) {}

  /** Tokens of an ending that run in one pass, by their places in it. */
  private record Slice(Ending ending, int from, int to) {}

  /**
   * Scores.
   *
   * @return for each prompt and ending the log-probability of each of its tokens
   */
  private List<List<List<Float>>> score(List<PromptEndings> batch) {
    List<List<List<Float>>> scores = new ArrayList<>();
    batch.forEach(prompted -> scores.add(place(prompted)));
    if (endings.isEmpty()) {
      return scores;
    }
    try (GenerationProgram.Cache cache = program.newCache(blocks)) {
      runPrompts(cache);
      copyLastBlocks(cache);
      runEndings(cache);
    }
    return scores;
  }

  /** Gives a prompt and its endings their blocks; the lists that their scores will be in. */
  private List<List<Float>> place(PromptEndings prompted) {
    int shared = prompted.shared();
    int full = shared / GenerationProgram.KEY_BLOCK;
    Prompt prompt =
        new Prompt(
            prompted.prompt().subList(0, shared), newBlocks(GenerationProgram.blocks(shared)));
    prompts.add(prompt);
    List<List<Float>> scores = new ArrayList<>();
    for (List<Integer> targets : prompted.endings()) {
      List<Float> logprobs = new ArrayList<>();
      scores.add(logprobs);
      if (!targets.isEmpty()) {
        List<Integer> ids = new ArrayList<>(prompted.prompt().subList(shared, shared + 1));
        ids.addAll(targets.subList(0, targets.size() - 1));
        List<Integer> own = new ArrayList<>(prompt.blocks().subList(0, full));
        own.addAll(newBlocks(GenerationProgram.blocks(shared + ids.size()) - full));
        boolean copied = prompt.blocks().size() > full;
        endings.add(new Ending(prompt, ids, targets, own, copied, logprobs));
      }
    }
    return scores;
  }

  private List<Integer> newBlocks(int count) {
    List<Integer> taken = IntStream.range(blocks, blocks + count).boxed().toList();
    blocks += count;
    return taken;
  }

  private void runPrompts(GenerationProgram.Cache cache) {
    int longest = prompts.stream().mapToInt(prompt -> prompt.ids().size()).max().orElse(0);
    for (int start = 0; start < longest; start += CHUNK) {
      List<Span> spans = new ArrayList<>();
      for (Prompt prompt : prompts) {
        int end = Math.min(start + CHUNK, prompt.ids().size());
        if (start < end) {
          spans.add(Span.of(prompt.ids().subList(start, end), start, prompt.blocks(), 0, 1));
        }
      }
      program.step(cache, spans, true);
    }
  }

  private void copyLastBlocks(GenerationProgram.Cache cache) {
    List<Ending> copied = endings.stream().filter(Ending::copied).toList();
    if (!copied.isEmpty()) {
      program.copy(
          cache,
          copied.stream().mapToInt(ending -> last(ending.prompt().blocks())).toArray(),
          copied.stream().mapToInt(EndingScorer::firstOwn).toArray());
    }
  }

  private static int last(List<Integer> list) {
    return list.get(list.size() - 1);
  }

  private static int firstOwn(Ending ending) {
    return ending.blocks().get(ending.prompt().blocks().size() - 1);
  }

  private void runEndings(GenerationProgram.Cache cache) {
    int longest = endings.stream().mapToInt(ending -> ending.ids().size()).max().orElse(0);
    for (int from = 0; from < longest; from += CHUNK) {
      List<Slice> pass = new ArrayList<>();
      int tokens = 0;
      for (Ending ending : endings) {
        int to = Math.min(from + CHUNK, ending.ids().size());
        if (from < to) {
          if (tokens + to - from > CHUNK) {
            run(cache, pass);
            pass.clear();
            tokens = 0;
          }
          pass.add(new Slice(ending, from, to));
          tokens += to - from;
        }
      }
      run(cache, pass);
    }
  }

  private void run(GenerationProgram.Cache cache, List<Slice> pass) {
    List<Span> spans = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (Slice slice : pass) {
      Ending ending = slice.ending();
      int start = ending.prompt().ids().size() + slice.from();
      spans.add(
          Span.of(ending.ids().subList(slice.from(), slice.to()), start, ending.blocks(), 0, 1));
      targets.addAll(ending.targets().subList(slice.from(), slice.to()));
    }
    TokenScores found = program.score(cache, spans, Scorer.array(targets), 0);
    int token = 0;
    for (Slice slice : pass) {
      for (int i = slice.from(); i < slice.to(); i++) {
        slice.ending().logprobs().add(found.logprob(token++));
      }
    }
  }
}
