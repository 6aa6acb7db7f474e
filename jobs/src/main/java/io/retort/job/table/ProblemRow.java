package io.retort.job.table;

import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.runtime.ChatMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem as it travels to the executors and lies in the run directory.
 *
 * @param problemId unique within the benchmark
 * @param benchmark name of the benchmark
 * @param messages the conversation before the chat template
 * @param target what the grader judges by: the reference answer, or instructions and their
 *     arguments as a JSON object
 * @param alternatives other answers that are right as well
 * @param choices the options of a multiple choice, in the order of their letters; else empty
 * @param subject empty if the benchmark has none
 * @param level difficulty from 1; 0 if the benchmark has none
 */
public record ProblemRow(
    String problemId,
    String benchmark,
    List<MessageRow> messages,
    String target,
    List<String> alternatives,
    List<String> choices,
    String subject,
    int level)
    implements Serializable {

  public ProblemRow {
    messages = List.copyOf(messages);
    alternatives = List.copyOf(alternatives);
    choices = List.copyOf(choices);
  }

  /** A problem of a benchmark; what instructions are judged by is their metadata. */
  public static ProblemRow of(Problem problem) {
    return new ProblemRow(
        problem.id(),
        problem.benchmark(),
        problem.messages().stream()
            .map(message -> new MessageRow(message.role(), message.content()))
            .toList(),
        problem.kind() == ProblemKind.INSTRUCTIONS ? problem.metadata() : problem.target(),
        problem.alternatives(),
        problem.choices(),
        problem.subject(),
        problem.level());
  }

  /** The target and its alternatives: what a completion may come to. */
  public List<String> targets() {
    List<String> targets = new ArrayList<>(List.of(target));
    targets.addAll(alternatives);
    return targets;
  }

  /** Its messages as a chat template takes them. */
  public List<ChatMessage> conversation() {
    return messages.stream()
        .map(message -> new ChatMessage(message.role(), message.content()))
        .toList();
  }
}
