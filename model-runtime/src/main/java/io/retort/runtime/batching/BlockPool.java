package io.retort.runtime.batching;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the blocks of a cache, and which of them hold the beginnings of prompts that other
 * prompts share.
 *
 * <p>A block is free, held by one or more sequences, or kept: nobody holds it, but it is the
 * beginning of some prompt, and the one longest without use goes when a free block is missing. Not
 * thread-safe.
 */
final class BlockPool {

  private final int[] holders;
  private final @Nullable Beginning[] beginnings;
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final LinkedHashSet<Integer> kept = new LinkedHashSet<>(); // in order of last use
  private final Map<Beginning, Integer> known = new HashMap<>();
  private long serial;

  BlockPool(int blocks) {
    this.holders = new int[blocks];
    this.beginnings = new Beginning[blocks];
    for (int block = 0; block < blocks; block++) {
      free.add(block);
    }
  }

  /** Blocks that can be taken. */
  int available() {
    return free.size() + kept.size();
  }

  /** A block for one holder; there must be one available. */
  int take() {
    Integer block = free.poll();
    if (block == null) {
      Iterator<Integer> oldest = kept.iterator();
      block = oldest.next();
      oldest.remove();
      forget(block);
    }
    holders[block] = 1;
    return block;
  }

  /** One more holder of a held or kept block. */
  void share(int block) {
    if (holders[block]++ == 0) {
      kept.remove(block);
    }
  }

  /** One holder less. */
  void release(int block) {
    if (holders[block] == 0) {
      throw new IllegalStateException("block " + block + " is released more often than it is held");
    }
    if (--holders[block] == 0) {
      if (beginnings[block] == null) {
        free.push(block);
      } else {
        kept.add(block);
      }
    }
  }

  /**
   * The block that holds a prompt's next tokens, not yet shared.
   *
   * @param before the block of the tokens before them; -1 at the beginning
   * @param tokens of a whole block
   */
  Optional<Integer> find(int before, int[] tokens) {
    return canBeFound(before)
        ? Optional.ofNullable(known.get(new Beginning(serialOf(before), 0, tokens)))
        : Optional.empty();
  }

  /** Lets other prompts find a whole block of prompt tokens. */
  void publish(int before, int block, int[] tokens) {
    if (!canBeFound(before)) {
      return;
    }
    Beginning beginning = new Beginning(serialOf(before), ++serial, tokens);
    if (known.putIfAbsent(beginning, block) == null) {
      beginnings[block] = beginning;
    }
  }

  /** What follows a block that nobody can find cannot be found either. */
  private boolean canBeFound(int block) {
    return block < 0 || beginnings[block] != null;
  }

  private long serialOf(int block) {
    return block < 0 ? 0 : Objects.requireNonNull(beginnings[block]).serial;
  }

  private void forget(int block) {
    known.remove(Objects.requireNonNull(beginnings[block]));
    beginnings[block] = null;
  }

  /** A block's tokens and what is before them; equal whatever the serial, which names it. */
  private static final class Beginning {

    private final long before;
    private final long serial;
    private final int[] tokens;

    Beginning(long before, long serial, int[] tokens) {
      this.before = before;
      this.serial = serial;
      this.tokens = tokens;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Beginning that
          && before == that.before
          && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(before) + Arrays.hashCode(tokens);
    }
  }
}
