package io.retort.runtime.batching;

import io.retort.runtime.Completion;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.TokenDetail;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Span;
import io.retort.runtime.sampling.Logits;
import io.retort.runtime.sampling.RandomStream;
import io.retort.runtime.sampling.Sampler;
import io.retort.runtime.sampling.TokenDetails;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** A rollout with its tokens so far. It belongs to one lane while it runs. */
final class Sequence {

  private final GenerationRequest request;
  private final long number;
  private final Ending ending;
  private final IntConsumer onToken;
  private final CompletableFuture<Completion> future = new CompletableFuture<>();
  private final RandomStream random;
  private final List<Integer> given;
  private final List<Integer> generated = new ArrayList<>();
  private final List<Integer> blocks = new ArrayList<>();
  private final BitSet seen = new BitSet();
  private final List<TokenDetail> details = new ArrayList<>();
  private Optional<PromptLookup> lookup = Optional.empty();
  private int cached;
  private double sumLogprob;
  private Optional<FinishReason> finishReason = Optional.empty();
  private long prefillNanos;
  private long decodeNanos;
  private long startedAt;

  /**
   * @param number in the order of arrival
   * @param ending decides when it ends
   * @param onToken takes each token as it is drawn, on the lane's thread
   */
  Sequence(GenerationRequest request, long number, Ending ending, IntConsumer onToken) {
    this.request = request;
    this.number = number;
    this.ending = ending;
    this.onToken = onToken;
    this.random =
        RandomStream.of(request.sampling().seed(), request.problemId(), request.rollout());
    this.given = given(request);
    if (request.sampling().repetitionPenalty() != 1) {
      given.forEach(seen::set);
    }
  }

  private static List<Integer> given(GenerationRequest request) {
    if (request.forcedPrefix().isEmpty()) {
      return request.promptTokens();
    }
    List<Integer> given = new ArrayList<>(request.promptTokens());
    given.addAll(request.forcedPrefix());
    return given;
  }

  GenerationRequest request() {
    return request;
  }

  long number() {
    return number;
  }

  CompletableFuture<Completion> future() {
    return future;
  }

  /** Prompt and forced prefix. */
  List<Integer> given() {
    return given;
  }

  /** Positions of all its tokens. */
  int length() {
    return given.size() + generated.size();
  }

  int generated() {
    return generated.size();
  }

  List<Integer> blocks() {
    return blocks;
  }

  /** Begins to run on the blocks of its prompt. */
  void start(long promptNanos) {
    cached = given.size();
    prefillNanos += promptNanos;
    startedAt = System.nanoTime();
  }

  /** Ends to run for now: keeps its tokens, and gives up what is cached of them. */
  void setAside(BlockPool pool) {
    releaseBlocks(pool);
    cached = 0;
    decodeNanos += System.nanoTime() - startedAt;
  }

  void releaseBlocks(BlockPool pool) {
    blocks.forEach(pool::release);
    blocks.clear();
  }

  /** Whether its next token can be drawn from its prompt's logits. */
  boolean isFresh() {
    return generated.isEmpty();
  }

  /**
   * How many tokens behind its newest one may be guessed: as many as could be drawn, and none while
   * positions are read again that were given up.
   *
   * @param most tokens of a step
   * @param drafts that are wanted
   */
  int room(int most, int drafts) {
    boolean isBehind = length() - cached > 1;
    int drawable = ending.room(length(), generated()) - 1;
    return isBehind ? 0 : Math.max(0, Math.min(drafts, Math.min(most - 1, drawable)));
  }

  /**
   * What is to be run next: the newest token, perhaps with drafts of the next ones; or, of a
   * sequence that was set aside, tokens whose positions have been given up.
   *
   * @param most tokens
   * @param drafts at most as many as there is {@link #room} for
   */
  Step nextStep(int most, List<Integer> drafts) {
    int missing = length() - cached;
    if (missing > most) {
      return new Step(tokens(cached, cached + most), List.of(), 0);
    }
    List<Integer> ids = new ArrayList<>(tokens(cached, length()));
    ids.addAll(drafts);
    return new Step(ids, drafts, 1 + drafts.size());
  }

  /** The newest token behind all that is cached, and after it the last of some drafts. */
  Span draftSpan(List<Integer> drafts) {
    int last = drafts.isEmpty() ? newest() : drafts.get(drafts.size() - 1);
    return Span.of(List.of(last), cached + drafts.size(), blocks, 1, 1);
  }

  /** Its own tokens, to be searched for what may come next. */
  PromptLookup lookup() {
    if (lookup.isEmpty()) {
      PromptLookup made = new PromptLookup(given);
      generated.forEach(made::add);
      lookup = Optional.of(made);
    }
    return lookup.get();
  }

  private List<Integer> tokens(int start, int end) {
    return generated.subList(start - given.size(), end - given.size());
  }

  /** Tokens that some step takes. */
  record Step(List<Integer> ids, List<Integer> drafts, int logits) {}

  Span span(Step step) {
    return Span.of(step.ids(), cached, blocks, step.logits(), temperature());
  }

  /** By which its logits will be divided; 1 where they will not. */
  double temperature() {
    return request.sampling().isGreedy() ? 1 : request.sampling().temperature();
  }

  /** Blocks that are missing before a step can run that has as many drafts as there is room for. */
  int missingBlocks(int most, int room) {
    int end = cached + Math.min(most, length() - cached) + room;
    return Math.max(0, GenerationProgram.blocks(end) - blocks.size());
  }

  /**
   * Draws what follows a step: one token, and one more for every draft that was right.
   *
   * @param row of the step's first logits
   * @return how many drafts were right
   */
  int take(Step step, Logits logits, int row, Sampler sampler) {
    if (step.logits() == 0) {
      cached += step.ids().size();
      return 0;
    }
    cached = length();
    int right = 0;
    draw(logits, row, sampler);
    while (right < step.drafts().size()
        && finishReason.isEmpty()
        && newest() == step.drafts().get(right)) {
      right++;
      cached++;
      draw(logits, row + right, sampler);
    }
    return right;
  }

  /** Draws the next token from a row. */
  void draw(Logits logits, int row, Sampler sampler) {
    int position = generated.size();
    Sampler.Draw draw =
        sampler.draw(logits, row, request.sampling(), seen, random.uniform(position));
    generated.add(draw.token());
    sumLogprob += draw.logprob();
    lookup.ifPresent(known -> known.add(draw.token()));
    if (request.sampling().repetitionPenalty() != 1) {
      seen.set(draw.token());
    }
    if (request.sampling().details().isAny()) {
      details.add(
          TokenDetails.of(
              logits,
              row,
              draw,
              request.sampling().details(),
              i -> random.uniform(position, i + 1)));
    }
    finishReason = ending.reason(draw.token(), length(), generated.size());
    if (finishReason.isEmpty() || finishReason.get() == FinishReason.LENGTH) {
      onToken.accept(draw.token());
    }
  }

  private int newest() {
    return generated.get(generated.size() - 1);
  }

  /** Why it has ended; empty while it runs. */
  Optional<FinishReason> finishReason() {
    return finishReason;
  }

  Completion completion() {
    decodeNanos += System.nanoTime() - startedAt;
    List<Integer> tokens = new ArrayList<>(request.forcedPrefix());
    tokens.addAll(generated);
    return new Completion(
        request.problemId(),
        request.rollout(),
        tokens,
        ending.text(request.forcedPrefix(), generated),
        finishReason.orElseThrow(),
        "",
        sumLogprob,
        details,
        TimeUnit.NANOSECONDS.toMillis(prefillNanos),
        TimeUnit.NANOSECONDS.toMillis(decodeNanos));
  }
}
