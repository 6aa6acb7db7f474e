package io.retort.job.report;

import io.retort.job.plan.ModelMemory;
import io.retort.job.plan.PlannedSetting;
import io.retort.job.plan.PromptSample;
import io.retort.job.plan.RunPlan;
import io.retort.job.plan.SweepPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a sweep would do and take, for people. */
public final class PlanTable {

  private final SweepPlan plan;

  public PlanTable(SweepPlan plan) {
    this.plan = plan;
  }

  /** The whole plan as lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Figures.count(plan.runs().size())
            + (plan.runs().size() == 1 ? " run in " : " runs in ")
            + plan.directory()
            + "; nothing was loaded or written");
    lines.add("");
    lines.addAll(runs());
    lines.add("");
    lines.addAll(bases("tokens", RunPlan::tokensBasis));
    lines.add("           prompt tokens count for every rollout; both are those still missing");
    lines.addAll(bases("speed", RunPlan::speedBasis));
    lines.addAll(bases("protocol", run -> settings(run, "benchmark.")));
    lines.addAll(bases("sampling", run -> settings(run, "sampling.")));
    plan.models().forEach(model -> lines.add("memory     " + memory(model)));
    plan.prompts().forEach(prompt -> lines.addAll(prompt(prompt)));
    return lines;
  }

  private List<String> runs() {
    TextTable table = new TextTable(3);
    table.add(
        List.of(
            "benchmark",
            "model",
            "sampling",
            "problems",
            "k",
            "rollouts",
            "in journal",
            "prompt tokens",
            "tokens",
            "tok/s",
            "device time",
            "cost"));
    for (RunPlan run : plan.runs()) {
      table.add(
          List.of(
              run.benchmark(),
              run.model(),
              run.preset(),
              Figures.count(run.problems()),
              String.valueOf(run.rollouts()),
              Figures.count(run.completions()),
              Figures.count(run.journaled()),
              Figures.count(run.promptTokens()),
              Figures.count(run.completionTokens()),
              orDash(run.tokensPerSecond(), Figures::whole),
              orDash(run.deviceHours(), Figures::hours),
              orDash(run.dollars(), Figures::dollars)));
    }
    if (plan.runs().size() > 1) {
      table.add(
          List.of(
              "all",
              "",
              "",
              "",
              "",
              sum(RunPlan::completions),
              sum(RunPlan::journaled),
              sum(RunPlan::promptTokens),
              sum(RunPlan::completionTokens),
              "",
              orDash(sumOrNull(RunPlan::deviceHours), Figures::hours),
              orDash(sumOrNull(RunPlan::dollars), Figures::dollars)));
    }
    return table.lines();
  }

  private String sum(ToLongFunction<RunPlan> figure) {
    return Figures.count(plan.runs().stream().mapToLong(figure).sum());
  }

  /** The sum, if every run has the figure. */
  private @Nullable Double sumOrNull(Function<RunPlan, @Nullable Double> figure) {
    double sum = 0;
    for (RunPlan run : plan.runs()) {
      Double value = figure.apply(run);
      if (value == null) {
        return null;
      }
      sum += value;
    }
    return sum;
  }

  private static String orDash(@Nullable Double number, Function<Double, String> words) {
    return number == null ? "-" : words.apply(number);
  }

  /** What a figure rests on: one line for each different basis, with its runs. */
  private List<String> bases(String figure, Function<RunPlan, String> basis) {
    List<String> lines = new ArrayList<>();
    for (String words : plan.runs().stream().map(basis).distinct().toList()) {
      List<RunPlan> resting =
          plan.runs().stream().filter(run -> basis.apply(run).equals(words)).toList();
      String who =
          resting.size() == plan.runs().size()
              ? ""
              : resting.stream()
                      .map(run -> run.benchmark() + " / " + run.model() + " / " + run.preset())
                      .collect(Collectors.joining(", "))
                  + ": ";
      lines.add(String.format(Locale.ROOT, "%-10s %s%s", figure, who, words));
    }
    return lines;
  }

  /** By who set them; texts and lists that are empty say nothing. */
  private static String settings(RunPlan run, String group) {
    Map<String, List<String>> byOrigin = new LinkedHashMap<>();
    for (PlannedSetting setting : run.settings()) {
      if (setting.key().startsWith(group) && !List.of("", List.of()).contains(setting.value())) {
        byOrigin
            .computeIfAbsent(setting.origin(), origin -> new ArrayList<>())
            .add(setting.key().substring(group.length()) + " " + shown(setting.value()));
      }
    }
    return byOrigin.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String shown(Object value) {
    return value instanceof List<?> texts
        ? texts.stream()
            .map(text -> "'" + text.toString().replace("\n", "\\n") + "'")
            .collect(Collectors.joining(" "))
        : value.toString();
  }

  private static String memory(ModelMemory model) {
    return String.format(
        Locale.ROOT,
        "%s in %s, weights %s: files %s (mapped), copies %s, cache of %d sequences x %,d positions"
            + " %s, in all %s; each further lane of the engine takes another cache",
        model.model(),
        model.dtype(),
        model.weights(),
        Figures.bytes(model.fileBytes()),
        Figures.bytes(model.copyBytes()),
        model.sequences(),
        model.positions(),
        Figures.bytes(model.cacheBytes()),
        Figures.bytes(model.bytes()));
  }

  private static List<String> prompt(PromptSample prompt) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%s for %s, problem '%s', %,d tokens:",
            prompt.benchmark(),
            prompt.model(),
            prompt.problemId(),
            prompt.tokens()));
    Arrays.stream(prompt.text().split("\n", -1)).map(line -> "  | " + line).forEach(lines::add);
    return lines;
  }
}
