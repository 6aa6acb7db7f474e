"""Which rows of a pass belong to which sequences, and where their cached positions lie.

A cache is a pool of blocks, each with room for 64 positions; a sequence owns some of them in any order (Kwon et al. 2023,
section 4.1), and sequences with a common beginning share blocks.
"""
import torch
from torch import Tensor
from typing import List


class Window:
    """Sequences that attend together, each with equally many tokens in this pass; who has more blocks comes first.

    B sequences with T tokens each are B*T rows of their part, from `first_row` on. So the i-th blocks are those of the
    first `counts[i]` sequences. Positions before `first_key`, fewer than 64, are attended to by no row.
    """
    sequences: int
    tokens: int
    first_row: int
    seen: int
    first_key: int
    counts: List[int]
    runs: List[int]
    blocks: List[Tensor]
    positions: Tensor

    def __init__(self, numbers: List[int], first_row: int, first_key: int, positions: Tensor, blocks: Tensor) -> None:
        # numbers: B, T, seen (positions that no token of the window is before), then of each i the count of i-th blocks
        # and the first of them where they are consecutive, else -1; positions: of the part's rows, perhaps more; blocks:
        # ids, the i-th of all sequences together
        self.sequences = numbers[0]
        self.tokens = numbers[1]
        self.seen = numbers[2]
        self.first_row = first_row
        self.first_key = first_key
        self.positions = positions[first_row:self.last_row()].view([self.sequences, self.tokens])
        counts: List[int] = []
        runs: List[int] = []
        for i in range(3, len(numbers), 2):
            counts.append(numbers[i])
            runs.append(numbers[i + 1])
        self.counts = counts
        self.runs = runs
        self.blocks = torch.split_with_sizes(blocks, counts)

    def last_row(self) -> int:
        return self.first_row + self.sequences * self.tokens

    def keys(self, cache: Tensor, i: int) -> Tensor:
        # [blocks, ...] -> the i-th blocks of the sequences that have one: a view where they are neighbours
        if self.runs[i] >= 0:
            return cache.narrow(0, self.runs[i], self.counts[i])
        return cache.index_select(0, self.blocks[i])

    def segments(self) -> List[List[int]]:
        # which blocks are attended to at a time: 8, fixed by their positions
        segments: List[List[int]] = []
        for i in range(0, len(self.counts), 8):
            segment: List[int] = []
            for j in range(i, min(i + 8, len(self.counts))):
                segment.append(j)
            segments.append(segment)
        return segments


class Part:
    """The rows of a pass that one thread takes through what rows do alone: whole windows. Mostly all there are.

    `prompts`: every row belongs to a prompt. Rows of prompts and of completions may take different kernels, which
    makes a completion depend on which tokens were given, but on nothing else.
    """
    windows: List[Window]
    cos: Tensor
    sin: Tensor
    places: Tensor
    prompts: bool

    def __init__(self, positions: Tensor, places: Tensor, windows: List[Window], cos: Tensor, sin: Tensor,
                 prompts: bool) -> None:
        # positions, places [N]: where a row is written, 64 times its block plus its place there; cos and sin of all
        # positions [positions, R/2]
        self.windows = windows
        self.cos = cos[positions].unsqueeze(1)  # [N, 1, R/2]
        self.sin = sin[positions].unsqueeze(1)
        self.places = places
        self.prompts = prompts


def parts_of(positions: Tensor, places: Tensor, numbers: List[int], blocks: Tensor, cos: Tensor, sin: Tensor,
             prompts: bool, first_key: int) -> List[Part]:
    # positions, places [N], cos and sin as Part takes them, of all parts together; numbers: for each part how many windows
    # it has and, for each of those, how many numbers follow, and those; first_key: of every window
    parts: List[Part] = []
    start = 0
    used = 0
    i = 0
    while i < len(numbers):
        windows: List[Window] = []
        row = 0
        count = numbers[i]
        i = i + 1
        for _ in range(count):
            end = i + 1 + numbers[i]
            held = sum_of_counts(numbers[i + 1:end])
            window = Window(numbers[i + 1:end], row, first_key, positions[start:], blocks[used:used + held])
            row = window.last_row()
            used = used + held
            windows.append(window)
            i = end
        end = start + row
        parts.append(Part(positions[start:end], places[start:end], windows, cos, sin, prompts))
        start = end
    return parts


def sum_of_counts(numbers: List[int]) -> int:
    total = 0
    for i in range(3, len(numbers), 2):
        total = total + numbers[i]
    return total


def rows_of(x: Tensor, parts: List[Part]) -> List[Tensor]:
    # [N, ...] of all parts -> those of each
    return x.split_with_sizes([part.places.size(0) for part in parts])


def open_blocks(cache: Tensor, opened: Tensor) -> None:
    # opened: blocks whose first position a pass writes. What lies behind a query is multiplied by zero, so it must be
    # finite.
    if opened.numel() > 0:
        cache.index_fill_(0, opened, 0.0)
