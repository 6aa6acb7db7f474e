package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.config.SettingsReader;
import io.retort.job.config.TrainConfig;
import io.retort.job.teacher.Evaluation;
import io.retort.job.teacher.GeneratedPools;
import io.retort.job.teacher.TeacherFolder;
import io.retort.job.teacher.TrainingLog;
import io.retort.runtime.tokenizer.Tokenizer;
import io.retort.runtime.training.ExamplePools;
import io.retort.runtime.training.SftTrainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Supervised fine-tuning from random weights on generated problems: how the teacher was made. */
@Command(
    name = "sft",
    description = "Trains a model on generated problems of the training side.",
    footer = {
      "",
      "Started again on the same directory, it goes on where it stopped and ends with the same",
      "weights.",
      "",
      "Example:",
      "  retort train sft conf/teacher.yaml"
    })
public final class TrainSftJob implements Callable<Integer> {

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Folder of the run; the same as --set train.dir=DIR.")
  private @Nullable String runDir;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    SettingsReader reader = settings.load(RetortCommand.assignment("train.dir", runDir));
    TrainConfig config = TrainConfig.read(reader);
    boolean isMtp = !config.mtpOf().isEmpty();
    Path template = isMtp ? Path.of(config.mtpOf()) : TeacherFolder.of(config.template());
    List<String> problems = new ArrayList<>(reader.problems());
    TeacherFolder.problem(template).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    Path run = Path.of(config.dir());
    try (Tokenizer tokenizer = Tokenizer.open(template)) {
      Evaluation evaluation =
          new Evaluation(
              config.training().seed(), config.evaluationProblems(), config.training().threads());
      ExamplePools pools = new GeneratedPools(config.training().seed(), tokenizer);
      SftTrainer trainer =
          isMtp
              ? SftTrainer.ofMtp(config.training(), template, pools)
              : new SftTrainer(config.training(), template, pools);
      trainer.train(run, new TrainingLog(config.training().tokens(), evaluation, out));
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    out.println("The model is in " + SftTrainer.checkpoint(run) + ".");
    out.flush();
    return ExitCode.DONE;
  }
}
