"""Attention in blocks of 64 keys, whose sums are added in order.

One product over all keys would have another length, and so other bits, wherever a neighbour is longer. Here blocks
that lie behind the query add exact zeros, so the room a cache has, and what shares it, changes no bit. Prompts and
decode steps, chunks of any size, all take this way.

Legend: B sequences (times key heads), M query rows of each, S cached positions (a multiple of 64), D size of a key,
V size of a value.
"""
import torch
from torch import Tensor
from typing import List

from layers import even_exp, even_exp_


def block_attention(q: Tensor, keys: Tensor, values: Tensor, positions: Tensor, seen: int,
                    threads: int) -> Tensor:
    # q [B, M, D], scaled already; keys [B, S, D], values [B, S, V]: views of a cache; positions [B, M] of the rows;
    # the first `seen` keys lie behind no query -> [B, M, V]
    m = q.size(1)
    missing = (16 - m % 16) % 16  # fewer than 16 rows take other kernels
    if missing > 0:
        q = torch.constant_pad_nd(q, [0, 0, 0, missing])
        positions = torch.constant_pad_nd(positions, [0, missing])
    b = q.size(0)
    m_padded = q.size(1)
    y = torch.zeros([0])
    total = torch.zeros([0])
    top = torch.zeros([0])
    # Segments of 8 blocks bound the memory for scores; from one to the next a running maximum (Milakov and
    # Gimelshein 2018, algorithm 3) rescales what has been summed.
    for start in range(0, keys.size(1), 512):
        end = min(start + 512, keys.size(1))
        s = torch.empty([(end - start) // 64, b, m_padded, 64], dtype=torch.float32, device=q.device)
        for i in range(s.size(0)):
            key = start + 64 * i
            torch.bmm(q, keys[:, key:key + 64].transpose(1, 2), out=s[i])
            if key + 64 > seen:
                index = torch.arange(key, key + 64, device=q.device)
                s[i].masked_fill_(index > positions.unsqueeze(2), float("-inf"))
        largest = s.amax([0, 3])  # [B, M]
        if start > 0:
            largest = torch.maximum(largest, top)
            rescale = even_exp(top - largest, threads)
            y = y * rescale.unsqueeze(2)
            total = total * rescale
        top = largest
        s = even_exp_(s.sub_(top.unsqueeze(0).unsqueeze(3)), threads)
        sums = s.sum(3)  # [blocks, B, M]
        for i in range(s.size(0)):
            key = start + 64 * i
            if key == 0:
                y = torch.bmm(s[0], values[:, :64])
                total = sums[0]
            else:
                y = y.baddbmm_(s[i], values[:, key:key + 64])
                total = total + sums[i]
    return (y / total.unsqueeze(2))[:, :m]
