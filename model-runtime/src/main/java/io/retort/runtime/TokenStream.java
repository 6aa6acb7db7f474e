package io.retort.runtime;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Window;
import io.retort.runtime.sampling.Logits;
import io.retort.runtime.sampling.RandomStream;
import io.retort.runtime.sampling.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Generates for one prompt and hands each token over as it is drawn, for a person who watches. The
 * tokens are those that an {@link Engine} gives for the same request.
 */
public final class TokenStream implements AutoCloseable {

  // Tokens of a prompt that are run at once: bounds the temporaries of a pass.
  private static final int CHUNK = 512;

  private final LoadedProgram loaded;
  private final Set<Integer> stopTokens;

  private TokenStream(LoadedProgram loaded, Set<Integer> stopTokens) {
    this.loaded = loaded;
    this.stopTokens = stopTokens;
  }

  /** Loads a checkpoint's weights. */
  public static TokenStream load(Checkpoint checkpoint, EngineOptions options) {
    return new TokenStream(LoadedProgram.of(checkpoint, options), checkpoint.stopTokens());
  }

  /**
   * Generates.
   *
   * @param request a prompt that leaves room in the model's positions
   * @param onToken takes each token when it is drawn, but not the one that stops
   */
  public FinishReason generate(GenerationRequest request, IntConsumer onToken) {
    int room = loaded.program().config().maxPositions();
    int prompt = request.promptTokens().size();
    int most = Math.min(request.sampling().maxNewTokens(), room - prompt);
    RandomStream random =
        RandomStream.of(request.sampling().seed(), request.problemId(), request.rollout());
    try (GenerationProgram.Cache cache = loaded.program().newCache(1, prompt + most)) {
      Logits logits = prefill(request, cache);
      for (int i = 0; i < most; i++) {
        int token = Sampler.draw(logits, 0, request.sampling(), random.uniform(i)).token();
        if (stopTokens.contains(token)) {
          return FinishReason.STOP;
        }
        onToken.accept(token);
        if (i + 1 < most) {
          logits = step(cache, new int[] {token}, prompt + i, false);
        }
      }
      return FinishReason.LENGTH;
    }
  }

  private Logits prefill(GenerationRequest request, GenerationProgram.Cache cache) {
    int[] ids = request.promptTokens().stream().mapToInt(Integer::intValue).toArray();
    Logits logits = new Logits(new float[0], 1);
    for (int start = 0; start < ids.length; start += CHUNK) {
      int end = Math.min(ids.length, start + CHUNK);
      logits = step(cache, Arrays.copyOfRange(ids, start, end), start, true);
    }
    return logits;
  }

  private Logits step(GenerationProgram.Cache cache, int[] ids, int start, boolean isPrompt) {
    Window window = Window.of(cache, 0, ids, start, true);
    return loaded.program().step(List.of(window), isPrompt);
  }

  @Override
  public void close() {
    loaded.close();
  }
}
