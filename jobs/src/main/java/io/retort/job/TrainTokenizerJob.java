package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.config.SettingsReader;
import io.retort.job.config.TrainConfig;
import io.retort.job.teacher.TeacherFolder;
import io.retort.job.teacher.TeacherTokenizer;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Learns the tokenizer of the model that the template folder describes, into that folder. */
@Command(
    name = "tokenizer",
    description = "Learns a tokenizer from generated problems, into the template folder.",
    footer = {
      "",
      "Writes tokenizer.json and tokenizer_config.json; the same seed gives the same bytes.",
      "",
      "Example:",
      "  retort train tokenizer conf/teacher.yaml"
    })
public final class TrainTokenizerJob implements Callable<Integer> {

  @Mixin private SettingsOptions settings = new SettingsOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    SettingsReader reader = settings.load(List.of());
    TrainConfig config = TrainConfig.read(reader);
    if (!reader.problems().isEmpty()) {
      throw new InvalidInputException(reader.problems());
    }
    Path template = TeacherFolder.of(config.template());
    try {
      DeepseekV3Config model = DeepseekV3Config.read(template.resolve("config.json"));
      TeacherTokenizer.write(
          template, config.training().seed(), model.vocabularySize(), model.maxPositions());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    out.println("The tokenizer is in " + template + ".");
    out.flush();
    return ExitCode.DONE;
  }
}
