package io.retort.job.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a {@link SweepList}.
 *
 * @param where it stands, such as "sweep.models[1]"
 * @param origin see {@link Setting}
 * @param label its name as given; empty if it was not
 * @param overlay what it sets, by the key of the settings
 */
record SettingsEntry(
    String where, String origin, Optional<String> label, SortedMap<String, Setting> overlay) {

  SettingsEntry {
    overlay = Collections.unmodifiableSortedMap(new TreeMap<>(overlay));
  }

  /** The entry that a list left out stands for: the settings of the whole file, unchanged. */
  static SettingsEntry unchanged(String label) {
    return new SettingsEntry("", "", Optional.of(label), Collections.emptySortedMap());
  }

  /** With one more setting laid over. */
  SettingsEntry with(String key, Setting setting) {
    Map<String, Setting> more = new TreeMap<>(overlay);
    more.put(key, setting);
    return new SettingsEntry(where, origin, label, new TreeMap<>(more));
  }

  SettingsEntry withLabel(String newLabel) {
    return new SettingsEntry(where, origin, Optional.of(newLabel), overlay);
  }
}
