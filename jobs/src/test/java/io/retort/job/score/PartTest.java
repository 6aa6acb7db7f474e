package io.retort.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.job.generation.Bucket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {

  private static final List<Bucket> BUCKETS =
      IntStream.range(0, 30).mapToObj(i -> new Bucket(i, 95 + i % 11, List.of())).toList();

  @Test
  void aSmallRunIsOnePart() {
    assertThat(Part.group(BUCKETS, 3)).hasSize(1); // 2,993 problems, 8,979 rows
  }

  @Test
  void aPartEndsWithTheBucketThatReachesTenThousandRows() {
    List<Part> parts = Part.group(BUCKETS, 10);

    // 95 to 105 problems each: the tenth makes 995, the twentieth another 1,000
    assertThat(parts).hasSize(3);
    assertThat(parts.get(0).buckets().stream().mapToInt(Bucket::problems).sum())
        .isBetween(1_000, 1_104);
    assertThat(parts.stream().flatMap(part -> part.buckets().stream()))
        .containsExactlyElementsOf(BUCKETS);
  }
}
