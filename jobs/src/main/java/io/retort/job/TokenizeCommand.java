package io.retort.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.job.config.InvalidInputException;
import io.retort.job.lines.Fields;
import io.retort.job.lines.JsonLines;
import io.retort.job.lines.RowWriter;
import io.retort.job.lines.WholeFile;
import io.retort.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Texts and conversations to token ids and back. No Spark, no weights. */
@Command(
    name = "tokenize",
    description = "Texts and chat messages to prompt, token ids and decoded text.",
    footer = {
      "",
      "A row is {\"id\", \"text\"} or {\"id\", \"messages\"}, with messages perhaps also",
      "\"add_generation_prompt\" (false if left out), \"variables\" for the template (tools,",
      "enable_thinking...) and \"chat_template\" (a Jinja source, or the name of one of the",
      "checkpoint's) in the place of the checkpoint's own. \"special_tokens\": true adds what",
      "tokenizer.json's post-processor adds.",
      "A result is {\"id\", \"prompt\", \"token_ids\", \"decoded\"}. A folder with only the",
      "tokenizer's files will do.",
      "",
      "A wrong row is an error (exit code 2) and nothing is written.",
      "",
      "Example:",
      "  echo '{\"id\": 1, \"text\": \"2+2=4\"}' > rows.jsonl",
      "  retort tokenize --model DIR --in rows.jsonl --out tokens.jsonl"
    })
public final class TokenizeCommand implements Callable<Integer> {

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private FileOptions files = new FileOptions();
  @Spec private @Nullable CommandSpec spec;

  private int count;

  @Override
  public Integer call() throws IOException {
    try (Tokenizer tokenizer = open()) {
      WholeFile.write(
          files.out(),
          part -> {
            try (RowWriter writer = RowWriter.create(part)) {
              JsonLines.read(
                  files.in(),
                  row -> {
                    writer.write(result(new Fields(row), tokenizer));
                    count++;
                  });
            }
          });
    }
    PrintWriter out = RetortCommand.lineOf(spec).getOut();
    out.println(count + " rows, in " + files.out());
    out.flush();
    return ExitCode.DONE;
  }

  private Tokenizer open() {
    try {
      return Tokenizer.open(model.folder());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
  }

  private static ObjectNode result(Fields row, Tokenizer tokenizer) {
    ObjectNode result = Rows.result(Rows.id(row));
    String prompt =
        Rows.only(row, Rows.TEXT, Rows.MESSAGES).equals(Rows.TEXT)
            ? row.text(Rows.TEXT)
            : tokenizer.promptText(Rows.conversation(row, false));
    List<Integer> ids =
        Rows.flag(row, "special_tokens", false)
            ? tokenizer.encodeWithSpecialTokens(prompt)
            : tokenizer.encode(prompt);
    result.put("prompt", prompt);
    Rows.put(result, Rows.TOKEN_IDS, ids);
    return result.put("decoded", tokenizer.decode(ids, false));
  }
}
