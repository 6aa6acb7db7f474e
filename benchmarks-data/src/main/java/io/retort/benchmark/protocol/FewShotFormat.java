package io.retort.benchmark.protocol;

import io.retort.benchmark.Benchmark;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How solved examples stand before a question. All texts are templates, see {@link PromptTemplate}.
 *
 * @param isTurns whether each example is a turn of the user's and one of the assistant's; else all
 *     examples and the question are one turn
 * @param option how one option of a multiple choice is written
 * @param opening what the first turn begins with; empty unless {@code isTurns}
 * @param example one solved example; of turns, the user's part of it
 * @param answer the assistant's part; empty unless {@code isTurns}
 * @param prompt the turn with the question, and with {@code {examples}} unless {@code isTurns}
 * @param sameSubject whether a question's examples are those of its subject
 * @param from where the harness takes them from, to tell whoever has to give them
 */
public record FewShotFormat(
    boolean isTurns,
    String option,
    String opening,
    String example,
    String answer,
    String prompt,
    boolean sameSubject,
    String from) {

  /** SHA-256 over all that decides what is shown of some examples. */
  String sha256(int count, String examplesSha256) {
    List<String> parts =
        List.of(
            String.valueOf(isTurns),
            option,
            opening,
            example,
            answer,
            prompt,
            String.valueOf(sameSubject),
            String.valueOf(count),
            examplesSha256);
    return Benchmark.sha256(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
  }
}
