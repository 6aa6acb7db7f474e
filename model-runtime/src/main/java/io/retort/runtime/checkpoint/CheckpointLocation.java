package io.retort.runtime.checkpoint;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model argument points: a folder, or a Hub id {@code org/name[@revision]} that the local
 * cache has. Nothing is downloaded.
 *
 * <p>Every command resolves its model argument here, so another place for checkpoints, such as a
 * Hadoop file system, is one more case here and nowhere else.
 */
public final class CheckpointLocation {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

  // What the Hub allows in names; a revision may be a path of such words (refs/pr/1).
  private static final String WORD = "[A-Za-z0-9_][A-Za-z0-9._-]*";
  private static final Pattern HUB_ID =
      Pattern.compile("(" + WORD + "/" + WORD + ")(?:@(" + WORD + "(?:/" + WORD + ")*))?");

  private CheckpointLocation() {}

  /**
   * The folder of a model.
   *
   * @param model a folder, a {@code file:} URI or a Hub id
   * @throws IllegalArgumentException saying what it must be, and for a Hub id how to get it
   */
  public static Path resolve(String model) {
    Path home = Path.of(System.getProperty("user.home", "."));
    return resolve(model, HubCache.of(System.getenv(), home));
  }

  static Path resolve(String model, HubCache cache) {
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must be a folder or a Hub id, but was empty");
    }
    Matcher scheme = SCHEME.matcher(model);
    if (scheme.matches()) {
      return local(model, scheme.group(1));
    }
    Path folder = Path.of(model);
    if (Files.exists(folder)) {
      return folder;
    }
    Matcher id = HUB_ID.matcher(model);
    if (id.matches()) {
      String revision = id.group(2);
      return cache.snapshot(id.group(1), revision == null ? "" : revision);
    }
    throw new IllegalArgumentException(
        "model must be a folder or a Hub id org/name[@revision], but '" + model + "' is neither");
  }

  private static Path local(String uri, String scheme) {
    if (!scheme.equalsIgnoreCase("file")) {
      throw new IllegalArgumentException(
          "model must lie on a local disk, but '"
              + uri
              + "' has the scheme '"
              + scheme
              + "'; CheckpointLocation reads folders, file: URIs and the Hub cache only, so copy it"
              + " to each machine first");
    }
    try {
      return Path.of(URI.create(uri.replace(" ", "%20")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "model must be a folder, but '" + uri + "' is no file: URI of one", e);
    }
  }
}
