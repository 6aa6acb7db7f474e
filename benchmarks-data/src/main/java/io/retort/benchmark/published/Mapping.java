package io.retort.benchmark.published;

import io.retort.benchmark.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the fields of a benchmark's published files are. Where several names are given for one
 * thing, the first that a row has is taken: publishers differ.
 *
 * @param name of the benchmark
 * @param about what it is, by whom and under which licence
 * @param kind what its problems ask for
 * @param csvColumns names of a CSV file's columns where it has no header
 * @param unfold a field of several problems: each item is a row of its own, with the other fields
 *     of its row; empty if every row is a problem. Where the file is an object of such rows, the
 *     field {@code key} is the name of the row in it
 * @param id fields with the id; where there is none, ids are the name and a number
 * @param context fields with what stands before the question
 * @param question fields with the question
 * @param questionText how a question is put together, such as {@code {question}} and names of
 *     fields in braces; empty if it is the field
 * @param choices fields with a list of options
 * @param choiceColumns fields with one option each, where there is no list
 * @param hasChoiceLabels whether an option begins with its letter, as in {@code A)5}
 * @param target fields with the answer
 * @param alternatives fields with other right answers
 * @param solution fields with a worked solution
 * @param solutionAfter what a solution begins with and is taken off, such as {@code A: }
 * @param subject fields with the subject
 * @param subjectFromFile finds the subject in a file's name, without its ending
 * @param level fields with the difficulty: a number, of which the whole part is taken, or a text
 *     with one, such as {@code Level 3}
 * @param metadata what else is kept, and the field it comes from
 * @param counts how many problems a file has, by its name or that of a split
 */
record Mapping(
    String name,
    String about,
    ProblemKind kind,
    List<String> csvColumns,
    String unfold,
    List<String> id,
    List<String> context,
    List<String> question,
    String questionText,
    List<String> choices,
    List<String> choiceColumns,
    boolean hasChoiceLabels,
    List<AnswerField> target,
    List<AnswerField> alternatives,
    List<String> solution,
    String solutionAfter,
    List<String> subject,
    Optional<Pattern> subjectFromFile,
    List<String> level,
    Map<String, String> metadata,
    Map<String, Integer> counts) {

  /** A field with an answer, and how it lies there. */
  record AnswerField(String field, TargetForm form) {}
}
