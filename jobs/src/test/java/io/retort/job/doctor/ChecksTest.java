package io.retort.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retort.runtime.CpuFeatures;
import io.retort.runtime.program.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {

  @Test
  void anOldJavaIsAProblem() {
    assertThat(Checks.java(17, "17.0.1", "/jdk"))
        .isEqualTo(new Finding("jdk", Health.OK, "17.0.1 in /jdk", ""));
    assertThat(Checks.java(11, "11.0.2", "/jdk"))
        .isEqualTo(
            new Finding(
                "jdk",
                Health.PROBLEM,
                "11.0.2 in /jdk",
                "install a JDK 17 or newer and set JAVA_HOME"));
  }

  @Test
  void littleMemoryIsAWarning() {
    assertThat(Checks.memory(24_000_000_000L, 4_000_000_000L, 6_000_000_000L))
        .isEqualTo(
            new Finding(
                "memory",
                Health.OK,
                "24.0 GB, 4.0 GB of it available; at most 6.0 GB for the Java heap",
                ""));
    assertThat(Checks.memory(24_000_000_000L, 3_999_999_999L, 6_000_000_000L))
        .extracting(Finding::health, Finding::advice)
        .containsExactly(
            Health.WARNING, "end other programs, or take a model whose plan (retort model) fits");
  }

  @Test
  void aProcessorWithoutBfloat16IsAWarning() {
    assertThat(Checks.cpu(new CpuFeatures("A", List.of("avx2", "amx_bf16")), 2))
        .isEqualTo(new Finding("cpu", Health.OK, "A, 2 processors; avx2 amx_bf16", ""));
    assertThat(Checks.cpu(new CpuFeatures("A", List.of("avx2")), 2))
        .extracting(Finding::health, Finding::advice)
        .containsExactly(
            Health.WARNING,
            "it has no bfloat16 products (avx512_bf16, amx_bf16), so float32 is faster: --dtype"
                + " float32");
    assertThat(Checks.cpu(new CpuFeatures("A", List.of()), 2))
        .isEqualTo(
            new Finding(
                "cpu",
                Health.WARNING,
                "A, 2 processors; instruction sets unknown",
                "on Linux x86_64 retort is tested, elsewhere it is not"));
  }

  @Test
  void aLibraryThatDoesNotLoadIsAProblemWithItsReason() {
    assertThat(Checks.library(() -> "PyTorch 2"))
        .isEqualTo(new Finding("library", Health.OK, "PyTorch 2 loads", ""));
    assertThat(
            Checks.library(
                () -> {
                  throw new UnsatisfiedLinkError("no libtorch");
                }))
        .isEqualTo(
            new Finding(
                "library",
                Health.PROBLEM,
                "the native library does not load: no libtorch",
                "check that the platform's pytorch-native jar is on the class path (Maven"
                    + " property native.classifier) and that its cache folder can be written"));
  }

  @Test
  void aGpuThatTheLibraryDoesNotSeeIsAWarning() {
    assertThat(Checks.devices(0, false)).isEqualTo(new Finding("devices", Health.OK, "cpu", ""));
    assertThat(Checks.devices(1, true).found()).isEqualTo("cpu, 1 GPU");
    assertThat(Checks.devices(2, true).found())
        .isEqualTo("cpu, 2 GPUs; engine.devices splits a model's layers over several");
    assertThat(Checks.devices(0, true))
        .isEqualTo(
            new Finding(
                "devices",
                Health.WARNING,
                "cpu; there is an NVIDIA driver, but the library sees no GPU",
                "give it a CUDA build of PyTorch: PYTORCH_LIBRARY_PATH, PYTORCH_VERSION,"
                    + " PYTORCH_FLAVOR"));
  }

  @Test
  void theStagesOfAModelAreNamedOrWhatKeepsThemFromBeing() {
    List<Stage> stages =
        List.of(new Stage("gpu0", 0, 3, List.of()), new Stage("gpu1", 3, 4, List.of()));
    assertThat(Checks.stages(() -> stages).found())
        .isEqualTo("layers 0-2 on gpu0, 0.0 GB of weights; layer 3 on gpu1, 0.0 GB of weights");
    assertThat(
            Checks.stages(
                () -> {
                  throw new IllegalArgumentException("devices must be fewer");
                }))
        .isEqualTo(
            new Finding(
                "stages",
                Health.PROBLEM,
                "devices must be fewer",
                "name another model or other devices"));
  }

  @Test
  void aSparkHomeWithoutSparkIsAProblem() {
    assertThat(Checks.spark("4.1.3", Optional.empty(), false).found())
        .isEqualTo("4.1.3, the one retort was built with");
    assertThat(Checks.spark("4.1.3", Optional.of("/spark"), true).found())
        .isEqualTo("that of SPARK_HOME, /spark");
    assertThat(Checks.spark("4.1.3", Optional.of("/spark"), false))
        .isEqualTo(
            new Finding(
                "spark",
                Health.PROBLEM,
                "SPARK_HOME is /spark, which has no bin/spark-submit",
                "correct SPARK_HOME, or unset it"));
  }

  @Test
  void aCacheMustBeWritableAndHaveRoomUntilItIsUnpacked() {
    Path cache = Path.of("cache");

    assertThat(Checks.disk(cache, true, true, 0))
        .isEqualTo(
            new Finding(
                "disk", Health.OK, "the library's cache is cache (unpacked), 0.0 GB free", ""));
    assertThat(Checks.disk(cache, false, true, 500_000_000).health()).isEqualTo(Health.OK);
    assertThat(Checks.disk(cache, false, true, 499_999_999))
        .isEqualTo(
            new Finding(
                "disk",
                Health.PROBLEM,
                "the library's cache is cache (nothing yet), 0.5 GB free",
                "make room for 0.5 GB, or set DJL_CACHE_DIR to a folder with that"));
    assertThat(Checks.disk(cache, true, false, 1_000_000_000))
        .isEqualTo(
            new Finding(
                "disk",
                Health.PROBLEM,
                "the library's cache is cache (unpacked), 1.0 GB free, not writable",
                "set DJL_CACHE_DIR to a local folder that is writable"));
  }

  @Test
  void memoryIsReadInUnitsOf1024Bytes() {
    String text = "MemTotal:       1000 kB\nMemAvailable:    10 kB\n";

    assertThat(Machine.bytes(text, "MemAvailable")).isEqualTo(10_240);
    assertThatIllegalStateException()
        .isThrownBy(() -> Machine.bytes(text, "Swap"))
        .withMessage("/proc/meminfo must have a line Swap, but has none");
  }
}
