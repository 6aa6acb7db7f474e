"""Grouped-query attention (Ainslie et al. 2023, section 2.2) on a cache of keys and values.

Legend: N rows, H hidden size, A heads of queries, K heads of keys and values, G = A/K heads of queries for each of
those, P head size; B, T as in windows.py.

fp32 throughout, whatever the type of arithmetic, as latent attention is.
"""
import torch
from torch import Tensor
from typing import Dict, List

from block_attention import RunningSoftmax
from layers import concatenated, rms_norm, rotate
from linear import Linear, linear
from windows import Part


class Attention:
    heads: int
    key_heads: int
    size: int
    eps: float
    scale: float
    threads: int
    query: Linear
    key: Linear
    value: Linear
    out: Linear
    norms: List[Tensor]

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> None:
        norms: List[Tensor] = []
        if p + "q_norm.weight" in w:
            norms = [w[p + "q_norm.weight"].to(torch.float32), w[p + "k_norm.weight"].to(torch.float32)]
        self.heads = ints["heads"]
        self.key_heads = ints["key_heads"]
        self.size = ints["head_size"]
        self.eps = floats["eps"]
        self.scale = floats["scale"]
        self.threads = ints["threads"]
        self.query = linear(w, p + "q_proj", ints, "attention")
        self.key = linear(w, p + "k_proj", ints, "attention")
        self.value = linear(w, p + "v_proj", ints, "attention")
        self.out = linear(w, p + "o_proj", ints, "attention")
        self.norms = norms  # of queries and of keys, or none

    def forward(self, x: Tensor, rows: Part, cache: Tensor) -> Tensor:
        # x [N, H] -> [N, H]; cache: this layer's [blocks, K, 64, 2P]
        n = x.size(0)
        q = self.query.forward(x).to(torch.float32).view([n, self.heads, self.size])
        if len(self.norms) > 0:
            q = rms_norm(q, self.norms[0], self.eps)
        q = rotate(q, rows.cos, rows.sin, False) * self.scale
        self.write(x, rows, cache)
        group = self.heads // self.key_heads
        parts: List[Tensor] = []
        for window in rows.windows:
            b = window.sequences
            t = window.tokens
            # Each head of keys is a sequence of its own to the softmax, and its G heads of queries are rows.
            queries = q[window.first_row:window.last_row()].view([b, t, self.key_heads, group, self.size])
            queries = queries.transpose(1, 2).reshape([b * self.key_heads, t * group, self.size])
            positions = window.positions.repeat_interleave(group, 1).repeat_interleave(self.key_heads, 0)
            softmax = RunningSoftmax(queries, positions, window.first_key, self.threads)
            for segment in window.segments():
                keys: List[Tensor] = []
                values: List[Tensor] = []
                for i in segment:
                    block = window.keys(cache, i).flatten(0, 1)  # [n*K, 64, 2P]
                    keys.append(block[:, :, :self.size])
                    values.append(block[:, :, self.size:])
                softmax.add(keys, values, 64 * segment[0], window.seen)
            y = softmax.attended().reshape([b, self.key_heads, t, group * self.size]).transpose(1, 2)
            parts.append(y.reshape([b * t, self.heads * self.size]))
        y = concatenated(parts, 0)
        return self.out.forward(y).to(torch.float32)

    def write(self, x: Tensor, rows: Part, cache: Tensor) -> None:
        # what later rows attend to
        n = x.size(0)
        k = self.key.forward(x).to(torch.float32).view([n, self.key_heads, self.size])
        v = self.value.forward(x).to(torch.float32).view([n, self.key_heads, self.size])
        if len(self.norms) > 0:
            k = rms_norm(k, self.norms[1], self.eps)
        kv = torch.cat([rotate(k, rows.cos, rows.sin, False), v], -1)  # [N, K, 2P]
        by_position = cache.transpose(1, 2)
        by_position[torch.div(rows.places, 64, rounding_mode="floor"), rows.places % 64] = kv


def new_cache(ints: Dict[str, int], blocks: int, device: Device) -> Tensor:
    # of one layer: key and value of each head and position. Memory is taken when a block is first written.
    size = [blocks, ints["key_heads"], 64, 2 * ints["head_size"]]
    return torch.empty(size, dtype=torch.float32, device=device)
