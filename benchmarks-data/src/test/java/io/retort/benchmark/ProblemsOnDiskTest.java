package io.retort.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.benchmark.rows.MappedLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsOnDiskTest {

  private static final String LINES =
      """
      \uFEFF{"id": "a", "question": "What is 1 + 1?", "target": "2"}

      {"id": "b", "question": "\u00dcber \u20ac?", "target": "3", "level": 2}
      {"id": "c", "messages": [{"role": "system", "content": "Be brief."},\
       {"role": "user", "content": "5?"}], "target": "5"}""";

  @TempDir private Path folder;

  @Test
  void readsWhatReadingTheBytesGives() throws IOException {
    List<Problem> problems = problems(LINES);

    assertThat(problems)
        .containsExactlyElementsOf(
            CanonicalJsonl.read("mine", "mine.jsonl", LINES.getBytes(StandardCharsets.UTF_8)));
    assertThat(problems.subList(1, 3)).extracting(Problem::id).containsExactly("b", "c");
  }

  @Test
  void manyProblemsAreFoundByTheirPlace() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3_000; i++) { // the tables grow twice
      lines.append("{\"id\": \"p").append(i).append("\", \"question\": \"?\", \"target\": \"");
      lines.append(i).append("\"}\n");
    }

    List<Problem> problems = problems(lines.toString());

    assertThat(problems).hasSize(3_000);
    assertThat(problems.get(2_999)).returns("p2999", Problem::id).returns("2999", Problem::target);
    assertThatThrownBy(() -> problems.get(3_000))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("3000 of 3000 problems");
  }

  @Test
  void anIdGivenTwiceIsToldWithBothLines() {
    String twice = LINES + "\n{\"id\": \"b\", \"question\": \"?\", \"target\": \"1\"}\n";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> problems(twice))
        .withMessage(file() + ":5: id must be unique, but 'b' is that of " + file() + ":3 too");
  }

  @Test
  void aFileWithoutProblemsIsToldSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> problems("\n\n"))
        .withMessage(file() + ": must hold at least one problem, but has none");
  }

  @Test
  void idsOfOneHashAreToldApart() {
    List<String> ids = List.of("Aa", "BB", "C#"); // "Aa" and "BB" have the hash 2112
    SeenIds seen = new SeenIds(ids::get);

    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(seen.add("Aa")).isEqualTo(SeenIds.NONE);
    assertThat(seen.add("BB")).isEqualTo(SeenIds.NONE);
    assertThat(seen.add("C#")).isEqualTo(SeenIds.NONE);
    assertThat(seen.add("BB")).isEqualTo(1);
  }

  private List<Problem> problems(String lines) throws IOException {
    Files.writeString(file(), lines);
    return ProblemsOnDisk.of("mine", file(), MappedLines.open(file()));
  }

  private Path file() {
    return folder.resolve("mine.jsonl");
  }
}
