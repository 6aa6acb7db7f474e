package io.retort.grader.math;

import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes an answer in LaTeX or plain text apart into tokens, without its dress.
 *
 * <p>Math delimiters, sizes, spacing and type faces are dropped here. A backslash doubled before a
 * command, as JSON leaves it, counts once; {@code \\} before anything else starts a new row.
 *
 * <p>Whether the comma of {@code 1,234} separates thousands or items cannot be known: outside
 * brackets it separates thousands, inside brackets items, and the alternative reading has it the
 * other way round. {@link #isAmbiguous} says whether that makes a difference.
 */
final class Lexer {

  private static final int MAX_TEXT_DEPTH = 20;

  /** Letters of several options in one text: A, C and D. */
  private static final Pattern CHOICES =
      Pattern.compile(
          "[A-Z](?:(?:\\s{0,9},\\s{0,9}(?:and\\s|or\\s)?|\\s(?:and|or)\\s)\\s{0,9}[A-Z]){1,20}");

  private static final Pattern POSITIVE = Pattern.compile("\\s{0,9}[\\^_](?:[+*]|\\{[+*]\\})");

  private final String source;
  private final boolean isAlternative;
  private final int textDepth;
  private final List<Token> tokens;
  private final Work work;
  private int position;
  private int brackets;
  private boolean isSpaced;
  private boolean isAmbiguous;
  private boolean areWordsUnits;

  Lexer(String source, boolean isAlternative, Work work) {
    this(source, isAlternative, work, new ArrayList<>(), 0);
  }

  private Lexer(
      String source, boolean isAlternative, Work work, List<Token> tokens, int textDepth) {
    this.source = source;
    this.isAlternative = isAlternative;
    this.work = work;
    this.tokens = tokens;
    this.textDepth = textDepth;
  }

  boolean isAmbiguous() {
    return isAmbiguous;
  }

  /** The tokens of the whole source, the last of them an END. */
  List<Token> tokens() {
    readAll();
    add(Kind.END, "");
    return tokens;
  }

  private void readAll() {
    while (position < source.length()) {
      work.spend(1);
      read(source.charAt(position));
    }
  }

  private void read(char c) {
    if (c == '\\') {
      readCommand();
    } else if (isDigit(c) || (c == '.' && NumberScan.isDecimals(source, position + 1))) {
      readNumber();
    } else if (isLetter(c)) {
      readWord();
    } else if (c == '$' || c == '~' || c == '*' || Character.isWhitespace(c)) {
      readSpaceOrStar(c);
    } else if (Character.isSpaceChar(c)) {
      space(1);
    } else {
      readSign(c);
    }
  }

  private void readSpaceOrStar(char c) {
    if (c != '*') {
      space(1);
    } else if (at(position + 1) == '*') {
      // Python's power, or the bold of Markdown where no operand stands on one side.
      boolean isPower = !tokens.isEmpty() && position + 2 < source.length();
      if (isPower && !Character.isWhitespace(at(position + 2))) {
        add(Kind.SIGN, "^");
      }
      position += 2;
    } else {
      sign("*", 1);
    }
  }

  private void readSign(char c) {
    String two = position + 1 < source.length() ? source.substring(position, position + 2) : "";
    switch (two) {
      case "<=" -> sign("≤", 2);
      case ">=" -> sign("≥", 2);
      case "!=" -> sign("≠", 2);
      case "==" -> sign("=", 2);
      case "->", "=>" -> sign("→", 2);
      case "+/" -> {
        boolean isPlusMinus = at(position + 2) == '-';
        sign(isPlusMinus ? "±" : "+", isPlusMinus ? 3 : 1);
      }
      default -> readCharacter(c);
    }
  }

  private void readCharacter(char c) {
    if (Unicode.isScript(c)) {
      readScript();
    } else if (!Signs.ofCharacter(c).isEmpty()) {
      sign(Signs.ofCharacter(c), 1);
    } else if (!Signs.commandOfCharacter(c).isEmpty()) {
      add(Kind.COMMAND, Signs.commandOfCharacter(c));
      position++;
    } else if (!Unicode.inLatex(c).isEmpty()) {
      position++;
      readInner(Unicode.inLatex(c));
    } else if (c > ' ' && c < 127) {
      countBrackets(c);
      sign(String.valueOf(c), 1);
    } else if (Character.isLetter(c) || Character.isHighSurrogate(c)) {
      readForeignWord();
    } else {
      position++; // a control or format character, or decoration
    }
  }

  /** A run of raised or lowered characters, as in 10⁻³ and x₁₂. */
  private void readScript() {
    int start = position;
    boolean isRaised = Unicode.isRaised(at(position));
    StringBuilder script = new StringBuilder();
    while (Unicode.isScript(at(position)) && Unicode.isRaised(at(position)) == isRaised) {
      script.append(Unicode.onTheLine(at(position)));
      position++;
    }
    if (isRaised) {
      takeLetterAsUnit();
    }
    work.spend(position - start);
    boolean isNumber = script.chars().allMatch(d -> isDigit((char) d));
    sign(isRaised ? "^" : "_", 0);
    readInner(isNumber ? script.toString() : "{" + script + "}");
  }

  /** Reads a text that stands for a part of the source. */
  private void readInner(String text) {
    Lexer inner = new Lexer(text, isAlternative, work, tokens, textDepth + 1);
    inner.isSpaced = isSpaced;
    inner.brackets = brackets;
    inner.readAll();
    isSpaced = false;
  }

  /** The m of 5 m²: only units carry such a superscript behind a number. */
  private void takeLetterAsUnit() {
    int last = tokens.size() - 1;
    if (last >= 1
        && tokens.get(last).kind() == Kind.WORD
        && tokens.get(last - 1).kind() == Kind.NUMBER
        && Unit.named(tokens.get(last).text()).isPresent()) {
      tokens.set(last, new Token(Kind.TEXT, tokens.get(last).text(), false));
    }
  }

  private void countBrackets(char c) {
    if (c == '(' || c == '[') {
      brackets++;
    } else if (c == ')' || c == ']') {
      brackets--;
    }
  }

  private void readForeignWord() {
    int start = position;
    while (position < source.length()
        && !isLetter(at(position))
        && (Character.isLetter(at(position))
            || Character.isSurrogate(at(position))
            || Character.getType(at(position)) == Character.NON_SPACING_MARK)) {
      position++;
    }
    word(source.substring(start, position), Kind.TEXT);
  }

  private void readWord() {
    int start = position;
    while (isLetter(at(position))) {
      position++;
    }
    word(source.substring(start, position), areWordsUnits ? Kind.TEXT : Kind.WORD);
  }

  private void word(String letters, Kind kind) {
    if (Vocabulary.isConnector(letters) && (letters.length() > 1 || kind == Kind.TEXT)) {
      add(Kind.SIGN, Signs.AND);
      return;
    }
    if (letters.equals("mod") || letters.equals("choose")) {
      add(Kind.COMMAND, letters);
      return;
    }
    Token last = last();
    if (readAsPartOfNumber(letters) || readAsSign(letters)) {
      return;
    }
    boolean isAfterValue = !isSpaced && (last.kind() == Kind.NUMBER || last.isSign(")"));
    for (String connector : List.of("or", "and")) {
      String rest = letters.startsWith(connector) ? letters.substring(connector.length()) : "";
      // 1orW(x)=-1: the spaces around the word were dropped
      if (isAfterValue && rest.length() == 1) {
        add(Kind.SIGN, Signs.AND);
        add(Kind.WORD, rest);
        return;
      }
    }
    add(kind, letters);
  }

  private Token last() {
    return tokens.isEmpty() ? new Token(Kind.END, "", false) : tokens.get(tokens.size() - 1);
  }

  /** The million of 1.5 million and the th of 4th. */
  private boolean readAsPartOfNumber(String letters) {
    if (last().kind() != Kind.NUMBER) {
      return false;
    }
    boolean isOrdinal = !isSpaced && NumberWords.isOrdinalEnding(letters, last().text());
    boolean isWhole =
        tokens.size() < 2 || !isPartOfFraction(tokens.get(tokens.size() - 2)) || isOrdinal;
    int zeros = NumberWords.zeros(letters);
    if (isOrdinal) {
      return true;
    }
    if (zeros == 0 || !isWhole || last().text().indexOf('e') >= 0) {
      return false;
    }
    Token number = tokens.remove(tokens.size() - 1);
    tokens.add(new Token(Kind.NUMBER, number.text() + "e" + zeros, number.isSpaced()));
    return true;
  }

  private static boolean isPartOfFraction(Token before) {
    return before.kind() == Kind.NUMBER
        || before.isSign("/")
        || before.isSign("^")
        || before.isSign("_");
  }

  /** Letters that stand for a sign where they are: 6 x 10^23, 3 to 4, [0,1] U [2,3], USD 5. */
  private boolean readAsSign(String letters) {
    String rest = source.substring(position, Math.min(position + 8, source.length())).strip();
    char next = rest.isEmpty() ? '\0' : rest.charAt(0);
    boolean isAfterNumber = last().kind() == Kind.NUMBER;
    boolean isAfterBracket = last().isSign(")") || last().isSign("]") || last().isSign("}");
    if (letters.equals("x") && isAfterNumber && rest.matches("10[\\^⁻⁰¹²³⁴-⁹].*")) {
      add(Kind.SIGN, "*");
    } else if (letters.equals("to") && isAfterNumber && isDigit(next)) {
      add(Kind.SIGN, ":");
    } else if (letters.equals("U") && isAfterBracket && "([{\\".indexOf(next) >= 0) {
      add(Kind.SIGN, "∪");
    } else if (letters.equals("inf") && next != '_' && next != '{') {
      add(Kind.COMMAND, "infty");
    } else if (tokens.isEmpty() && !Signs.ofCurrency(letters).isEmpty() && next != '\0') {
      add(Kind.SIGN, Signs.ofCurrency(letters));
      position += at(position) == '.' ? 1 : 0;
    } else {
      return false;
    }
    return true;
  }

  private void readNumber() {
    NumberScan scan = NumberScan.at(source, position, brackets > 0, isAlternative);
    isAmbiguous |= scan.isAmbiguous();
    work.spend(scan.end() - position);
    position = scan.end();
    add(Kind.NUMBER, scan.digits());
  }

  private void readCommand() {
    int start = position + 1;
    int end = start;
    while (isLetter(at(end))) {
      end++;
    }
    if (end > start) {
      readNamedCommand(start, end);
    } else {
      readControlSymbol(at(start));
    }
  }

  private void readNamedCommand(int start, int end) {
    String name = source.substring(start, end);
    int known = name.length();
    while (known > 1 && !Vocabulary.isCommand(name.substring(0, known))) {
      known--;
    }
    if (known > 1) {
      name = name.substring(0, known);
    } else if (name.startsWith("n")) {
      position = start + 1; // a line break that was escaped twice
      isSpaced = true;
      return;
    }
    position = start + name.length();
    if (Vocabulary.DROPPED.contains(name)) {
      isSpaced |= name.endsWith("quad") || name.endsWith("space");
      dropDotOfDelimiter(name);
    } else if (Vocabulary.TEXTS.contains(name) || Vocabulary.TYPE_FACES.contains(name)) {
      readText(name);
    } else if (name.equals("mathbb")) {
      readNumberSet();
    } else if (!Signs.ofCommand(name).isEmpty()) {
      sign(Signs.ofCommand(name), 0);
    } else {
      add(Kind.COMMAND, name);
    }
  }

  /** The dot in {@code \right.} stands for no bracket. */
  private void dropDotOfDelimiter(String name) {
    if ((name.equals("left") || name.equals("right")) && at(position) == '.') {
      position++;
    }
  }

  private void readNumberSet() {
    String argument = argument();
    if (skipPositive()) {
      // Of integers the natural numbers, from 1 on.
      readInner(argument.equals("R") ? "(0,\\infty)" : "\\mathbb{N}");
    } else {
      add(Kind.COMMAND, argument.equals("R") ? "reals" : "mathbb" + argument);
    }
  }

  /** Steps over the ^+, _+ or ^* behind a set of numbers. */
  private boolean skipPositive() {
    Matcher positive = POSITIVE.matcher(source).region(position, source.length());
    boolean isHere = positive.lookingAt();
    position = isHere ? positive.end() : position;
    return isHere;
  }

  private void readText(String command) {
    boolean isTypeFace = Vocabulary.TYPE_FACES.contains(command);
    String words = argument();
    String content = words.strip();
    boolean isPlain =
        !CHOICES.matcher(content).matches()
            && content.chars().allMatch(c -> isLetter((char) c) || " -.'’~,".indexOf(c) >= 0);
    String bare = isPlain ? withoutPartOfNumber(content) : "";
    if (isPlain && bare.isEmpty() && !content.isEmpty()) {
      return;
    }
    if (isPlain && bare.endsWith(" and") && isUnits(bare)) {
      add(Kind.TEXT, bare.substring(0, bare.length() - " and".length()));
      add(Kind.SIGN, Signs.AND); // 2\text{ hours and }30\text{ minutes}
    } else if (isPlain && Set.of("to", "choose", "mod").contains(bare)) {
      word(bare, Kind.TEXT);
    } else if (isPlain && Vocabulary.isConnector(bare) && (!isTypeFace || bare.length() > 1)) {
      add(Kind.SIGN, Signs.AND);
    } else if (UnitVectors.TYPE_FACES.contains(command) && UnitVectors.NAMES.contains(bare)) {
      readInner("\\hat{" + bare + "}");
    } else if (isDirected(command, bare)) {
      add(Kind.COMMAND, "vec" + bare);
    } else if (isPlain && bare.length() > 1 && (!isFunction(bare) || isUnitHere(bare))) {
      isSpaced |= !words.equals(content);
      if (!isTypeFace || !readAsNames(bare)) {
        add(Kind.TEXT, bare);
      }
    } else if (textDepth < MAX_TEXT_DEPTH) {
      isSpaced |= !content.equals(words);
      Lexer inner = new Lexer(content, isAlternative, work, tokens, textDepth + 1);
      inner.areWordsUnits = isUnits(content);
      inner.readAll();
    } else {
      throw new UnreadableException("text inside text");
    }
  }

  /** The vector from A to B, which is not the one from B to A. */
  private static boolean isDirected(String command, String points) {
    return (command.equals("vec") || command.equals("overrightarrow"))
        && points.length() == 2
        && points.chars().allMatch(Character::isUpperCase);
  }

  /** Words without the million or th that completes the number before them. */
  private String withoutPartOfNumber(String content) {
    String words = withoutPunctuation(content.replace('~', ' '));
    int space = words.indexOf(' ');
    String first = space < 0 ? words : words.substring(0, space);
    return readAsPartOfNumber(first) ? words.substring(first.length()).strip() : words;
  }

  /** The m/s of 5\\text{ m/s}: after a value, and starting with a unit. */
  private boolean isUnits(String content) {
    int start = 0;
    while (start < content.length() && " ~".indexOf(content.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < content.length() && isLetter(content.charAt(end))) {
      end++;
    }
    return end > start && isUnitHere(content.substring(start, end));
  }

  private static String withoutPunctuation(String words) {
    int start = 0;
    int end = words.length();
    while (start < end && " ,.".indexOf(words.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && " ,.".indexOf(words.charAt(end - 1)) >= 0) {
      end--;
    }
    return words.substring(start, end);
  }

  private static boolean isFunction(String name) {
    return Vocabulary.FUNCTIONS.contains(name);
  }

  /** After a number, min and sec are minutes and seconds. */
  private boolean isUnitHere(String name) {
    Token last = last();
    boolean isProduct =
        (last.isSign("*") || last.isSign("/"))
            && tokens.size() > 1
            && tokens.get(tokens.size() - 2).kind() == Kind.TEXT;
    boolean isAfterUnit = last.kind() == Kind.TEXT && Unit.named(last.text()).isPresent();
    return Unit.named(name).isPresent()
        && (isAfterUnit
            || last.kind() == Kind.NUMBER
            || last.isSign("}")
            || last.isSign(")")
            || isProduct);
  }

  /** Two letters in upright type are names, as in {@code \mathrm{cb}}, unless they are a unit. */
  private boolean readAsNames(String letters) {
    boolean isNames =
        letters.length() == 2 && !letters.contains(" ") && Unit.named(letters).isEmpty();
    if (isNames) {
      add(Kind.WORD, letters);
    }
    return isNames;
  }

  /** What stands between the braces that follow, or the one character. */
  private String argument() {
    while (at(position) == ' ') {
      position++;
    }
    if (at(position) != '{') {
      if (position >= source.length()) {
        return "";
      }
      return source.substring(position, ++position);
    }
    int depth = 0;
    int start = position + 1;
    for (int i = position; i < source.length(); i++) {
      work.spend(1);
      char c = source.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        position = i + 1;
        return source.substring(start, i);
      }
    }
    throw new UnreadableException("a brace is not closed");
  }

  private void readControlSymbol(char symbol) {
    position++;
    switch (symbol) {
      case ',', ';', ':', ' ', '\n' -> space(1);
      case '!', '(', ')', '[', ']' -> position++;
      case '%' -> sign("%", 1);
      case '$' -> sign(Signs.MONEY, 1);
      case '{' -> sign(Signs.OPEN_SET, 1);
      case '}' -> sign(Signs.CLOSE_SET, 1);
      case '|' -> sign("|", 1);
      case '\\' -> readDoubleBackslash();
      default -> {
        if (symbol < ' ') {
          return; // the start of a command that an escape has eaten; see Reader
        }
        position++;
      }
    }
  }

  private void readDoubleBackslash() {
    int end = position + 1;
    while (isLetter(at(end))) {
      end++;
    }
    String name = source.substring(position + 1, end);
    boolean isCommand = name.length() > 1 && Vocabulary.isCommand(name);
    boolean isSpacing =
        name.isEmpty() && ",;:!".indexOf(at(position + 1)) >= 0 && end < source.length();
    if (!isCommand && !isSpacing) {
      sign(Signs.NEW_ROW, 1);
    }
  }

  private void space(int length) {
    isSpaced = true;
    position += length;
  }

  private void sign(String sign, int length) {
    if (sign.equals(Signs.OPEN_SET)) {
      brackets++;
    } else if (sign.equals(Signs.CLOSE_SET)) {
      brackets--;
    }
    add(Kind.SIGN, sign);
    position += length;
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, isSpaced));
    isSpaced = false;
  }

  private char at(int index) {
    return index < source.length() ? source.charAt(index) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
