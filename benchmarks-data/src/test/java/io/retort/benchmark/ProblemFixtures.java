package io.retort.benchmark;

import java.util.List;

/** Problems for tests. */
public final class ProblemFixtures {

  private ProblemFixtures() {}

  /** One problem of each kind, every field filled in at least one of them. */
  public static List<Problem> ofEveryKind(String benchmark) {
    return List.of(
        new Problem(
            "m",
            benchmark,
            ProblemKind.MATH,
            "In this problem $i^2 = -1$.",
            List.of(new Message("user", "Find $i^3$.")),
            List.of(),
            "-i",
            List.of("$i^{3}$", "−i"),
            "complex numbers",
            3,
            "{\"source\":\"HMMT\"}"),
        new Problem(
            "c",
            benchmark,
            ProblemKind.CHOICE,
            "",
            List.of(new Message("user", "How many?\nSay so.")),
            List.of("1", "2", "none \"of\" these"),
            "C",
            List.of(),
            "counting",
            0,
            Problem.NO_METADATA),
        new Problem(
            "r",
            benchmark,
            ProblemKind.READING,
            "The Chiefs won 3 of 4 games.",
            List.of(new Message("system", "Be brief."), new Message("user", "How many games?")),
            List.of(),
            "4",
            List.of(),
            "",
            0,
            Problem.NO_METADATA),
        new Problem(
            "i",
            benchmark,
            ProblemKind.INSTRUCTIONS,
            "",
            List.of(new Message("user", "Write without commas.")),
            List.of(),
            "",
            List.of(),
            "",
            0,
            "{\"instructions\":[\"punctuation:no_comma\"],\"kwargs\":[{}]}"),
        new Problem(
            "p",
            benchmark,
            ProblemKind.CODE,
            "",
            List.of(new Message("user", "def f():\n    \"\"\"Returns 1.\"\"\"\n")),
            List.of(),
            "    return 1\n",
            List.of(),
            "",
            0,
            Problem.NO_METADATA));
  }
}
