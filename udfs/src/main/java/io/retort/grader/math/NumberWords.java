package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers in English words, up to the billions. */
final class NumberWords {

  private NumberWords() {}

  /** Reads "three hundred and five"; null if any word is no number. */
  static @Nullable Num read(String words) {
    long total = 0;
    long group = 0;
    boolean isNumber = false;
    for (String word : List.of(words.split(" ", 20))) {
      int value = Vocabulary.numberWord(word);
      if (value < 0) {
        if (isNumber && word.equals("and")) {
          continue;
        }
        return null;
      }
      isNumber = true;
      if (value == 100) {
        group = Math.max(group, 1) * 100;
      } else if (value >= 1_000) {
        total += Math.max(group, 1) * value;
        group = 0;
      } else {
        group += value;
      }
    }
    return isNumber ? Expr.num(total + group) : null;
  }
}
