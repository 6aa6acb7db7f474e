package io.retort.runtime.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the readable Python modules of this package's resources into the text a TorchScript archive
 * holds.
 *
 * <p>An archive wants every top-level name qualified with {@code __torch__}, types of tensors as
 * numbers (c10/core/ScalarType.h), functions of {@code torch.nn.functional} under {@code torch},
 * operators of libraries under {@code ops}, and neither imports, comments nor docstrings. What a
 * module imports from another resource, {@code from linear import Linear}, is joined before it,
 * once.
 */
final class TorchScriptSource {

  private static final Map<String, Integer> DTYPES = new LinkedHashMap<>();

  static {
    DTYPES.put("uint8", 0);
    DTYPES.put("int64", 4);
    DTYPES.put("float16", 5);
    DTYPES.put("float32", 6);
    DTYPES.put("double", 7);
    DTYPES.put("qint8", 12);
    DTYPES.put("bfloat16", 15);
    DTYPES.put("float8_e4m3fn", 24);
  }

  private static final Pattern DOCSTRING = Pattern.compile("(?s)\"\"\".*?\"\"\"");
  private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|from) .*$");
  private static final Pattern LOCAL_IMPORT = Pattern.compile("(?m)^from (\\w+) import ");
  private static final Pattern COMMENT = Pattern.compile("(?m)#.*$");
  private static final Pattern TOP_LEVEL_NAME = Pattern.compile("(?m)^(?:def|class) (\\w+)");
  private static final Pattern MODULE_CLASS =
      Pattern.compile("(?m)^class (\\w+)\\(nn\\.Module\\):");

  private TorchScriptSource() {}

  /** Joins a resource and all that it imports into one archive source. */
  static String compile(String resource) {
    Set<String> modules = new LinkedHashSet<>();
    collect(resource, new LinkedHashSet<>(), modules);
    StringBuilder joined = new StringBuilder();
    for (String module : modules) {
      String text = DOCSTRING.matcher(module).replaceAll("");
      text = IMPORT.matcher(text).replaceAll("");
      joined.append(COMMENT.matcher(text).replaceAll("")).append('\n');
    }
    String source = joined.toString();
    for (String name : topLevelNames(source)) {
      source =
          source.replaceAll(
              "(?<![\\w.\"])(?<!def )(?<!class )" + name + "\\b(?!\")", "__torch__." + name);
    }
    source =
        MODULE_CLASS
            .matcher(source)
            .replaceAll("class $1(Module):\n    __parameters__ = []\n    __buffers__ = []");
    source =
        source
            .replace("torch.nn.functional.cross_entropy(", "torch.cross_entropy_loss(")
            .replace("torch.nn.functional.", "torch.")
            .replace("torch.ops.", "ops.")
            .replace("torch.jit.fork(", "fork(")
            .replace("torch.jit.wait(", "torch.wait(")
            .replace("torch.classes.", "__torch__.torch.classes.")
            .replace("-> None:", "-> NoneType:");
    for (Map.Entry<String, Integer> dtype : DTYPES.entrySet()) {
      source =
          source.replaceAll("\\btorch\\." + dtype.getKey() + "\\b", dtype.getValue().toString());
    }
    return source;
  }

  /** The number TorchScript knows a tensor type by. */
  static int dtype(String name) {
    Integer number = DTYPES.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          "dtype must be one of " + DTYPES.keySet() + ", but was '" + name + "'");
    }
    return number;
  }

  private static void collect(String resource, Set<String> seen, Set<String> modules) {
    if (!seen.add(resource)) {
      return;
    }
    String module = read(resource);
    Matcher imports = LOCAL_IMPORT.matcher(module);
    while (imports.find()) {
      String imported = imports.group(1) + ".py";
      if (!imported.equals("torch.py") && !imported.equals("typing.py")) {
        collect(imported, seen, modules);
      }
    }
    modules.add(module);
  }

  private static Set<String> topLevelNames(String source) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = TOP_LEVEL_NAME.matcher(source);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String read(String resource) {
    try (InputStream in = TorchScriptSource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource '" + resource + "' is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource '" + resource + "'", e);
    }
  }
}
