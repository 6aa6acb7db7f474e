package io.retort.grader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;

/** The first place where two JSON values differ. */
final class JsonDifference {

  private final boolean moreFieldsAllowed;

  private JsonDifference(boolean moreFieldsAllowed) {
    this.moreFieldsAllowed = moreFieldsAllowed;
  }

  static Optional<String> between(JsonNode found, JsonNode wanted, boolean moreFieldsAllowed) {
    return new JsonDifference(moreFieldsAllowed).at("", found, wanted);
  }

  private Optional<String> at(String path, JsonNode found, JsonNode wanted) {
    if (found.isObject() && wanted.isObject()) {
      return ofObjects(path, found, wanted);
    }
    if (found.isArray() && wanted.isArray()) {
      return ofArrays(path, found, wanted);
    }
    boolean areNumbers = found.isNumber() && wanted.isNumber();
    boolean isSame =
        areNumbers
            ? found.decimalValue().compareTo(wanted.decimalValue()) == 0
            : found.equals(wanted);
    return isSame ? Optional.empty() : Optional.of(differs(path, found, wanted));
  }

  private Optional<String> ofObjects(String path, JsonNode found, JsonNode wanted) {
    for (Iterator<String> names = wanted.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!found.has(name)) {
        return Optional.of(place(path) + " has no field " + Shown.quoted(name));
      }
      Optional<String> difference = at(path + "/" + name, found.get(name), wanted.get(name));
      if (difference.isPresent()) {
        return difference;
      }
    }
    for (Iterator<String> names = found.fieldNames(); names.hasNext() && !moreFieldsAllowed; ) {
      String name = names.next();
      if (!wanted.has(name)) {
        return Optional.of(place(path) + " has a field too many: " + Shown.quoted(name));
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofArrays(String path, JsonNode found, JsonNode wanted) {
    if (found.size() != wanted.size()) {
      return Optional.of(
          place(path) + " has " + found.size() + " items, the target " + wanted.size());
    }
    for (int i = 0; i < found.size(); i++) {
      Optional<String> difference = at(path + "/" + i, found.get(i), wanted.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static String differs(String path, JsonNode found, JsonNode wanted) {
    return place(path)
        + " is "
        + Shown.quoted(found.toString())
        + ", the target "
        + Shown.quoted(wanted.toString());
  }

  static String place(String path) {
    return path.isEmpty() ? "the answer" : path;
  }
}
