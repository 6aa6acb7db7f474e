package io.retort.grader.math;

import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.Token.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words before a value that only say what it is: {@code Area = 24}, {@code \text{Vertex: } (1, 2)},
 * {@code minimum value -1}, {@code Var(X) = 3}.
 */
final class Labels {

  /** How far behind its first words the equals sign of a label is looked for. */
  private static final int MAX_TOKENS = 16;

  /** They name the answer itself. */
  private static final Set<String> GENERAL =
      words("answer answers result solution solutions value values total sum final therefore thus");

  private static final Set<String> QUANTITIES =
      words(
          "ratio area perimeter circumference volume length distance probability range domain median"
              + " mean mode average variance maximum minimum max min slope gradient center centre"
              + " vertex vertices focus foci directrix radius diameter intercept intercepts width"
              + " height depth speed velocity acceleration force mass energy cost price profit age"
              + " remainder quotient root roots zeros asymptote asymptotes amplitude period frequency"
              + " eigenvalue eigenvalues eigenvector dimension rank determinant limit degree"
              + " coordinates midpoint endpoint point points equation inverse derivative increasing"
              + " decreasing concave convex saddle local global absolute relative extremum row column"
              + " day box door page step case question problem number statement position converges"
              + " convergent equals");

  private static final Set<String> LINKS =
      words("of the a an is are at on in to be was x y up down interval");

  /** What follows is no value that is stated. */
  private static final Set<String> CONDITIONS =
      words("where when whenever for if iff not no never except unless because since with without");

  private static final Set<String> VALUE_SIGNS =
      Set.of("(", "[", "{", "-", "±", "⟨", "€", "£", Signs.MONEY, Signs.OPEN_SET);

  private static final Set<String> VALUE_COMMANDS = Set.of("sqrt", "pi", "infty", "emptyset");

  private static final Set<String> ENDS =
      Set.of(",", ";", "|", ":", "&", Signs.AND, Signs.NEW_ROW, Signs.BOTH, Signs.EITHER);

  private final TokenCursor cursor;

  Labels(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Steps over a label, which is empty where it tells nothing; no text where none stands here. */
  Optional<Text> skip() {
    int words = isIntercept() ? 3 : isExtremum() ? 1 : 0;
    while (isWord(cursor.peek(words))) {
      words++;
    }
    int length = words == 0 || isCondition(words) ? 0 : length(words);
    if (length == 0) {
      return Optional.empty();
    }
    Text label = new Text(key(length));
    cursor.moveTo(cursor.position() + length);
    return Optional.of(label);
  }

  /** Of a name's words, whether both may name one thing: a maximum is no minimum. */
  static boolean areCompatible(Text one, Text other) {
    Set<String> left = words(one.words());
    Set<String> right = words(other.words());
    return left.containsAll(right) || right.containsAll(left);
  }

  /** How many tokens the label has, of which so many are words; 0 if it is none. */
  private int length(int words) {
    Token last = cursor.peek(words - 1);
    Token sign = cursor.peek(words);
    String lastWord = last.text().toLowerCase(Locale.ROOT);
    boolean isNamed = sign.isSign(":") && (GENERAL.contains(lastWord) || isQuantity(lastWord));
    if (sign.isSign("=") || sign.isSign("≈") || isNamed) {
      return words + 1;
    }
    boolean isSentence =
        last.kind() == Kind.TEXT
            && sign.kind() != Kind.END
            && (last.text().endsWith(" is") || last.text().endsWith(" are"));
    return isSentence || isNounBeforeValue(words) ? words : lengthUpToEquals(words);
  }

  private boolean isNounBeforeValue(int words) {
    Token next = cursor.peek(words);
    boolean isValue =
        next.kind() == Kind.NUMBER
            || (next.kind() == Kind.SIGN && VALUE_SIGNS.contains(next.text()))
            || (next.kind() == Kind.COMMAND
                && (VALUE_COMMANDS.contains(next.text())
                    || Vocabulary.FRACTIONS.contains(next.text())));
    return isValue
        && spoken(words).anyMatch(Labels::isQuantity)
        && spoken(words).allMatch(w -> isQuantity(w) || GENERAL.contains(w) || LINKS.contains(w));
  }

  /** The Var(X) = and the Area of \triangle ABC = that start with a word. */
  private int lengthUpToEquals(int words) {
    int depth = 0;
    for (int ahead = words; ahead < words + MAX_TOKENS; ahead++) {
      Token token = cursor.peek(ahead);
      if (token.kind() == Kind.END) {
        return 0;
      }
      if (token.kind() != Kind.SIGN) {
        continue;
      }
      if (token.isSign("=") && depth == 0) {
        return ahead + 1;
      }
      depth += Set.of("(", "[", "{").contains(token.text()) ? 1 : 0;
      depth -= Set.of(")", "]", "}").contains(token.text()) ? 1 : 0;
      boolean isOver = ENDS.contains(token.text()) || Signs.RELATIONS.contains(token.text());
      if (depth < 0 || (isOver && depth == 0)) {
        return 0;
      }
    }
    return 0;
  }

  /** The max = 5 and \\min = 1, which are no functions here. */
  private boolean isExtremum() {
    String name = cursor.peek().text();
    return (name.equals("max") || name.equals("min"))
        && (cursor.peek(1).isSign("=") || cursor.peek(1).isSign(":"));
  }

  /** The x-intercept, whose x is no factor. */
  private boolean isIntercept() {
    return cursor.peek().kind() == Kind.WORD
        && cursor.peek().text().length() == 1
        && cursor.peek(1).isSign("-")
        && cursor.peek(2).text().startsWith("intercept");
  }

  private boolean isCondition(int words) {
    return spoken(words).anyMatch(CONDITIONS::contains);
  }

  private Stream<String> spoken(int tokens) {
    return IntStream.range(0, tokens).boxed().flatMap(i -> split(cursor.peek(i).text()));
  }

  private String key(int tokens) {
    return spoken(tokens)
        .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
        .filter(word -> !GENERAL.contains(word) && !LINKS.contains(word))
        .map(word -> word.equals("max") || word.equals("min") ? word + "imum" : word)
        .collect(Collectors.joining(" "));
  }

  private static boolean isQuantity(String word) {
    return QUANTITIES.contains(word);
  }

  private static boolean isWord(Token token) {
    return token.kind() == Kind.TEXT
        || (token.kind() == Kind.WORD
            && token.text().length() > 2
            && Vocabulary.isWord(token.text())
            && !Vocabulary.FUNCTIONS.contains(token.text())
            && !token.text().toLowerCase(Locale.ROOT).startsWith("infin"));
  }

  private static Set<String> words(String text) {
    return split(text).collect(Collectors.toSet());
  }

  private static Stream<String> split(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[ ~]+", -1))
        .filter(word -> !word.isEmpty());
  }
}
