package io.retort.benchmark;

import java.util.List;

/**
 * One benchmark item.
 *
 * @param id unique within the benchmark
 * @param benchmark name of the benchmark it belongs to
 * @param messages what the model is asked, before the chat template
 * @param target the reference answer, in LaTeX where it is no plain number
 * @param subject family or subject; empty if the benchmark has none
 * @param level difficulty from 1; 0 if the benchmark has none
 */
public record Problem(
    String id, String benchmark, List<Message> messages, String target, String subject, int level) {

  public Problem {
    messages = List.copyOf(messages);
  }
}
