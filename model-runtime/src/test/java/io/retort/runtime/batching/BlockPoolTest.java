package io.retort.runtime.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockPoolTest {

  private final BlockPool pool = new BlockPool(3);

  @Test
  void aBlockIsFreeWhenItsLastHolderLetsGo() {
    int block = pool.take();
    pool.share(block);
    pool.release(block);
    assertThat(pool.available()).isEqualTo(2);

    pool.release(block);
    assertThat(pool.available()).isEqualTo(3);
  }

  @Test
  void aBeginningIsFoundByItsTokensAndWhatIsBeforeThem() {
    int first = pool.take();
    int second = pool.take();
    pool.publish(-1, first, new int[] {1, 2});
    pool.publish(first, second, new int[] {3, 4});

    assertThat(pool.find(-1, new int[] {1, 2})).contains(first);
    assertThat(pool.find(first, new int[] {3, 4})).contains(second);
    assertThat(pool.find(-1, new int[] {3, 4})).isEmpty();
    assertThat(pool.find(-1, new int[] {1, 9})).isEmpty();
    assertThat(pool.find(second, new int[] {1, 2})).isEmpty();
  }

  @Test
  void aBeginningOutlivesItsHoldersUntilItsBlockIsNeeded() {
    int block = pool.take();
    pool.publish(-1, block, new int[] {1, 2});
    pool.release(block);
    assertThat(pool.available()).isEqualTo(3);
    assertThat(pool.find(-1, new int[] {1, 2})).contains(block);

    pool.share(block);
    assertThat(pool.available()).isEqualTo(2);
    pool.release(block);
    List<Integer> taken = List.of(pool.take(), pool.take(), pool.take());

    assertThat(taken).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(pool.find(-1, new int[] {1, 2})).isEmpty();
  }

  @Test
  void whatFollowsALostBeginningIsNotFoundUnderAnother() {
    int first = pool.take();
    int second = pool.take();
    pool.publish(-1, first, new int[] {1, 2});
    pool.publish(first, second, new int[] {3, 4});
    pool.release(first);
    int other = pool.take();
    int again = pool.take(); // the first block, under another beginning
    pool.publish(-1, again, new int[] {5, 6});

    assertThat(other).isNotEqualTo(again);
    assertThat(again).isEqualTo(first);
    assertThat(pool.find(again, new int[] {3, 4})).isEmpty();
  }

  @Test
  void ofTwoBlocksWithTheSameTokensOneIsShared() {
    int first = pool.take();
    int second = pool.take();
    pool.publish(-1, first, new int[] {1, 2});
    pool.publish(-1, second, new int[] {1, 2});
    int third = pool.take();
    pool.publish(second, third, new int[] {3, 4});

    assertThat(pool.find(-1, new int[] {1, 2})).contains(first);
    assertThat(pool.find(first, new int[] {3, 4})).isEmpty();
    assertThat(pool.find(second, new int[] {3, 4})).isEmpty();
  }

  @Test
  void releasingWhatNobodyHoldsIsAnError() {
    assertThatIllegalStateException()
        .isThrownBy(() -> pool.release(1))
        .withMessage("block 1 is released more often than it is held");
  }

  @Test
  void noBlockIsEverHeldTwice() {
    BlockPool many = new BlockPool(20);
    Random random = new Random(2);
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextBoolean() && many.available() > 0) {
        int block = many.take();
        assertThat(held).doesNotContain(block);
        if (random.nextBoolean()) {
          many.publish(-1, block, new int[] {random.nextInt(50)});
        }
        held.add(block);
      } else if (!held.isEmpty()) {
        many.release(held.remove(random.nextInt(held.size())));
      }
      assertThat(many.available()).isEqualTo(20 - held.size());
    }
  }
}
