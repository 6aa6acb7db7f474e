package io.retort.runtime.batching;

import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.sampling.Logits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What waits, who runs, and which blocks they hold: the state that lanes share. Thread-safe;
 * nothing here takes longer than copying a few blocks.
 *
 * <p>Sequences wait with their prompt. A prompt is read in parts, by whichever lane has room; then
 * its sequences start from it. When blocks run out, prompts that were read ahead are forgotten
 * first, then the youngest sequence is set aside: it waits again, with its tokens.
 */
final class Schedule {

  /** Copies what some blocks hold onto others. */
  interface BlockCopier {
    void copy(int[] source, int[] target);
  }

  /** A sequence to run, and what its first token is drawn from if it has none yet. */
  record Start(Sequence sequence, Logits logits) {}

  /** A part of a prompt to read. */
  record Reading(Prompt prompt, int start, int end) {

    boolean isLast() {
      return end == prompt.length();
    }
  }

  private static final int RUNNING_PER_SPARE_BLOCK = 4;

  private final BatchOptions options;
  private final BlockPool pool;
  private final BlockCopier copier;
  private final Map<List<Integer>, Prompt> prompts = new HashMap<>();
  private final NavigableSet<Prompt> unread = new TreeSet<>();
  private final NavigableSet<Prompt> ready = new TreeSet<>();
  private int waiting;
  private int running;
  private long changes;
  private boolean closed;
  private BatchStatistics statistics = BatchStatistics.NONE;

  Schedule(BatchOptions options, BlockCopier copier) {
    this.options = options;
    this.pool = new BlockPool(options.blocks());
    this.copier = copier;
  }

  /** Adds a sequence; blocks while too many wait. */
  synchronized void add(Sequence sequence) throws InterruptedException {
    while (waiting >= options.queue() && !closed) {
      wait();
    }
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    enqueue(sequence, false);
    changed();
  }

  private void enqueue(Sequence sequence, boolean first) {
    Prompt prompt = prompts.get(sequence.given());
    if (prompt == null) {
      prompt = new Prompt(sequence.given(), sequence.number(), sequence.request().expectedTokens());
      prompts.put(sequence.given(), prompt);
      unread.add(prompt);
    }
    if (first) {
      prompt.waiting().addFirst(sequence);
    } else {
      prompt.waiting().addLast(sequence);
    }
    waiting++;
  }

  /** Blocks until there may be something to do; false when closed. */
  synchronized boolean await() throws InterruptedException {
    while (!closed && ready.isEmpty() && unread.isEmpty()) {
      wait();
    }
    return !closed;
  }

  /** How often something has changed; for {@link #awaitChange}. */
  synchronized long changes() {
    return changes;
  }

  /** Blocks while nothing has changed since: there is work, but other lanes have what it needs. */
  synchronized void awaitChange(long since) throws InterruptedException {
    while (!closed && changes == since) {
      wait();
    }
  }

  private void changed() {
    changes++;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends all that wait; lanes end their own. */
  synchronized void close(Throwable reason) {
    closed = true;
    for (Prompt prompt : prompts.values()) {
      prompt.waiting().forEach(sequence -> sequence.future().completeExceptionally(reason));
    }
    changed();
  }

  synchronized BatchStatistics statistics() {
    return statistics;
  }

  synchronized void count(BatchStatistics.Steps step, boolean isFull) {
    statistics = statistics.plusStep(step, isFull);
  }

  /** Whether sequences wait. */
  synchronized boolean hasWaiting() {
    return waiting > 0;
  }

  /** How many sequences a lane may run: its slots, or its share when there are fewer in all. */
  private int share() {
    return Math.min(options.slots(), (running + waiting + options.lanes() - 1) / options.lanes());
  }

  /** Starts what fits beside the sequences that a lane runs. */
  synchronized List<Start> start(int laneRuns) {
    List<Start> starts = new ArrayList<>();
    List<Integer> source = new ArrayList<>();
    List<Integer> target = new ArrayList<>();
    int room = share() - laneRuns;
    while (starts.size() < room && !ready.isEmpty()) {
      Prompt prompt = ready.first();
      Sequence sequence = prompt.waiting().element();
      if (sequence.future().isDone()) { // cancelled
        takeFrom(prompt);
        continue;
      }
      boolean isOnly = prompt.waiting().size() == 1;
      int own = prompt.length() % GenerationProgram.KEY_BLOCK == 0 || isOnly ? 0 : 1;
      int more = GenerationProgram.blocks(sequence.length() + 1) - prompt.blocks().size();
      if (!fits(own + more, prompt)) {
        break;
      }
      Logits logits = prompt.logits().orElseThrow();
      holdBlocks(sequence, prompt, own == 1, source, target);
      sequence.start(sequence.isFresh() ? prompt.nanos() : 0);
      statistics = statistics.plusStarted(sequence.isFresh() ? prompt.length() : 0);
      starts.add(new Start(sequence, logits));
      takeFrom(prompt);
      running++;
    }
    if (!source.isEmpty()) {
      copier.copy(array(source), array(target));
    }
    if (!starts.isEmpty()) {
      changed(); // there is room in the queue
    }
    return starts;
  }

  /** Shares the prompt's whole blocks, and its last one, if it is not full, unless copied. */
  private void holdBlocks(
      Sequence sequence,
      Prompt prompt,
      boolean isCopied,
      List<Integer> source,
      List<Integer> target) {
    for (int i = 0; i < prompt.blocks().size(); i++) {
      int block = prompt.blocks().get(i);
      boolean isLast = i == prompt.blocks().size() - 1;
      if (isLast && isCopied) {
        int copy = pool.take();
        source.add(block);
        target.add(copy);
        sequence.blocks().add(copy);
      } else {
        pool.share(block);
        sequence.blocks().add(block);
      }
    }
  }

  /** Takes the first waiting sequence off a prompt, which goes with its last one. */
  private void takeFrom(Prompt prompt) {
    prompt.waiting().remove();
    waiting--;
    if (prompt.waiting().isEmpty()) {
      ready.remove(prompt);
      unread.remove(prompt);
      prompts.remove(prompt.given());
      prompt.forget(pool);
    }
  }

  /** Parts of prompts to read in one pass; none if nothing is unread or fits. */
  synchronized List<Reading> read() {
    List<Reading> readings = new ArrayList<>();
    int tokens = 0;
    while (tokens < options.readTokens() && !unread.isEmpty()) {
      Prompt prompt = unread.first();
      while (!prompt.waiting().isEmpty() && prompt.waiting().element().future().isDone()) {
        takeFrom(prompt);
      }
      if (!unread.contains(prompt)) {
        continue;
      }
      if (prompt.blocks().isEmpty()) {
        prompt.shareFrom(pool);
      }
      int start = prompt.cached();
      int end = Math.min(prompt.length(), start + options.readTokens() - tokens);
      int more = GenerationProgram.blocks(end) - prompt.blocks().size();
      if (!fits(more, prompt)) {
        break;
      }
      for (int i = 0; i < more; i++) {
        prompt.blocks().add(pool.take());
      }
      unread.remove(prompt);
      readings.add(new Reading(prompt, start, end));
      tokens += end - start;
    }
    return readings;
  }

  /**
   * Takes note of what was read.
   *
   * @param after of each reading, what follows its last token; empty unless it was the last part
   */
  synchronized void finishRead(List<Reading> readings, List<Optional<Logits>> after, long nanos) {
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      reading.prompt().read(reading.end(), after.get(i), nanos, pool);
      (reading.isLast() ? ready : unread).add(reading.prompt());
    }
    int tokens = readings.stream().mapToInt(part -> part.end() - part.start()).sum();
    statistics = statistics.plusRead(tokens, nanos);
    changed();
  }

  /** Gives up prompts whose reading failed; their sequences are the caller's to end. */
  synchronized List<Sequence> failRead(List<Reading> readings) {
    List<Sequence> lost = new ArrayList<>();
    for (Reading reading : readings) {
      lost.addAll(reading.prompt().waiting());
      waiting -= reading.prompt().waiting().size();
      prompts.remove(reading.prompt().given());
      reading.prompt().forget(pool);
    }
    changed();
    return lost;
  }

  /**
   * Whether so many blocks can be taken with some left for what runs: enough that not every step
   * sets a sequence aside, few enough that the cache is used. What is alone may take the room of
   * prompts that were read ahead of it.
   */
  private boolean fits(int blocks, Prompt mine) {
    if (running == 0) {
      forgetReadAhead(blocks, Optional.of(mine));
    }
    return pool.available() >= blocks + running / RUNNING_PER_SPARE_BLOCK;
  }

  private void forgetReadAhead(int blocks, Optional<Prompt> spared) {
    List<Prompt> last = new ArrayList<>(ready.descendingSet());
    unread.descendingSet().stream().filter(p -> !p.blocks().isEmpty()).forEach(last::add);
    for (Prompt prompt : last) {
      if (pool.available() >= blocks) {
        return;
      }
      if (spared.filter(prompt::equals).isEmpty()) {
        ready.remove(prompt);
        prompt.forget(pool);
        unread.add(prompt);
      }
    }
  }

  /** Gives a sequence so many more blocks; false, and none, if there are too few. */
  synchronized boolean extend(Sequence sequence, int blocks) {
    if (blocks == 0) {
      return true;
    }
    forgetReadAhead(blocks, Optional.empty());
    if (pool.available() < blocks) {
      return false;
    }
    for (int i = 0; i < blocks; i++) {
      sequence.blocks().add(pool.take());
    }
    return true;
  }

  /** Lets a running sequence wait again. */
  synchronized void setAside(Sequence sequence) {
    sequence.setAside(pool);
    running--;
    statistics = statistics.plusSetAside();
    enqueue(sequence, true);
    changed();
  }

  /** Takes the blocks of a sequence that has ended. */
  synchronized void finish(Sequence sequence) {
    sequence.releaseBlocks(pool);
    running--;
    changed();
  }

  /** Blocks that nobody holds. */
  synchronized int availableBlocks() {
    return pool.available();
  }

  private static int[] array(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
