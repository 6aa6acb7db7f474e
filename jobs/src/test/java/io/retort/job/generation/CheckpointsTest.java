package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  @TempDir Path folder;

  @BeforeEach
  void writeConfig() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"chat_template\": \"{{ bos_token }}\"}");
  }

  @Test
  void theChatTemplateIsThatOfTheTokenizersConfig() throws IOException {
    assertThat(Checkpoints.chatTemplate(folder)).isEqualTo("{{ bos_token }}");
  }

  @Test
  void aTemplateInAFileOfItsOwnGoesFirst() throws IOException {
    Files.writeString(folder.resolve("chat_template.jinja"), "{{ messages }}");

    assertThat(Checkpoints.chatTemplate(folder)).isEqualTo("{{ messages }}");
  }
}
