package io.retort.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.tokenizer.template.ChatTemplate;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Renders a folder of chat templates for {@code tests/bench/templates.py}, which compares what
 * comes out with Jinja's: {@code FOLDER ROWS.json RENDERED.jsonl}.
 */
public final class RenderTemplates {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2025-03-04T05:06:07Z"), ZoneOffset.UTC);

  private RenderTemplates() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Map<String, Object>> conversations =
        JSON.readerForMapOf(Map.class).readValue(Path.of(arguments[1]).toFile());
    try (BufferedWriter output = Files.newBufferedWriter(Path.of(arguments[2]));
        DirectoryStream<Path> templates =
            Files.newDirectoryStream(Path.of(arguments[0]), "*.jinja")) {
      for (Path template : templates) {
        String source = Files.readString(template);
        for (Map.Entry<String, Map<String, Object>> each : conversations.entrySet()) {
          Map<String, String> row = new LinkedHashMap<>(rendered(source, each.getValue()));
          row.put("template", String.valueOf(template.getFileName()));
          row.put("conversation", each.getKey());
          output.write(JSON.writeValueAsString(row));
          output.newLine();
        }
      }
    }
  }

  /** What comes out as "text", or why nothing does as "problem". */
  private static Map<String, String> rendered(String source, Map<String, Object> variables) {
    try {
      return Map.of("text", ChatTemplate.parse(source, NOW).render(variables));
    } catch (IllegalArgumentException e) {
      return Map.of("problem", String.valueOf(e.getMessage()));
    }
  }
}
