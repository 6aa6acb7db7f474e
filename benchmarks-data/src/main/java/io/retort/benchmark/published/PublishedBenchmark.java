package io.retort.benchmark.published;

import io.retort.benchmark.Problem;
import io.retort.benchmark.published.SourceFiles.SourceFile;
import io.retort.benchmark.rows.Faults;
import io.retort.benchmark.rows.Row;
import io.retort.benchmark.rows.RowFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A benchmark made from its published files.
 *
 * @param name the name of its mapping
 * @param about what it is, by whom and under which licence
 * @param problems at least one, in the order of the files and their rows, ids unique
 * @param files names of the files, without folders
 * @param sha256 of the file's bytes; of several files, of what {@code sha256sum} prints for them
 * @param bytes of all files together
 */
public record PublishedBenchmark(
    String name,
    String about,
    List<Problem> problems,
    List<String> files,
    String sha256,
    long bytes) {

  /** The names of the public benchmarks that are known, sorted. */
  public static final List<String> NAMES = Mappings.NAMES;

  private static final int MOST_NAMED_COUNTS = 8;

  public PublishedBenchmark {
    problems = List.copyOf(problems);
    files = List.copyOf(files);
  }

  /**
   * Reads a benchmark.
   *
   * @param name one of {@link #NAMES} or another name in use for it; any name with a mapping
   * @param mapping a mapping file of the user's own; empty for a known benchmark
   * @param from a file, a folder or a URL
   * @param expected how many problems there must be, in place of the known counts
   * @param shuffle whether options are put in the order of their hashes; see {@link OptionOrder}
   * @throws IllegalArgumentException naming everything that is wrong
   * @throws java.io.UncheckedIOException if something cannot be read
   */
  public static PublishedBenchmark read(
      String name, Optional<Path> mapping, String from, OptionalInt expected, boolean shuffle) {
    Mapping fields =
        mapping.map(file -> Mappings.of(name, file)).orElseGet(() -> Mappings.named(name));
    List<SourceFile> files = SourceFiles.at(from);
    List<Problem> problems = problems(fields, files, from, expected);
    return new PublishedBenchmark(
        fields.name(),
        fields.about(),
        shuffle ? problems.stream().map(OptionOrder::shuffled).toList() : problems,
        files.stream().map(SourceFile::fileName).toList(),
        SourceFiles.sha256(files),
        files.stream().mapToLong(file -> file.bytes().length).sum());
  }

  /** The same with the problems alone, which are asked and whose solutions nobody is shown. */
  public PublishedBenchmark withoutSolutions() {
    return new PublishedBenchmark(
        name,
        about,
        problems.stream().map(problem -> problem.withSolution("")).toList(),
        files,
        sha256,
        bytes);
  }

  private static List<Problem> problems(
      Mapping mapping, List<SourceFile> files, String from, OptionalInt expected) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> placeOfId = new HashMap<>();
    Faults faults = new Faults(from);
    int unnamed = 0;
    for (SourceFile file : files) {
      int before = problems.size();
      read(mapping, file, faults, placeOfId, problems);
      int count = problems.size() - before;
      Integer known = expected.isPresent() ? null : mapping.counts().get(file.stem());
      if (known == null) {
        unnamed += count;
      } else {
        faults.attempt(file.name(), () -> requireCount(known, known.toString(), count));
      }
    }
    faults.throwIfAny();
    faults.attempt(from, () -> requireSome(problems));
    int others = unnamed;
    expected.ifPresentOrElse(
        count -> faults.attempt(from, () -> requireCount(count, "" + count, problems.size())),
        () -> faults.attempt(from, () -> requireKnown(mapping.counts(), others)));
    faults.throwIfAny();
    return problems;
  }

  private static void read(
      Mapping mapping,
      SourceFile file,
      Faults faults,
      Map<String, String> placeOfId,
      List<Problem> problems) {
    new RowFile(file.name(), file.bytes(), mapping.csvColumns())
        .read(
            faults,
            row ->
                Unfolding.rows(row.fields(), mapping.unfold())
                    .forEach(
                        fields -> {
                          MappedRow mapped = new MappedRow(mapping, file.stem(), fields);
                          Problem problem = mapped.problem(problems.size() + 1);
                          requireUnique(problem.id(), row, placeOfId);
                          problems.add(problem);
                        }));
  }

  private static void requireUnique(String id, Row row, Map<String, String> placeOfId) {
    String earlier = placeOfId.putIfAbsent(id, row.place());
    if (earlier != null) {
      throw new IllegalArgumentException(
          "id must be unique, but '" + id + "' is that of " + earlier + " too");
    }
  }

  private static void requireSome(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("must hold at least one problem, but has none");
    }
  }

  /** Files that no count is known for by name must together be a known whole. */
  private static void requireKnown(Map<String, Integer> known, int seen) {
    if (seen > 0 && !known.isEmpty()) {
      requireCount(known.containsValue(seen) ? seen : -1, words(known), seen);
    }
  }

  private static void requireCount(int wanted, String words, int seen) {
    if (seen != wanted) {
      throw new IllegalArgumentException(
          "must hold "
              + words
              + " problems, but holds "
              + seen
              + "; if that is meant, say how many with --expect");
    }
  }

  private static String words(Map<String, Integer> counts) {
    return counts.size() > MOST_NAMED_COUNTS
        ? "one of the " + counts.size() + " known counts of"
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
            .collect(Collectors.joining(" or "));
  }
}
