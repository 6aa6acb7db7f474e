"""Grouped-query attention (Ainslie et al. 2023, section 2.2) on a cache of keys and values.

Legend: N rows, H hidden size, A heads of queries, K heads of keys and values, G = A/K heads of queries for each of
those, P head size; B, T, S as in windows.py.

fp32 throughout, whatever the type of arithmetic, as latent attention is.
"""
import torch
from torch import Tensor
from typing import Dict, List

from block_attention import block_attention
from layers import rms_norm, rotate
from linear import Linear, linear
from windows import Pass


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

    def forward(self, x: Tensor, rows: Pass, caches: List[Tensor]) -> Tensor:
        # x [N, H] -> [N, H]; caches: this layer's, each [slots, K, S, 2P]
        n = x.size(0)
        q = self.query.forward(x).to(torch.float32).view([n, self.heads, self.size])
        k = self.key.forward(x).to(torch.float32).view([n, self.key_heads, self.size])
        v = self.value.forward(x).to(torch.float32).view([n, self.key_heads, self.size])
        if len(self.norms) > 0:
            q = rms_norm(q, self.norms[0], self.eps)
            k = rms_norm(k, self.norms[1], self.eps)
        q = rotate(q, rows.cos, rows.sin, False) * self.scale
        kv = torch.cat([rotate(k, rows.cos, rows.sin, False), v], -1)  # [N, K, 2P]
        group = self.heads // self.key_heads
        parts: List[Tensor] = []
        for window in rows.windows:
            b = window.sequences
            t = window.tokens
            cache = window.slots(caches[window.cache])  # [B, K, S, 2P]
            by_position = cache.transpose(1, 2)
            mine = kv[window.first_row:window.last_row()].view([b, t, self.key_heads, 2 * self.size])
            by_position[torch.arange(b, device=x.device).unsqueeze(1), window.positions] = mine
            # Each head of keys is a sequence of its own to block_attention, and its G heads of queries are rows: a view
            # of the cache, since slots and heads lie next to each other.
            cache = cache[:, :, :window.length].flatten(0, 1)  # [B*K, S, 2P]
            queries = q[window.first_row:window.last_row()].view([b, t, self.key_heads, group, self.size])
            queries = queries.transpose(1, 2).reshape([b * self.key_heads, t * group, self.size])
            positions = window.positions.repeat_interleave(group, 1).repeat_interleave(self.key_heads, 0)
            y = block_attention(queries, cache[:, :, :self.size], cache[:, :, self.size:], positions, window.seen,
                                self.threads)
            y = y.reshape([b, self.key_heads, t, group * self.size]).transpose(1, 2)
            parts.append(y.reshape([b * t, self.heads * self.size]))
        y = parts[0] if len(parts) == 1 else torch.cat(parts)
        return self.out.forward(y).to(torch.float32)


def new_cache(ints: Dict[str, int], slots: int, length: int, device: Device) -> Tensor:
    # of one layer: key and value of each head and position
    size = [slots, ints["key_heads"], length, 2 * ints["head_size"]]
    return torch.zeros(size, dtype=torch.float32, device=device)


def position_dimension() -> int:
    # which dimension of a cache counts positions
    return 2
