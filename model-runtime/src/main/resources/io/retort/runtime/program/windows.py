"""Which rows of a pass belong to which sequences, and where their cached positions lie."""
import torch
from torch import Tensor
from typing import List


class Window:
    """Sequences that attend together: neighbours in one cache, each with equally many tokens in this pass.

    B sequences with T tokens each are B*T rows of the pass, from `first_row` on.
    """
    cache: int
    first_slot: int
    sequences: int
    tokens: int
    first_row: int
    length: int
    seen: int
    positions: Tensor

    def __init__(self, numbers: List[int], first_row: int, positions: Tensor) -> None:
        # numbers: cache, first slot, B, T, length (cached positions that count, a multiple of 64), seen (positions
        # that no token of the window is before)
        self.cache = numbers[0]
        self.first_slot = numbers[1]
        self.sequences = numbers[2]
        self.tokens = numbers[3]
        self.length = numbers[4]
        self.seen = numbers[5]
        self.first_row = first_row
        self.positions = positions[first_row:self.last_row()].view([self.sequences, self.tokens])

    def last_row(self) -> int:
        return self.first_row + self.sequences * self.tokens

    def slots(self, cache: Tensor) -> Tensor:
        # [slots, ...] -> [B, ...], a view
        return cache[self.first_slot:self.first_slot + self.sequences]


class Pass:
    """What one forward pass is about, the same for all layers.

    `prompts`: every row belongs to a prompt. Rows of prompts and of completions may take different kernels, which
    makes a completion depend on which tokens were given, but on nothing else.
    """
    windows: List[Window]
    cos: Tensor
    sin: Tensor
    prompts: bool

    def __init__(self, numbers: List[int], positions: Tensor, cos: Tensor, sin: Tensor, prompts: bool) -> None:
        # positions [N]; cos and sin of all positions [positions, R/2]
        windows: List[Window] = []
        row = 0
        for i in range(0, len(numbers), 6):
            window = Window(numbers[i:i + 6], row, positions)
            row = window.last_row()
            windows.append(window)
        self.windows = windows
        self.cos = cos[positions].unsqueeze(1)  # [N, 1, R/2]
        self.sin = sin[positions].unsqueeze(1)
        self.prompts = prompts
