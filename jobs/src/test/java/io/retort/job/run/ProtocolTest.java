package io.retort.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  @Test
  void theHashIsThatOfTheSortedLines() {
    Protocol protocol = new Protocol(new TreeMap<>(Map.of("b", "2", "a", "1")));

    // printf 'a=1\nb=2\n' | sha256sum
    assertThat(protocol.hash())
        .isEqualTo("4a73850fde34aad40ff8649b93a66523a5fe744357a3931caea0f10609d0d930");
  }

  @Test
  void differencesNameTheKeyAndBothValues() {
    assertThat(
            Protocol.differences(
                Map.of("a", "1", "b", "2", "c", "3"), Map.of("a", "1", "b", "5", "d", "4")))
        .containsExactly("b: 2 and 5", "c: 3 and nothing", "d: nothing and 4");
  }

  @Test
  void equalProtocolsDoNotDiffer() {
    assertThat(Protocol.differences(Map.of("a", "1"), Map.of("a", "1"))).isEmpty();
  }
}
