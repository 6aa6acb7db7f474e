package io.retort.runtime.tokenizer.template;

import io.retort.runtime.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements of a template. */
final class StatementParser {

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private int loopDepth;

  StatementParser(List<Token> tokens) {
    this.tokens = new TokenStream(tokens);
    this.expressions = new ExpressionParser(this.tokens);
  }

  /** The whole template. */
  Block template() {
    return block();
  }

  /**
   * Reads statements up to one of the names in a block tag, and leaves the name to be read; with no
   * name, up to the end of the template.
   */
  private Block block(String... ends) {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      Token token = tokens.next();
      switch (token.kind()) {
        case DATA -> statements.add(new Statement.Verbatim(token.line(), token.text()));
        case PRINT_BEGIN -> {
          statements.add(new Statement.Print(token.line(), expressions.tuple()));
          tokens.expect(Kind.PRINT_END);
        }
        case BLOCK_BEGIN -> {
          if (tokens.isAt(Kind.NAME) && List.of(ends).contains(tokens.current().text())) {
            return new Block(statements);
          }
          statements.add(statement(token.line()));
        }
        default -> {
          if (ends.length > 0) {
            throw tokens.error(
                "a block must end with '"
                    + ends[ends.length - 1]
                    + "', but the template ends before");
          }
          return new Block(statements);
        }
      }
    }
  }

  private Statement statement(int line) {
    String name = tokens.expect(Kind.NAME).text();
    return switch (name) {
      case "if" -> conditional(line);
      case "for" -> loop(line);
      case "set" -> assignment(line);
      case "macro" -> new Statement.MacroDefinition(line, macro());
      case "call" -> call(line);
      case "filter" -> filter(line);
      case "with" -> with(line);
      case "generation" -> {
        tokens.expect(Kind.BLOCK_END);
        yield new Statement.Generation(line, bodyUntil("endgeneration"));
      }
      case "break" -> jump(line, name, Flow.BREAK);
      case "continue" -> jump(line, name, Flow.CONTINUE);
      default ->
          throw new IllegalArgumentException(
              TemplateError.at(
                  line,
                  "the statement '"
                      + name
                      + "' is not supported here; supported are break, call, continue, filter, for,"
                      + " generation, if, macro, raw, set, with"));
    };
  }

  private Block bodyUntil(String end) {
    Block body = block(end);
    endBlock(end);
    return body;
  }

  private void endBlock(String end) {
    tokens.expectName(end);
    tokens.expect(Kind.BLOCK_END);
  }

  private Statement conditional(int line) {
    List<Statement.Branch> branches = new ArrayList<>();
    do {
      Expression condition = expressions.unconditional();
      tokens.expect(Kind.BLOCK_END);
      branches.add(new Statement.Branch(condition, block("elif", "else", "endif")));
    } while (tokens.skipName("elif"));
    Block otherwise = otherwise("endif");
    endBlock("endif");
    return new Statement.If(line, branches, otherwise);
  }

  private Block otherwise(String end) {
    if (!tokens.skipName("else")) {
      return new Block(List.of());
    }
    tokens.expect(Kind.BLOCK_END);
    return block(end);
  }

  private Statement loop(int line) {
    Target target = targets("in");
    tokens.expectName("in");
    Expression elements = expressions.unconditional();
    Optional<Expression> filter =
        tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    boolean isRecursive = tokens.skipName("recursive");
    tokens.expect(Kind.BLOCK_END);
    loopDepth++;
    Block body = block("else", "endfor");
    loopDepth--;
    Block otherwise = otherwise("endfor");
    endBlock("endfor");
    return new Statement.For(line, target, elements, filter, isRecursive, body, otherwise);
  }

  private Statement assignment(int line) {
    Target target = targets("=");
    if (tokens.skipOperator("=")) {
      Expression value = expressions.tuple();
      tokens.expect(Kind.BLOCK_END);
      return new Statement.Assign(line, target, value);
    }
    List<FilterCall> filters = tokens.skipOperator("|") ? expressions.filters() : List.of();
    tokens.expect(Kind.BLOCK_END);
    return new Statement.AssignBlock(line, target, filters, bodyUntil("endset"));
  }

  /** One target, or several with commas between them, up to (and without) a name or operator. */
  private Target targets(String end) {
    List<Target> targets = new ArrayList<>(List.of(target(end)));
    boolean isUnpacked = tokens.isAtOperator(",");
    while (tokens.skipOperator(",")) {
      if (tokens.current().text().equals(end)) {
        break;
      }
      targets.add(target(end));
    }
    return isUnpacked ? new Target.Unpacked(targets) : targets.get(0);
  }

  private Target target(String end) {
    if (tokens.skipOperator("(")) {
      Target inner = targets(end);
      tokens.expectOperator(")");
      return inner;
    }
    String name = tokens.expect(Kind.NAME).text();
    return tokens.skipOperator(".")
        ? new Target.NamespaceAttribute(name, tokens.expect(Kind.NAME).text())
        : new Target.Variable(name);
  }

  private Macro macro() {
    String name = tokens.expect(Kind.NAME).text();
    List<Macro.Parameter> parameters = parameters();
    tokens.expect(Kind.BLOCK_END);
    return new Macro(name, parameters, bodyOutsideOfLoops("endmacro"));
  }

  private Statement call(int line) {
    List<Macro.Parameter> parameters = tokens.isAtOperator("(") ? parameters() : List.of();
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw tokens.error("'call' must be followed by the call of a macro, but is not");
    }
    tokens.expect(Kind.BLOCK_END);
    return new Statement.CallBlock(
        line, call, new Macro(Macro.CALLER, parameters, bodyOutsideOfLoops("endcall")));
  }

  // A loop around a macro is not the macro's to leave.
  private Block bodyOutsideOfLoops(String end) {
    int around = loopDepth;
    loopDepth = 0;
    Block body = bodyUntil(end);
    loopDepth = around;
    return body;
  }

  private List<Macro.Parameter> parameters() {
    tokens.expectOperator("(");
    List<Macro.Parameter> parameters = new ArrayList<>();
    while (!tokens.skipOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String name = tokens.expect(Kind.NAME).text();
      Optional<Expression> absent =
          tokens.skipOperator("=") ? Optional.of(expressions.expression()) : Optional.empty();
      parameters.add(new Macro.Parameter(name, absent));
    }
    return parameters;
  }

  private Statement filter(int line) {
    List<FilterCall> filters = expressions.filters();
    tokens.expect(Kind.BLOCK_END);
    return new Statement.FilterBlock(line, filters, bodyUntil("endfilter"));
  }

  private Statement with(int line) {
    List<Target> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.isAt(Kind.BLOCK_END)) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(target("="));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    tokens.expect(Kind.BLOCK_END);
    return new Statement.With(line, targets, values, bodyUntil("endwith"));
  }

  private Statement jump(int line, String name, Flow flow) {
    if (loopDepth == 0) {
      throw tokens.error("'" + name + "' must stand in a loop, but does not");
    }
    tokens.expect(Kind.BLOCK_END);
    return new Statement.Jump(line, flow);
  }
}
