package io.retort.bench;

import io.retort.job.generation.ModelFacts;
import io.retort.job.generation.ModelSource;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineDescription;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.batching.BatchStatistics;
import io.retort.runtime.batching.CompletionWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that adds the two numbers of its prompt in a millisecond, whatever they are, and is wrong
 * about every fourth time. Like the real engine it works on a batch in each lane.
 */
record MillisecondModels() implements ModelSource {

  private static final long serialVersionUID = 1L;
  private static final String FINGERPRINT = "0".repeat(64);

  @Override
  public ModelFacts facts(Path checkpoint) {
    return new ModelFacts(FINGERPRINT, FINGERPRINT, FINGERPRINT);
  }

  @Override
  public Engine load(Path checkpoint, EngineOptions options) {
    return new MillisecondEngine(options);
  }

  private record Waiting(GenerationRequest request, CompletableFuture<Completion> completion) {}

  private static final class MillisecondEngine implements Engine {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String REASONING =
        "The morning and the afternoon go together, so I add the two numbers. ";

    private final int batch;
    private final int window;
    private final BlockingQueue<Waiting> queue;
    private final List<Thread> lanes = new ArrayList<>();

    MillisecondEngine(EngineOptions options) {
      batch = options.batchSize();
      window = 2 * batch * options.lanes(); // as the real engine's
      queue = new ArrayBlockingQueue<>(window);
      for (int lane = 0; lane < options.lanes(); lane++) {
        Thread thread = new Thread(this::run, "lane-" + lane);
        thread.setDaemon(true);
        thread.start();
        lanes.add(thread);
      }
    }

    private void run() {
      List<Waiting> running = new ArrayList<>();
      try {
        while (true) {
          running.add(queue.take());
          queue.drainTo(running, batch - 1);
          Thread.sleep(1);
          running.forEach(item -> item.completion().complete(completion(item.request())));
          running.clear();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      }
    }

    private static Completion completion(GenerationRequest request) {
      StringBuilder prompt = new StringBuilder();
      request.promptTokens().forEach(token -> prompt.append((char) token.intValue()));
      Matcher numbers = NUMBER.matcher(prompt);
      long sum = 0;
      while (numbers.find()) {
        sum += Long.parseLong(numbers.group());
      }
      long key = 31L * request.problemId().hashCode() + request.rollout();
      long answer = new SplittableRandom(key).nextInt(4) == 0 ? sum + 1 : sum;
      String text =
          REASONING.repeat(3)
              + "It is "
              + answer
              + ".\n</think>\n\nThe sum is \\boxed{"
              + answer
              + "}.";
      return new Completion(
          request.problemId(),
          request.rollout(),
          request.promptTokens(), // any ids: only their number is looked at
          text,
          FinishReason.STOP,
          "",
          -20.5,
          List.of(),
          0,
          1);
    }

    @Override
    public List<Integer> prompt(List<ChatMessage> messages) {
      return messages.get(0).content().chars().boxed().toList();
    }

    @Override
    public CompletableFuture<Completion> submit(GenerationRequest request, IntConsumer onToken)
        throws InterruptedException {
      CompletableFuture<Completion> completion = new CompletableFuture<>();
      queue.put(new Waiting(request, completion));
      return completion;
    }

    @Override
    public Iterator<Completion> generate(
        Iterator<GenerationRequest> requests, BooleanSupplier isStopped) {
      return new CompletionWindow(requests, window, r -> submit(r, token -> {}), isStopped);
    }

    @Override
    public EngineDescription description() {
      return new EngineDescription(FINGERPRINT, "0.1.0", "none", "cpu", "none", "float32");
    }

    @Override
    public BatchStatistics statistics() {
      return BatchStatistics.NONE;
    }

    @Override
    public void close() {
      lanes.forEach(Thread::interrupt);
    }
  }
}
