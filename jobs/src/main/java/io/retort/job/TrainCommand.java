package io.retort.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that train small models; none of them needs Spark. */
@Command(
    name = "train",
    description = "Trains a small model with the programs that run it.",
    subcommands = {TrainSftJob.class, TrainTokenizerJob.class})
public final class TrainCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        RetortCommand.lineOf(spec), "sft or tokenizer must be given, but neither was");
  }
}
