package io.retort.runtime.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder where the Hugging Face tools keep what they have downloaded: {@code
 * models--org--name/refs/<revision>} names a commit, {@code snapshots/<commit>} has its files.
 *
 * @param folder the cache, which need not exist
 */
record HubCache(Path folder) {

  private static final String MAIN = "main";

  /** Where the tools would look, by the same environment variables in the same order. */
  static HubCache of(Map<String, String> environment, Path home) {
    for (String variable : new String[] {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"}) {
      if (!environment.getOrDefault(variable, "").isEmpty()) {
        return new HubCache(Path.of(environment.getOrDefault(variable, "")));
      }
    }
    String huggingFace = environment.getOrDefault("HF_HOME", "");
    if (!huggingFace.isEmpty()) {
      return new HubCache(Path.of(huggingFace, "hub"));
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache = caches.isEmpty() ? home.resolve(".cache") : Path.of(caches);
    return new HubCache(cache.resolve("huggingface").resolve("hub"));
  }

  /**
   * The files of one revision.
   *
   * @param revision a branch, a tag or a whole commit hash; empty for the main branch
   * @throws IllegalArgumentException saying what is missing and how to get it
   */
  Path snapshot(String id, String revision) {
    String wanted = revision.isEmpty() ? MAIN : revision;
    Path model = folder.resolve("models--" + id.replace("/", "--"));
    if (!Files.isDirectory(model)) {
      throw absent(id, revision, model + " does not exist");
    }
    Path snapshots = model.resolve("snapshots");
    Path named = model.resolve("refs").resolve(wanted);
    Path snapshot = snapshots.resolve(Files.isRegularFile(named) ? line(named) : wanted);
    if (!Files.isDirectory(snapshot)) {
      throw absent(
          id,
          revision,
          Files.isRegularFile(named)
              ? named + " names a snapshot that is not there"
              : "it has no revision '" + wanted + "'");
    }
    return snapshot;
  }

  private IllegalArgumentException absent(String id, String revision, String why) {
    return new IllegalArgumentException(
        "model '"
            + id
            + (revision.isEmpty() ? "" : "@" + revision)
            + "' must be a folder or lie in the Hub cache "
            + folder
            + ", but there is no such folder and "
            + why
            + "; download it with 'hf download "
            + id
            + (revision.isEmpty() ? "" : " --revision " + revision)
            + "', set HF_HOME to where it lies, or give a folder");
  }

  private static String line(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
