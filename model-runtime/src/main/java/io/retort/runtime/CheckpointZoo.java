package io.retort.runtime;

import ai.djl.Application;
import ai.djl.repository.MRL;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.Translator;
import ai.djl.util.Progress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * Lets DJL's {@code Criteria} load a Hugging Face checkpoint folder: DJL's own loaders expect a
 * traced model file, which such a folder does not have.
 *
 * <pre>{@code
 * Criteria.builder()
 *     .setTypes(GenerationRequest.class, Completion.class)
 *     .optModelZoo(new CheckpointZoo(options))
 *     .optArgument("checkpoint", folder)
 *     .build()
 *     .loadModel()
 *     .newPredictor();
 * }</pre>
 */
public final class CheckpointZoo extends ModelZoo {

  static final String CHECKPOINT = "checkpoint";
  private static final String GROUP = "io.retort";

  /** A zoo whose one loader opens checkpoints under these options. */
  public CheckpointZoo(EngineOptions options) {
    addModel(new CheckpointLoader(options));
  }

  @Override
  public String getGroupId() {
    return GROUP;
  }

  @Override
  public Set<String> getSupportedEngines() {
    return Set.of("PyTorch");
  }

  private static final class CheckpointLoader implements ModelLoader {

    private final EngineOptions options;

    CheckpointLoader(EngineOptions options) {
      this.options = options;
    }

    @Override
    public String getGroupId() {
      return GROUP;
    }

    @Override
    public String getArtifactId() {
      return CHECKPOINT;
    }

    @Override
    public Application getApplication() {
      return Application.NLP.TEXT_GENERATION;
    }

    @Override
    public MRL getMrl() {
      throw new UnsupportedOperationException("a checkpoint folder has no repository entry");
    }

    @Override
    @SuppressWarnings("unchecked") // the types stand in the criteria and are checked here
    public <I, O> ZooModel<I, O> loadModel(Criteria<I, O> criteria) {
      if (criteria.getInputClass() != GenerationRequest.class
          || criteria.getOutputClass() != Completion.class) {
        throw new IllegalArgumentException(
            "a checkpoint's types must be GenerationRequest and Completion, but were "
                + criteria.getInputClass().getName()
                + " and "
                + criteria.getOutputClass().getName());
      }
      Object folder =
          Objects.requireNonNullElse(criteria.getArguments(), java.util.Map.of()).get(CHECKPOINT);
      if (!(folder instanceof Path path)) {
        throw new IllegalArgumentException(
            "argument '" + CHECKPOINT + "' must be the checkpoint's folder, but was " + folder);
      }
      return new ZooModel<>(
          CheckpointModel.load(path, options),
          (Translator<I, O>) (Translator<?, ?>) new NoopTranslator());
    }

    @Override
    public <I, O> boolean isDownloaded(Criteria<I, O> criteria) {
      return true;
    }

    @Override
    public <I, O> void downloadModel(Criteria<I, O> criteria, Progress progress) {
      // The folder is there already.
    }
  }
}
