package io.retort.runtime.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A JSON object that was read from a file of a checkpoint.
 *
 * @param file where it was read, for error messages
 * @param text the file as it stands
 * @param root what it says
 */
record JsonFile(Path file, String text, JsonNode root) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a whole file.
   *
   * @throws IllegalArgumentException if it is missing or not a JSON object
   * @throws UncheckedIOException if it cannot be read
   */
  static JsonFile read(Path file) {
    byte[] bytes = bytes(file);
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": must be JSON, but was not: " + e.getMessage() + "; fetch it again", e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException(
          file + ": must be a JSON object, but was " + root.getNodeType() + "; fetch it again");
    }
    return new JsonFile(file, new String(bytes, StandardCharsets.UTF_8), root);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          file
              + ": must exist, but does not; copy it from the checkpoint's publisher, or correct"
              + " the folder",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be readable, but was not: " + e, e);
    }
  }
}
