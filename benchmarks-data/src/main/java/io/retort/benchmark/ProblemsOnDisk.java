package io.retort.benchmark;

import io.retort.benchmark.rows.Faults;
import io.retort.benchmark.rows.MappedLines;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The problems of a JSONL file, each read when it is asked for: they take 4 bytes of heap each, so
 * that a benchmark of millions does not decide how much memory a driver needs.
 */
final class ProblemsOnDisk extends AbstractList<Problem> implements RandomAccess {

  private final String benchmark;
  private final MappedLines lines;
  private int[] starts = new int[1024];
  private int size;

  private ProblemsOnDisk(String benchmark, MappedLines lines) {
    this.benchmark = benchmark;
    this.lines = lines;
  }

  /**
   * Checks every row.
   *
   * @param benchmark the name the problems get
   * @throws IllegalArgumentException naming line and field of everything that is wrong
   */
  static ProblemsOnDisk of(String benchmark, Path file, MappedLines lines) {
    ProblemsOnDisk problems = new ProblemsOnDisk(benchmark, lines);
    SeenIds seen = new SeenIds(row -> problems.get(row).id());
    Faults faults = new Faults(file.toString());
    lines.read(
        faults,
        (row, start) -> {
          Problem problem = CanonicalProblem.of(benchmark, row.fields());
          int earlier = seen.add(problem.id());
          if (earlier != SeenIds.NONE) {
            throw CanonicalProblem.notUnique(problem.id(), problems.place(file, earlier));
          }
          problems.add(start);
        });
    faults.throwIfAny();
    CanonicalProblem.requireAny(problems, file.toString());
    return problems;
  }

  @Override
  public Problem get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size + " problems");
    }
    return CanonicalProblem.of(benchmark, lines.at(starts[index]));
  }

  @Override
  public int size() {
    return size;
  }

  private void add(int start) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
    }
    starts[size++] = start;
  }

  private String place(Path file, int index) {
    return file + ":" + lines.number(starts[index]);
  }
}
