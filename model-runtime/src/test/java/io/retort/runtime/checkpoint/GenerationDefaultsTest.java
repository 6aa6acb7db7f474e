package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationDefaultsTest {

  @TempDir private Path folder;

  @Test
  void whatTheFileSaysIsRead() throws IOException {
    write(
        "{\"do_sample\": true, \"temperature\": 0.6, \"top_p\": 0.95, \"top_k\": 20,"
            + " \"min_p\": 0.1, \"repetition_penalty\": 1.05, \"max_new_tokens\": 99}");

    assertThat(GenerationDefaults.read(folder))
        .isEqualTo(
            new GenerationDefaults(
                true,
                Optional.of(0.6),
                Optional.of(0.95),
                Optional.of(20),
                Optional.of(0.1),
                Optional.of(1.05),
                Optional.of(99)));
  }

  @Test
  void withoutAFileEverythingIsLeftOpen() {
    assertThat(GenerationDefaults.read(folder))
        .isEqualTo(
            new GenerationDefaults(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {"do_sample": 1}       => 'do_sample' must be true or false, but was 1
          {"temperature": "hot"} => 'temperature' must be a number, but was "hot"
          {"top_k": 1.5}         => 'top_k' must be an integer of at least -1, but was 1.5
          {"max_new_tokens": 0}  => 'max_new_tokens' must be an integer of at least 1, but was 0
          """)
  void aWrongKeyIsNamed(String json, String problem) throws IOException {
    write(json);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GenerationDefaults.read(folder))
        .withMessage(folder.resolve("generation_config.json") + ": " + problem);
  }

  private void write(String json) throws IOException {
    Files.writeString(folder.resolve("generation_config.json"), json);
  }
}
