package io.retort.runtime.batching;

import io.retort.runtime.Completion;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.program.GenerationProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs rollouts of many callers together: they join and leave between decode steps (Yu et al. 2022,
 * section 4.1), so none waits for the longest of its neighbours. Thread-safe.
 */
public final class ContinuousBatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ContinuousBatch.class);

  private final GenerationProgram program;
  private final GenerationProgram.Cache cache;
  private final Set<Integer> stopTokens;
  private final Function<List<Integer>, String> decoder;
  private final BatchOptions options;
  private final Schedule schedule;
  private final List<Thread> lanes = new ArrayList<>();
  private final List<SamplingPool> pools = new ArrayList<>();
  private final AtomicLong arrivals = new AtomicLong();

  /**
   * Opens a batch on a program, which must stay open until this is closed.
   *
   * @param stopTokens ids that end a completion
   * @param decoder token ids to text
   * @param threads for drawing, per lane
   */
  public ContinuousBatch(
      GenerationProgram program,
      Set<Integer> stopTokens,
      Function<List<Integer>, String> decoder,
      BatchOptions options,
      int threads) {
    this.program = program;
    this.cache = program.newCache(options.blocks());
    this.stopTokens = Set.copyOf(stopTokens);
    this.decoder = decoder;
    this.options = options;
    this.schedule = new Schedule(options, (source, target) -> program.copy(cache, source, target));
    for (int i = 0; i < options.lanes(); i++) {
      SamplingPool pool = new SamplingPool(program.config().vocabularySize(), threads);
      Thread lane =
          new Thread(new Lane(program, cache, schedule, options, pool), "retort-lane-" + i);
      lane.setDaemon(true);
      lanes.add(lane);
      pools.add(pool);
    }
    lanes.forEach(Thread::start);
    LOG.info(
        "{} lanes of {} sequences; cache of {} blocks of {} positions, {} MB",
        options.lanes(),
        options.slots(),
        options.blocks(),
        GenerationProgram.KEY_BLOCK,
        options.blocks()
            * GenerationProgram.blockBytes(program.config(), program.hasMtp())
            / 1_000_000);
  }

  /** As {@link #submit(GenerationRequest, IntConsumer)}, for those who only want the whole. */
  public CompletableFuture<Completion> submit(GenerationRequest request)
      throws InterruptedException {
    return submit(request, token -> {});
  }

  /**
   * Adds a request; blocks while too many wait. Cancelling the future ends the rollout within one
   * step. A request that cannot run becomes a completion with an error at once.
   *
   * @param onToken takes each token as it is drawn, but not one that stops; on the lane's thread,
   *     which waits for it
   */
  public CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken)
      throws InterruptedException {
    Optional<String> refusal = refusal(request);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(Completion.failed(request, refusal.get()));
    }
    Ending ending = new Ending(stopTokens, program.config().maxPositions(), request, decoder);
    Sequence sequence = new Sequence(request, arrivals.getAndIncrement(), ending, onToken);
    schedule.add(sequence);
    return sequence.future();
  }

  private Optional<String> refusal(GenerationRequest request) {
    int room = program.config().maxPositions();
    int given = request.promptTokens().size() + request.forcedPrefix().size();
    if (given >= room) {
      return Optional.of(
          "a prompt must leave room in the model's "
              + room
              + " positions, but has "
              + given
              + " tokens");
    }
    int most = (int) Math.min(room, (long) given + request.sampling().maxNewTokens());
    if (GenerationProgram.blocks(most) > options.blocks()) {
      return Optional.of(
          "prompt and new tokens must fit in the cache of "
              + (long) options.blocks() * GenerationProgram.KEY_BLOCK
              + " positions, but may take "
              + most
              + "; give the engine a larger cache or the request fewer new tokens");
    }
    int vocabulary = program.config().vocabularySize();
    return Stream.concat(request.promptTokens().stream(), request.forcedPrefix().stream())
        .filter(id -> id < 0 || id >= vocabulary)
        .findFirst()
        .map(id -> "a token id must be in [0, " + vocabulary + "), but the prompt has " + id);
  }

  /** What has been done so far. */
  public BatchStatistics statistics() {
    return schedule.statistics();
  }

  /** Blocks of the cache that nobody holds: all of them when nothing runs or waits. */
  int availableBlocks() {
    return schedule.availableBlocks();
  }

  /** Ends everything that runs or waits, as cancelled; returns when no native call runs. */
  @Override
  public void close() {
    schedule.close(new CancellationException("the engine was closed"));
    boolean interrupted = false;
    for (Thread lane : lanes) {
      while (lane.isAlive()) {
        try {
          lane.join();
        } catch (InterruptedException e) {
          interrupted = true; // the cache must not be freed under a running call
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    pools.forEach(SamplingPool::close);
    cache.close();
  }
}
