package io.retort.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointLocationTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  @TempDir Path folder;

  @Test
  void aFolderIsItself() {
    assertThat(resolve(folder.toString())).isEqualTo(folder);
    assertThat(resolve(folder.toUri().toString())).isEqualTo(folder);
    assertThat(resolve("file:" + folder)).isEqualTo(folder);
  }

  @Test
  void aFolderOfTheFormOfAnIdIsTheFolder() {
    assertThat(resolve("src/main")).isEqualTo(Path.of("src/main"));
  }

  @Test
  void anIdIsTheSnapshotOfItsRevision() throws IOException {
    Path model = folder.resolve("models--deepseek-ai--DeepSeek-V2-Lite");
    Path snapshot = Files.createDirectories(model.resolve("snapshots").resolve(COMMIT));
    Files.createDirectories(model.resolve("refs/refs/pr"));
    Files.writeString(model.resolve("refs/main"), COMMIT);
    Files.writeString(model.resolve("refs/v1.0"), COMMIT + "\n");
    Files.writeString(model.resolve("refs/refs/pr/1"), COMMIT);

    assertThat(resolve("deepseek-ai/DeepSeek-V2-Lite")).isEqualTo(snapshot);
    assertThat(resolve("deepseek-ai/DeepSeek-V2-Lite@v1.0")).isEqualTo(snapshot);
    assertThat(resolve("deepseek-ai/DeepSeek-V2-Lite@refs/pr/1")).isEqualTo(snapshot);
    assertThat(resolve("deepseek-ai/DeepSeek-V2-Lite@" + COMMIT)).isEqualTo(snapshot);
  }

  @Test
  void whatTheCacheLacksIsSaidWithTheWayToGetIt() throws IOException {
    Path model = folder.resolve("models--org--half");
    Files.createDirectories(model.resolve("refs"));
    Files.writeString(model.resolve("refs/main"), COMMIT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve("org/none"))
        .withMessage(
            "model 'org/none' must be a folder or lie in the Hub cache "
                + folder
                + ", but there is no such folder and "
                + folder.resolve("models--org--none")
                + " does not exist; download it with 'hf download org/none', set HF_HOME to where"
                + " it lies, or give a folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve("org/half"))
        .withMessageContaining(
            "and " + model.resolve("refs/main") + " names a snapshot that is not there; download");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve("org/half@v2"))
        .withMessageStartingWith("model 'org/half@v2' must be a folder")
        .withMessageContaining(
            "it has no revision 'v2'; download it with 'hf download org/half --revision v2'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                 | model must be a folder or a Hub id, but was empty
          /no/such/folder    | model must be a folder or a Hub id org/name[@revision], but '/no/such/folder' is neither
          no-such-folder     | model must be a folder or a Hub id org/name[@revision], but 'no-such-folder' is neither
          ../no/such         | model must be a folder or a Hub id org/name[@revision], but '../no/such' is neither
          org/name@../../etc | model must be a folder or a Hub id org/name[@revision], but 'org/name@../../etc' is neither
          s3a://bucket/model | model must lie on a local disk, but 's3a://bucket/model' has the scheme 's3a'; CheckpointLocation reads folders, file: URIs and the Hub cache only, so copy it to each machine first
          hdfs:///models/x   | model must lie on a local disk, but 'hdfs:///models/x' has the scheme 'hdfs'; CheckpointLocation reads folders, file: URIs and the Hub cache only, so copy it to each machine first
          file://host/x      | model must be a folder, but 'file://host/x' is no file: URI of one
          """)
  void whatIsNoModelIsOneClearError(String model, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> resolve(model)).withMessage(message);
  }

  @Test
  void theCacheLiesWhereTheToolsLook() {
    Path home = Path.of("/home/me");

    assertThat(HubCache.of(Map.of(), home).folder())
        .isEqualTo(Path.of("/home/me/.cache/huggingface/hub"));
    assertThat(HubCache.of(Map.of("XDG_CACHE_HOME", "/c"), home).folder())
        .isEqualTo(Path.of("/c/huggingface/hub"));
    assertThat(HubCache.of(Map.of("HF_HOME", "/hf", "XDG_CACHE_HOME", "/c"), home).folder())
        .isEqualTo(Path.of("/hf/hub"));
    assertThat(HubCache.of(Map.of("HF_HUB_CACHE", "/hub", "HF_HOME", "/hf"), home).folder())
        .isEqualTo(Path.of("/hub"));
    assertThat(HubCache.of(Map.of("HF_HUB_CACHE", "", "HF_HOME", "/hf"), home).folder())
        .isEqualTo(Path.of("/hf/hub"));
  }

  private Path resolve(String model) {
    return CheckpointLocation.resolve(model, new HubCache(folder));
  }
}
