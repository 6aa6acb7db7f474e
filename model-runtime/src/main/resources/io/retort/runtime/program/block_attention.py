"""Attention in blocks of 64 keys, whose sums are added in order.

One product over all keys would have another length, and so other bits, wherever a neighbour is longer. Here blocks
that lie behind the query add exact zeros, so what shares a pass changes no bit. Prompts and decode steps, chunks of any
size, all take this way.

Legend: B sequences (times key heads), M query rows of each, D size of a key, V size of a value.
"""
import torch
from torch import Tensor
from typing import List

from layers import even_exp, even_exp_


class RunningSoftmax:
    """Values weighted by the softmax of the scores so far, over up to 8 blocks at a time.

    That bounds the memory for scores; from one segment to the next a running maximum (Milakov and Gimelshein 2018,
    algorithm 3) rescales what has been summed.
    """
    q: Tensor
    positions: Tensor
    rows: int
    first_key: int
    threads: int
    y: Tensor
    total: Tensor
    top: Tensor

    def __init__(self, q: Tensor, positions: Tensor, first_key: int, threads: int) -> None:
        # q [B, M, D], scaled already; positions [B, M] of the rows; first_key: as in windows.py
        m = q.size(1)
        missing = (16 - m % 16) % 16  # fewer than 16 rows take other kernels
        if missing > 0:
            q = torch.constant_pad_nd(q, [0, 0, 0, missing])
            positions = torch.constant_pad_nd(positions, [0, missing])
        self.q = q
        self.positions = positions.unsqueeze(2)
        self.rows = m
        self.first_key = first_key
        self.threads = threads
        self.y = torch.zeros([0])
        self.total = torch.zeros([0])
        self.top = torch.zeros([0])

    def add(self, keys: List[Tensor], values: List[Tensor], first: int, seen: int) -> None:
        # the next segment: keys[i] [n, 64, D] and values[i] [n, 64, V] of positions from first + 64 i on, of the first n
        # sequences; n falls with i. The first `seen` positions lie behind no row.
        b = keys[0].size(0)
        s = torch.empty([len(keys), b, self.q.size(1), 64], dtype=torch.float32, device=self.q.device)
        for i in range(len(keys)):
            n = keys[i].size(0)
            mine = s[i][:n]
            torch.bmm(self.q[:n], keys[i].transpose(1, 2), out=mine)
            if n < b:
                s[i][n:].fill_(float("-inf"))
            key = first + 64 * i
            if key + 64 > seen:
                index = torch.arange(key, key + 64, device=s.device)
                mine.masked_fill_(index > self.positions[:n], float("-inf"))
            if key < self.first_key:
                mine[:, :, :self.first_key - key].fill_(float("-inf"))
        top = s.amax([0, 3])  # [B, M]
        if first > 0:
            top = torch.maximum(top, self.top[:b])
            rescale = even_exp(self.top[:b] - top, self.threads)
            self.y[:b].mul_(rescale.unsqueeze(2))
            self.total[:b].mul_(rescale)
            self.top[:b].copy_(top)
        else:
            self.top = top
        s = even_exp_(s.sub_(top.unsqueeze(0).unsqueeze(3)), self.threads)
        sums = s.sum(3)  # [blocks, B, M]
        for i in range(len(keys)):
            n = keys[i].size(0)
            if first == 0 and i == 0:
                self.y = torch.bmm(s[0], values[0])
                self.total = sums[0]
            else:
                self.y[:n].baddbmm_(s[i][:n], values[i])
                self.total[:n].add_(sums[i][:n])

    def attended(self) -> Tensor:
        # [B, M, V]
        return (self.y / self.total.unsqueeze(2))[:, :self.rows]
