package io.retort.benchmark.published;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.benchmark.Gsm8kJsonl;
import io.retort.benchmark.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the reference answer lies in a field. */
enum TargetForm {
  /** A text or a number; in an array, the first and its alternatives. */
  TEXT {
    @Override
    List<String> read(JsonNode value) {
      return texts(value);
    }
  },

  /** The last {@code \boxed{}} of a solution, as MATH has it. */
  LAST_BOXED {
    @Override
    List<String> read(JsonNode value) {
      return List.of(LastBox.in(value.asText()));
    }
  },

  /** The number after {@code ####}, as GSM8K has it. */
  AFTER_HASHES {
    @Override
    List<String> read(JsonNode value) {
      return List.of(Gsm8kJsonl.target(value.asText()));
    }
  },

  /** An option by its letter, or by its number from 0. */
  OPTION {
    @Override
    List<String> read(JsonNode value) {
      String text = value.asText().strip();
      if (text.matches("[A-Z]|[a-z]")) {
        return List.of(text.toUpperCase(Locale.ROOT));
      }
      if (text.matches("\\d|1\\d|2[0-5]")) {
        return List.of(Problem.letters(26).get(Integer.parseInt(text)));
      }
      throw new IllegalArgumentException(
          "an option must be a letter or a number from 0 to 25, but was " + value);
    }
  },

  /** Parts of one answer, in an array; they are joined by commas. */
  JOINED {
    @Override
    List<String> read(JsonNode value) {
      return List.of(String.join(", ", texts(value)));
    }
  },

  /**
   * DROP's answer: a number, else spans, else a date, in this order as in its scorer ({@code
   * answer_json_to_strings} of allennlp's {@code drop_eval.py}); in an array, the first and its
   * alternatives.
   */
  DROP {
    @Override
    List<String> read(JsonNode value) {
      List<String> answers = new ArrayList<>();
      if (value.isArray()) {
        value.forEach(answer -> answers.add(drop(answer)));
      } else {
        answers.add(drop(value));
      }
      return answers;
    }
  };

  /** The target and its alternatives, at least one. */
  abstract List<String> read(JsonNode value);

  static TargetForm of(String word) {
    return Arrays.stream(values())
        .filter(form -> form.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "form '"
                        + word
                        + "' is unknown; known forms: "
                        + Arrays.stream(values())
                            .map(TargetForm::word)
                            .collect(Collectors.joining(", "))));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = value.isArray() ? Scalars.texts(value) : List.of(Scalars.text(value));
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("an answer must be there, but the array is empty");
    }
    return texts;
  }

  private static String drop(JsonNode answer) {
    String number = answer.path("number").asText("");
    if (!number.isEmpty()) {
      return number;
    }
    List<String> spans = Scalars.texts(answer.path("spans"));
    if (!spans.isEmpty()) {
      return String.join(", ", spans);
    }
    JsonNode date = answer.path("date");
    String day =
        Stream.of("day", "month", "year")
            .map(part -> date.path(part).asText(""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    if (day.isEmpty()) {
      throw new IllegalArgumentException(
          "an answer must be a number, spans or a date, but was " + answer);
    }
    return day;
  }
}
