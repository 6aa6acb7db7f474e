package io.retort.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.job.generation.Bucket;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.Rows;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {

  private static final List<Bucket> BUCKETS =
      Bucket.divide(
          IntStream.range(0, 3_000).mapToObj(i -> Rows.problem("p-" + i, "1", "", 0)).toList(), 30);

  @Test
  void aSmallRunIsOnePart() {
    assertThat(Part.group(BUCKETS, 3)).hasSize(1); // 9,000 rows
  }

  @Test
  void aPartEndsWithTheBucketThatReachesTenThousandRows() {
    List<Part> parts = Part.group(BUCKETS, 10); // 30,000 rows in 30 buckets of about 1,000

    assertThat(parts).hasSize(3);
    assertThat(parts.get(0).buckets().stream().mapToInt(PartTest::problems).sum())
        .isBetween(1_000, 1_130); // one bucket over at most; none here holds 130 problems
    assertThat(parts.stream().flatMap(part -> part.buckets().stream()))
        .containsExactlyElementsOf(BUCKETS);
  }

  private static int problems(Bucket bucket) {
    List<ProblemRow> problems = bucket.problems();
    return problems.size();
  }
}
