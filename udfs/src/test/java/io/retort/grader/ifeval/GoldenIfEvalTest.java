package io.retort.grader.ifeval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Against verdicts of lm-evaluation-harness, where their file lies beside the repository.
 *
 * <p>One kind of row is left out: where the data set asks for a "letter" that is none, such as "#",
 * the reference counts a letter drawn at random instead, and we count what was asked for.
 */
class GoldenIfEvalTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyVerdictIsReproduced() throws IOException {
    Path file =
        Path.of(System.getProperty("retort.root", "."))
            .resolveSibling("shared/golden/ifeval/golden.jsonl");
    assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
    List<String> differences = new ArrayList<>();
    int verdicts = 0;
    int leftOut = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode row = JSON.readTree(line);
      List<Instruction> instructions = new ArrayList<>();
      for (int i = 0; i < row.get("instructions").size(); i++) {
        Map<String, Object> arguments =
            JSON.convertValue(row.get("kwargs").get(i), new TypeReference<>() {});
        instructions.add(Instructions.read(row.get("instructions").get(i).asText(), arguments));
      }
      IfEval actual = IfEval.of(row.get("response").asText(), instructions);
      for (int i = 0; i < instructions.size(); i++) {
        boolean strict = row.get("strict").get(i).asBoolean();
        boolean loose = row.get("loose").get(i).asBoolean();
        verdicts += 2;
        if (isDrawnAtRandom(row.get("kwargs").get(i))) {
          leftOut += 2;
        } else if (actual.strict().get(i) != strict || actual.loose().get(i) != loose) {
          differences.add(
              row.get("instructions").get(i)
                  + " "
                  + row.get("kwargs").get(i)
                  + " wants "
                  + strict
                  + ", "
                  + loose
                  + ": "
                  + row.get("response"));
        }
      }
    }

    assertThat(differences).isEmpty();
    assertThat(verdicts).isGreaterThan(2_000);
    assertThat(leftOut).isLessThan(verdicts / 200); // 99.5 % are compared
  }

  private static boolean isDrawnAtRandom(JsonNode arguments) {
    return arguments.has("letter") && !arguments.get("letter").asText().matches("[A-Za-z]");
  }
}
