package io.retort.job.config;

import java.util.Collections;
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

  SettingsEntry withLabel(String newLabel) {
    return new SettingsEntry(where, origin, Optional.of(newLabel), overlay);
  }
}
