package io.retort.runtime.batching;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Span;
import io.retort.runtime.sampling.Logits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs sequences: between two decode steps some leave, others join, and a part of a
 * prompt is read when there is room for its sequences.
 */
final class Lane implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final GenerationProgram program;
  private final GenerationProgram.Cache cache;
  private final Schedule schedule;
  private final BatchOptions options;
  private final SamplingPool sampling;
  private final Drafter drafter;
  private final List<Sequence> running = new ArrayList<>();
  private long drawingNanos;

  Lane(
      GenerationProgram program,
      GenerationProgram.Cache cache,
      Schedule schedule,
      BatchOptions options,
      SamplingPool sampling) {
    this.program = program;
    this.cache = cache;
    this.schedule = schedule;
    this.options = options;
    this.sampling = sampling;
    this.drafter = program.hasMtp() ? new MtpDrafter(program, cache) : Drafter.LOOKUP;
  }

  @Override
  public void run() {
    try {
      while (!schedule.isClosed() && (!running.isEmpty() || schedule.await())) {
        turn();
      }
      end(new CancellationException("the engine was closed"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(new CancellationException("the engine's thread was interrupted"));
    } catch (RuntimeException | Error e) {
      // Nothing of the lane can be trusted any more: rather no engine than one that answers nobody.
      LOG.error("the engine stops: its thread failed", e);
      end(e);
    }
  }

  private void end(Throwable reason) {
    schedule.close(reason);
    running.forEach(sequence -> sequence.future().completeExceptionally(reason));
  }

  private void turn() throws InterruptedException {
    long changes = schedule.changes();
    long begin = System.nanoTime();
    long otherwise = drawingNanos;
    join();
    boolean hasRead = false;
    if (running.size() < options.slots()) {
      long readFrom = System.nanoTime();
      hasRead = read();
      begin += System.nanoTime() - readFrom;
      if (hasRead) {
        join();
      }
    }
    begin += drawingNanos - otherwise;
    if (!running.isEmpty()) {
      step(begin);
    } else if (!hasRead) {
      schedule.awaitChange(changes);
    }
  }

  /** Starts sequences whose prompts have been read. */
  private void join() {
    List<Schedule.Start> starts = schedule.start(running.size());
    if (starts.isEmpty()) {
      return;
    }
    for (Schedule.Start start : starts) {
      running.add(start.sequence());
    }
    try {
      draw(
          starts.size(),
          (i, sampler) -> {
            Sequence sequence = starts.get(i).sequence();
            if (sequence.isFresh()) {
              sequence.draw(starts.get(i).logits(), 0, sampler);
            }
          });
    } catch (RuntimeException | Error e) {
      fail(e);
      return;
    }
    leave();
  }

  private void draw(int count, SamplingPool.Draw draw) {
    long start = System.nanoTime();
    sampling.forEach(count, draw);
    drawingNanos += System.nanoTime() - start;
  }

  /** Reads parts of prompts; false if there was none to read. */
  private boolean read() {
    List<Schedule.Reading> readings = schedule.read();
    if (readings.isEmpty()) {
      return false;
    }
    long begin = System.nanoTime();
    try {
      List<Span> spans = new ArrayList<>();
      for (Schedule.Reading part : readings) {
        spans.add(
            Span.of(
                part.prompt().given().subList(part.start(), part.end()),
                part.start(),
                part.prompt().blocks(),
                part.isLast() ? 1 : 0,
                1)); // for rollouts of any temperature
      }
      Logits logits = program.step(cache, spans, true);
      List<Optional<Logits>> after = new ArrayList<>();
      int row = 0;
      for (Schedule.Reading part : readings) {
        after.add(part.isLast() ? Optional.of(logits.only(row++)) : Optional.empty());
      }
      schedule.finishRead(readings, after, System.nanoTime() - begin);
    } catch (RuntimeException | Error e) {
      schedule.failRead(readings).forEach(lost -> lost.future().completeExceptionally(e));
    }
    return true;
  }

  /** One decode step of all running sequences. */
  private void step(long begin) {
    boolean isFull = schedule.hasWaiting();
    List<Integer> rooms = makeRoom();
    if (running.isEmpty()) {
      return;
    }
    List<Sequence.Step> steps = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    int[] firstRow = new int[running.size()];
    int[] right = new int[running.size()];
    int rows = 0;
    long drawnBefore = drawingNanos;
    long drafting;
    long before;
    long after;
    try {
      drafting = System.nanoTime();
      List<List<Integer>> drafts = drafter.guess(running, rooms);
      drafting = System.nanoTime() - drafting;
      for (int i = 0; i < running.size(); i++) {
        Sequence.Step step = running.get(i).nextStep(options.readTokens(), drafts.get(i));
        steps.add(step);
        spans.add(running.get(i).span(step));
        firstRow[i] = rows;
        rows += step.logits();
      }
      before = System.nanoTime();
      Logits logits = program.step(cache, spans, false);
      after = System.nanoTime();
      draw(
          running.size(),
          (i, sampler) ->
              right[i] = running.get(i).take(steps.get(i), logits, firstRow[i], sampler));
    } catch (RuntimeException | Error e) {
      fail(e);
      return;
    }
    leave();
    long drawn = drawingNanos - drawnBefore;
    long drafted = steps.stream().mapToLong(step -> step.drafts().size()).sum();
    long accepted = Arrays.stream(right).asLongStream().sum();
    long whole = System.nanoTime() - begin;
    schedule.count(
        new BatchStatistics.Steps(
            1,
            steps.size(),
            steps.stream().filter(step -> step.logits() > 0).count() + accepted,
            drafted,
            accepted,
            drafting,
            after - before,
            drawn,
            whole - drafting - (after - before) - drawn),
        isFull);
  }

  /**
   * Gives the running sequences blocks for their next step, or sets the youngest aside.
   *
   * @return how many tokens each may guess
   */
  private List<Integer> makeRoom() {
    List<Integer> rooms = new ArrayList<>();
    // The oldest first: it gets the blocks that are left.
    running.sort(Comparator.comparingLong(Sequence::number));
    for (int i = 0; i < running.size(); i++) {
      Sequence sequence = running.get(i);
      int room = sequence.room(options.readTokens(), options.drafts());
      int blocks = sequence.missingBlocks(options.readTokens(), room);
      while (i < running.size() && !schedule.extend(sequence, blocks)) {
        schedule.setAside(running.remove(running.size() - 1));
      }
      rooms.add(room);
    }
    return rooms;
  }

  /** Lets go of sequences that have ended or were cancelled. */
  private void leave() {
    for (Iterator<Sequence> all = running.iterator(); all.hasNext(); ) {
      Sequence sequence = all.next();
      if (sequence.future().isDone()) { // cancelled
        all.remove();
        schedule.finish(sequence);
      } else if (sequence.finishReason().isPresent()) {
        all.remove();
        schedule.finish(sequence);
        sequence.future().complete(sequence.completion());
      }
    }
  }

  /** Ends all running sequences with an error; the lane goes on. */
  private void fail(Throwable error) {
    List<Sequence> lost = List.copyOf(running);
    running.clear();
    lost.forEach(schedule::finish);
    lost.forEach(sequence -> sequence.future().completeExceptionally(error));
  }
}
