package io.retort.job.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The runs of a sweep: every benchmark with every model and every sampling preset.
 *
 * <p>A list that is left out counts as one entry, the settings of the whole file. Without any list
 * the sweep is one run, and its directory is the sweep's; otherwise each run has the directory
 * {@code BENCHMARK/MODEL/PRESET} below it, of the entries' labels, so that a sweep that has grown
 * by an entry still finds its earlier runs.
 *
 * @param dir directory of the sweep
 * @param isMatrix whether the runs lie below that directory
 * @param combinations in the order of the lists; a model's runs are neighbours
 */
public record SweepMatrix(String dir, boolean isMatrix, List<Combination> combinations) {

  private static final String DEFAULT = "default";
  private static final String FILE = "benchmark.file";
  private static final String LIMIT = "benchmark.limit";
  private static final String ROLLOUTS = "sampling.rollouts";

  public SweepMatrix {
    combinations = List.copyOf(combinations);
  }

  /** Reads the keys of a sweep; what is wrong with them waits in {@code settings}. */
  public static SweepMatrix read(SettingsReader settings) {
    return new Entries(settings).matrix();
  }

  /** The entries of the three lists, each with a label. */
  private static final class Entries {

    private final SettingsReader settings;
    private final List<SettingsEntry> benchmarks;
    private final List<SettingsEntry> models;
    private final List<SettingsEntry> presets;

    Entries(SettingsReader settings) {
      this.settings = settings;
      this.benchmarks = labelled(SweepList.BENCHMARKS, "benchmark.name");
      this.models = labelled(SweepList.MODELS, "model.path");
      this.presets = labelled(SweepList.PRESETS, "");
    }

    SweepMatrix matrix() {
      String dir = settings.name("run.dir");
      boolean isMatrix = benchmarks.size() + models.size() + presets.size() > 0;
      List<Combination> combinations = new ArrayList<>();
      for (SettingsEntry model : orUnchanged(models, lastName("model.path"))) {
        for (SettingsEntry benchmark : orUnchanged(benchmarks, settings.text("benchmark.name"))) {
          for (SettingsEntry preset : orUnchanged(presets, DEFAULT)) {
            combinations.add(combination(dir, isMatrix, benchmark, model, preset));
          }
        }
      }
      return new SweepMatrix(dir, isMatrix, combinations);
    }

    private Combination combination(
        String dir,
        boolean isMatrix,
        SettingsEntry benchmark,
        SettingsEntry model,
        SettingsEntry preset) {
      String[] labels = {label(benchmark), label(model), label(preset)};
      SortedMap<String, Setting> overlay = new TreeMap<>(benchmark.overlay());
      overlay.putAll(model.overlay());
      overlay.putAll(preset.overlay());
      capLimit(overlay);
      if (isGreedy(preset)) { // whatever the benchmark says: its rollouts would be all the same
        overlay.put(ROLLOUTS, new Setting(1, preset.origin(), ROLLOUTS));
      }
      if (isMatrix) {
        String own = dir + "/" + String.join("/", labels);
        overlay.put("run.dir", new Setting(own, settings.setting("run.dir").origin(), "run.dir"));
      }
      SettingsReader reader = BenchmarkConfig.recommended(settings.overlaid(overlay));
      SweepConfig config = SweepConfig.read(reader);
      return new Combination(
          labels[0], labels[1], labels[2], config, reader.values(), reader.origins());
    }

    /** The limit of the whole file, such as {@code --limit}, holds for every benchmark. */
    private void capLimit(Map<String, Setting> overlay) {
      Setting entry = overlay.get(LIMIT);
      Setting whole = settings.setting(LIMIT);
      if (entry != null
          && entry.value() instanceof Integer own
          && whole.value() instanceof Integer cap
          && cap > 0
          && (own == 0 || own > cap)) {
        overlay.put(LIMIT, whole);
      }
    }

    private static boolean isGreedy(SettingsEntry preset) {
      Setting temperature = preset.overlay().get("sampling.temperature");
      return temperature != null
          && temperature.value() instanceof Number number
          && number.doubleValue() == 0;
    }

    private static List<SettingsEntry> orUnchanged(List<SettingsEntry> entries, String label) {
      return entries.isEmpty() ? List.of(SettingsEntry.unchanged(directoryName(label))) : entries;
    }

    /**
     * The entries with a label each, which no two share.
     *
     * @param nameKey the setting that an entry is named after; empty if it must have a label
     */
    private List<SettingsEntry> labelled(SweepList list, String nameKey) {
      List<SettingsEntry> labelled = new ArrayList<>();
      Map<String, String> taken = new HashMap<>();
      for (SettingsEntry entry : settings.entries(list)) {
        SettingsEntry named =
            entry.withLabel(directoryName(entry.label().orElse(named(entry, nameKey))));
        String label = label(named);
        String other = taken.putIfAbsent(label, entry.where());
        if (label.isEmpty()) {
          settings.complain(
              new Setting(entry.label().orElse(""), entry.origin(), entry.where() + ".label"),
              "must name the entry");
        } else if (other != null) {
          settings.complain(
              new Setting(label, entry.origin(), entry.where() + ".label"),
              "must differ from that of " + other);
        }
        labelled.add(named);
      }
      return labelled;
    }

    private static String label(SettingsEntry entry) {
      return entry.label().orElse("");
    }

    private String named(SettingsEntry entry, String key) {
      if (key.isEmpty()) {
        return "";
      }
      SettingsReader reader = settings.overlaid(entry.overlay());
      String name = reader.text(key);
      String file = reader.text(FILE);
      boolean isNamedAfterFile = key.equals("benchmark.name") && name.equals("jsonl");
      return isNamedAfterFile ? lastPart(file).replaceFirst("\\.[^.]+$", "") : lastPart(name);
    }

    private String lastName(String key) {
      return lastPart(settings.text(key));
    }

    private static String lastPart(String path) {
      String stripped = path.strip().replaceFirst("/+$", "");
      return stripped.substring(stripped.lastIndexOf('/') + 1);
    }

    /** What cannot stand in a name on every file system becomes a dash. */
    private static String directoryName(String label) {
      String name = label.strip().replaceAll("[^A-Za-z0-9._-]+", "-");
      return name.equals(".") || name.equals("..") ? "" : name;
    }
  }
}
