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
 * from the prompts' blocks, of which each has its own copy of the last, half-filled one. A prompt
 * that begins as the one before it (the same solved examples, say) takes that one's blocks for what
 * they have in common.
 */
final class EndingScorer {

  private static final int CHUNK = Scorer.CHUNK;

  private final GenerationProgram program;
  private final List<Prompt> prompts = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private int blocks;

  /**
   * A prompt and its endings.
   *
   * @param common leading tokens, in whole blocks, that the prompt before it has too
   * @param own tokens that count for the size of a pass. What the first prompt of all has in common
   *     with the second is left out, as it is of the first of every later pass: it runs in chunks
   *     anyway, and would leave no room beside it.
   */
  private record Item(PromptEndings prompted, int common, int own) {

    static List<Item> of(List<PromptEndings> prompts) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        PromptEndings prompted = prompts.get(i);
        int common = i == 0 ? 0 : common(prompts.get(i - 1), prompted);
        int uncounted = i == 0 && prompts.size() > 1 ? common(prompted, prompts.get(1)) : common;
        items.add(new Item(prompted, common, prompted.shared() - uncounted));
      }
      return items;
    }

    private static int common(PromptEndings before, PromptEndings prompted) {
      int most = Math.min(before.shared(), prompted.shared());
      int same = 0;
      while (same < most && before.prompt().get(same).equals(prompted.prompt().get(same))) {
        same++;
      }
      return same - same % GenerationProgram.KEY_BLOCK;
    }

    int endings() {
      return prompted.endings().size();
    }
  }

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
      Consumer<EndingScores> onScored) {
    for (List<Item> pass : Scorer.passes(Item.of(prompts), batchSize, Item::endings, Item::own)) {
      new EndingScorer(program).score(pass).forEach(onScored);
    }
  }

  /**
   * A prompt's tokens but the last, and where they lie in the cache.
   *
   * @param common how many of them lie in blocks of the prompt before it
   */
  private record Prompt(List<Integer> ids, List<Integer> blocks, int common) {}

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

  private List<EndingScores> score(List<Item> pass) {
    List<EndingScores> scores = new ArrayList<>();
    pass.forEach(item -> scores.add(place(item)));
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
  private EndingScores place(Item item) {
    PromptEndings prompted = item.prompted();
    int shared = prompted.shared();
    int full = shared / GenerationProgram.KEY_BLOCK;
    Prompt prompt = place(prompted.prompt().subList(0, shared), item.common());
    List<List<Float>> scores = new ArrayList<>();
    int tokens = shared - prompt.common();
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
        tokens += ids.size();
      }
    }
    return new EndingScores(scores, tokens);
  }

  private Prompt place(List<Integer> ids, int common) {
    List<Integer> taken = new ArrayList<>();
    if (!prompts.isEmpty()) {
      Prompt before = prompts.get(prompts.size() - 1);
      taken.addAll(before.blocks().subList(0, common / GenerationProgram.KEY_BLOCK));
    }
    int known = taken.size() * GenerationProgram.KEY_BLOCK;
    taken.addAll(newBlocks(GenerationProgram.blocks(ids.size()) - taken.size()));
    Prompt prompt = new Prompt(ids, taken, known);
    prompts.add(prompt);
    return prompt;
  }

  private List<Integer> newBlocks(int count) {
    List<Integer> taken = IntStream.range(blocks, blocks + count).boxed().toList();
    blocks += count;
    return taken;
  }

  /**
   * Chunks begin and end at the same positions for all, so that what a prompt takes from the one
   * before it has run with its chunk or an earlier one: a pass writes all keys of a layer before it
   * reads any.
   */
  private void runPrompts(GenerationProgram.Cache cache) {
    int longest = prompts.stream().mapToInt(prompt -> prompt.ids().size()).max().orElse(0);
    for (int chunk = 0; chunk < longest; chunk += CHUNK) {
      List<Span> spans = new ArrayList<>();
      for (Prompt prompt : prompts) {
        int start = Math.max(chunk, prompt.common());
        int end = Math.min(chunk + CHUNK, prompt.ids().size());
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
