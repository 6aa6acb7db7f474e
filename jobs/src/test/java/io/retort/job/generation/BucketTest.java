package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.job.journal.Journal;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.Rows;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTest {

  private static final List<ProblemRow> PROBLEMS =
      IntStream.range(0, 200).mapToObj(i -> Rows.problem("p-" + i, "1", "", 0)).toList();

  @Test
  void everyProblemIsInTheBucketOfItsIdAndInNoOther() {
    List<Bucket> buckets = Bucket.divide(PROBLEMS, 7);

    assertThat(buckets).hasSize(7);
    assertThat(buckets.stream().flatMap(bucket -> bucket.problems().stream()))
        .containsExactlyInAnyOrderElementsOf(PROBLEMS);
    for (Bucket bucket : buckets) {
      assertThat(bucket.problems())
          .allSatisfy(
              problem ->
                  assertThat(Journal.bucketOf(problem.problemId(), 7)).isEqualTo(bucket.number()));
    }
  }

  @Test
  void aBucketWithoutProblemsIsLeftOut() {
    assertThat(Bucket.divide(PROBLEMS.subList(0, 1), 50)).hasSize(1);
  }
}
