package io.retort.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's sweep over several benchmarks and presets, on the bundled teacher. */
@Tag("slow")
class MatrixTest {

  private static final String CONF = Launcher.root().resolve("conf/matrix.yaml").toString();

  @TempDir Path folder;

  @Test
  void thePlanAgreesWithWhatIsDone() throws IOException {
    Launcher.Ended plan = retort("--limit", "6", "--dry-run", "--json");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(folder.resolve("runs")).doesNotExist();

    Launcher.Ended sweep = retort("--limit", "6", "--json", "--set", "cost.price_per_hour=1");

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    JsonNode planned = new ObjectMapper().readTree(plan.out()).path("runs");
    JsonNode done = new ObjectMapper().readTree(sweep.out());
    assertThat(done).hasSize(4);
    for (int i = 0; i < 4; i++) {
      JsonNode cost = done.get(i).path("cost");
      assertThat(done.get(i).path("directory")).isEqualTo(planned.get(i).path("directory"));
      assertThat(done.get(i).path("problems").asInt()).isEqualTo(6);
      // Every prompt of so small a benchmark is measured; lengths are bounded by the most.
      assertThat(cost.path("prompt_tokens")).isEqualTo(planned.get(i).path("prompt_tokens"));
      assertThat(cost.path("completion_tokens").asLong())
          .isPositive()
          .isLessThanOrEqualTo(planned.get(i).path("completion_tokens").asLong());
      assertThat(cost.path("dollars").asDouble()).isPositive();
    }
    Launcher.Ended again = retort("--limit", "6", "--json", "--set", "cost.price_per_hour=1");
    assertThat(again.out()).isEqualTo(sweep.out());
  }

  private Launcher.Ended retort(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "sweep";
    arguments[1] = CONF;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Launcher.retort(folder, Map.of(), arguments);
  }
}
