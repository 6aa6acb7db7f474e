package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.DraftSource;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Engines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainSftJobTest {

  private static final Path TEACHER =
      Path.of(System.getProperty("retort.root", "..")).resolve("conf/teacher");

  @TempDir Path folder;
  private Path template;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeASmallTemplate() throws IOException {
    template = Files.createDirectory(folder.resolve("template"));
    for (String file :
        List.of("generation_config.json", "tokenizer.json", "tokenizer_config.json")) {
      Files.copy(TEACHER.resolve(file), template.resolve(file));
    }
    writeConfig(640);
  }

  @Test
  void trainsEvaluatesAndLeavesACheckpointThatRuns() {
    int exit = train("train.tokens=6000");

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("checkpoint after 0.01 M tokens: ")
        .contains("% of the evaluation's problems right (greedy)")
        .endsWith(
            "The model is in " + folder.resolve("run/checkpoint") + "." + System.lineSeparator());
    Engines.verify(folder.resolve("run/checkpoint"));
  }

  @Test
  void trainsALayerForMultiTokenPredictionBehindACheckpoint() {
    train("train.tokens=2000");
    Path model = folder.resolve("run/checkpoint");
    EngineOptions guessing =
        new EngineOptions("float32", 1, 1).withDrafts(1).withDraftSource(DraftSource.MTP);
    assertThatIllegalArgumentException().isThrownBy(() -> Engines.verify(model, guessing));

    int exit = trainInto("mtp", "train.tokens=2000", "train.mtp_of=" + model);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    Engines.verify(folder.resolve("mtp/checkpoint"));
    Engines.verify(folder.resolve("mtp/checkpoint"), guessing);
  }

  @Test
  void aSecondStartGoesOnAndChangesNothing() throws IOException {
    train("train.tokens=6000");
    byte[] weights = Files.readAllBytes(folder.resolve("run/checkpoint/model.safetensors"));

    int exit = train("train.tokens=6000");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("resumed after step ");
    assertThat(folder.resolve("run/checkpoint/model.safetensors")).hasBinaryContent(weights);
  }

  @Test
  void everyProblemIsSaidAtOnceBeforeAnythingIsWritten() throws IOException {
    writeConfig(300);

    int exit = train("train.tokens=0", "train.muon_rate=2", "train.tokns=5");

    assertThat(exit).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("--set: key 'train.tokns' is unknown; the nearest known key is 'train.tokens'")
        .contains("--set: train.tokens must be in [1, 2147483647], but was 0")
        .contains("--set: train.muon_rate must be in [0, 1), but was 2")
        .contains(
            template
                + ": the model must have a row for each of the tokenizer's 640 tokens, but"
                + " config.json says vocab_size 300");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aResumedRunWithOtherSettingsIsRefused() {
    train("train.tokens=6000");

    int exit = train("train.tokens=6001");

    assertThat(exit).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString()).contains("a resumed run must keep its settings, but ");
  }

  @Test
  void theTokenizerIsRebuiltToTheByte() throws IOException {
    Files.copy(TEACHER.resolve("config.json"), folder.resolve("config.json"));

    int exit = run("train", "tokenizer", "--set", "train.template=" + folder);

    assertThat(exit).isZero();
    for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
      assertThat(folder.resolve(file)).hasSameTextualContentAs(TEACHER.resolve(file));
    }
  }

  private int train(String... assignments) {
    return trainInto("run", assignments);
  }

  private int trainInto(String run, String... assignments) {
    CommandLine line = line();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "sft",
                "--run",
                folder.resolve(run).toString(),
                "--set",
                "train.template=" + template,
                "--set",
                "train.batch_tokens=1024",
                "--set",
                "train.evaluate_problems=2",
                "--set",
                "train.threads=1"));
    for (String assignment : assignments) {
      arguments.add("--set");
      arguments.add(assignment);
    }
    return line.execute(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return line().execute(arguments);
  }

  private CommandLine line() {
    return RetortCommand.line(new RetortCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  private void writeConfig(int vocabulary) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode config = (ObjectNode) json.readTree(TEACHER.resolve("config.json").toFile());
    config.put("vocab_size", vocabulary);
    config.put("hidden_size", 32).put("num_hidden_layers", 2).put("num_attention_heads", 2);
    config.put("intermediate_size", 32).put("moe_intermediate_size", 16);
    config.put("q_lora_rank", 16).put("kv_lora_rank", 16);
    json.writeValue(template.resolve("config.json").toFile(), config);
  }
}
