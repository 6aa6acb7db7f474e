package io.retort.benchmark;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The ids of rows, in about 16 bytes a row: they are told apart by their hashes, and where these
 * agree by looking the earlier id up again.
 */
final class SeenIds {

  /** No earlier row. */
  static final int NONE = -1;

  private final IntFunction<String> idOf;
  private int[] hashes = new int[1024]; // of each row
  private int[] table = filled(2 * hashes.length); // open addressing: rows, or NONE
  private int size;

  /**
   * @param idOf gives the id of a row that was added
   */
  SeenIds(IntFunction<String> idOf) {
    this.idOf = idOf;
  }

  /**
   * Adds the id of the next row, unless it is there.
   *
   * @return the row that has it already, or {@link #NONE}
   */
  int add(String id) {
    if (size == hashes.length) {
      grow();
    }
    int hash = id.hashCode();
    int slot = slot(hash);
    while (table[slot] != NONE) {
      if (hashes[table[slot]] == hash && idOf.apply(table[slot]).equals(id)) {
        return table[slot];
      }
      slot = (slot + 1) % table.length;
    }
    hashes[size] = hash;
    table[slot] = size++;
    return NONE;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, 2 * size);
    table = filled(2 * hashes.length);
    for (int row = 0; row < size; row++) {
      int slot = slot(hashes[row]);
      while (table[slot] != NONE) {
        slot = (slot + 1) % table.length;
      }
      table[slot] = row;
    }
  }

  /** Consecutive ids have consecutive hashes: Fibonacci hashing spreads them. */
  private int slot(int hash) {
    return (int) (((hash * 0x9E3779B97F4A7C15L) >>> 32) % table.length);
  }

  private static int[] filled(int length) {
    int[] table = new int[length];
    Arrays.fill(table, NONE);
    return table;
  }
}
