package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher;
import io.retort.endtoend.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code conf/discover-gpus.sh}, with an nvidia-smi that prints what the real one prints. */
class GpuDiscoveryTest {

  @TempDir Path folder;

  @Test
  void everyGpuHasItsNumberAsAddress() throws IOException {
    Path smi =
        Files.writeString(
            folder.resolve("nvidia-smi"),
            """
            #!/bin/sh
            [ "$*" = "--query-gpu=index --format=csv,noheader" ] && printf '0\n1\n2\n'
            """);
    Files.setPosixFilePermissions(smi, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(discover(Map.of("PATH", folder + ":/usr/bin:/bin")))
        .isEqualTo(new Ended(0, "{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\", \"2\"]}\n", ""));
  }

  @Test
  void withinTheVisibleDevicesCountingStartsAtZero() {
    assertThat(discover(Map.of("CUDA_VISIBLE_DEVICES", "4,7")).out())
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}\n");
  }

  @Test
  void noVisibleDeviceIsNoAddress() {
    assertThat(discover(Map.of("CUDA_VISIBLE_DEVICES", "")).out())
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": []}\n");
  }

  @Test
  void aMissingDriverIsNamed() throws IOException {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Files.createSymbolicLink(tools.resolve("bash"), Path.of("/bin/bash"));

    assertThat(discover(Map.of("PATH", tools.toString())))
        .isEqualTo(
            new Ended(
                1,
                "",
                "discover-gpus.sh: nvidia-smi must be on the PATH to find GPUs, but is not; install"
                    + " NVIDIA's driver\n"));
  }

  private Ended discover(Map<String, String> environment) {
    Path script = Launcher.root().resolve("conf/discover-gpus.sh");
    return Launcher.run(folder, environment, List.of(script.toString()));
  }
}
