package io.retort.bench;

import java.util.Arrays;
import java.util.List;

/** The arguments name=value of a benchmark. */
record Settings(List<String> arguments) {

  Settings(String[] arguments) {
    this(List.of(arguments));
  }

  String text(String name, String otherwise) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(name + "="))
        .map(argument -> argument.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  int whole(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  double number(String name, double otherwise) {
    return Double.parseDouble(text(name, Double.toString(otherwise)));
  }

  /** Separated by commas. */
  List<String> list(String name, String otherwise) {
    return Arrays.asList(text(name, otherwise).split(","));
  }
}
