"""Multi-head latent attention (DeepSeek-V2 report, section 2.1) on the compressed cache.

Completions are absorbed (section 2.1.2): queries go into latent space, keys are never expanded, so a step reads what the
cache holds and no more. Rows of prompts, many at a time, expand keys and values per head from the cached latents, which
takes a third of the operations. Which of the two a token takes depends on whether it was given, never on a batch.

Legend: N rows, H hidden size, A heads, P head size without position, R rotary size, V value size, C latent size
(kv_lora_rank), D = C + R; B, T, S as in windows.py.

fp32 throughout, whatever the type of arithmetic: in bf16 attention would move log-probabilities three times as far as
all else.
"""
import torch
from torch import Tensor
from typing import Dict, List

from block_attention import block_attention
from layers import padded_bmm, rms_norm, rotate
from linear import Linear, linear
from quantised import read_weight
from windows import Pass


class Attention:
    heads: int
    nope: int
    rope: int
    latent: int
    value: int
    interleaved: bool
    eps: float
    scale: float
    threads: int
    q_a: List[Linear]
    q_a_norm: List[Tensor]
    q_b: Linear
    kv_a: Linear
    kv_a_norm: Tensor
    key_up: Tensor
    value_up: Tensor
    out: Linear

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> None:
        q_a: List[Linear] = []
        q_a_norm: List[Tensor] = []
        if p + "q_a_proj.weight" in w:
            q_a.append(linear(w, p + "q_a_proj", ints, "attention"))
            q_a_norm.append(w[p + "q_a_layernorm.weight"].to(torch.float32))
            self.q_b = linear(w, p + "q_b_proj", ints, "attention")
        else:
            self.q_b = linear(w, p + "q_proj", ints, "attention")
        self.heads = ints["heads"]
        self.nope = ints["nope"]
        self.rope = ints["rope"]
        self.latent = ints["latent"]
        self.value = ints["value"]
        self.interleaved = ints["interleaved"] == 1
        self.eps = floats["eps"]
        self.scale = floats["scale"]
        self.threads = ints["threads"]
        up = read_weight(w, p + "kv_b_proj.weight", torch.float32).to(torch.float32)
        up = up.view([self.heads, self.nope + self.value, self.latent])
        self.q_a = q_a
        self.q_a_norm = q_a_norm
        self.kv_a = linear(w, p + "kv_a_proj_with_mqa", ints, "attention")
        self.kv_a_norm = w[p + "kv_a_layernorm.weight"].to(torch.float32)
        self.key_up = up[:, :self.nope].contiguous()  # [A, P, C]
        self.value_up = up[:, self.nope:].contiguous()  # [A, V, C]
        self.out = linear(w, p + "o_proj", ints, "attention")

    def forward(self, x: Tensor, rows: Pass, caches: List[Tensor]) -> Tensor:
        # x [N, H] -> [N, H]; caches: this layer's, each [slots, S, D]
        n = x.size(0)
        h = x
        if len(self.q_a) > 0:
            h = rms_norm(self.q_a[0].forward(x).to(torch.float32), self.q_a_norm[0], self.eps)
        q = self.q_b.forward(h).to(torch.float32).view([n, self.heads, -1])
        kv = self.kv_a.forward(x).to(torch.float32)  # [N, D]
        latent = rms_norm(kv[:, :self.latent], self.kv_a_norm, self.eps)
        k_rope = rotate(kv[:, self.latent:].unsqueeze(1), rows.cos, rows.sin, self.interleaved).squeeze(1)
        keys = torch.cat([latent, k_rope], -1)
        q_rope = rotate(q[:, :, self.nope:], rows.cos, rows.sin, self.interleaved)  # [N, A, R]
        for window in rows.windows:
            mine = keys[window.first_row:window.last_row()].view([window.sequences, window.tokens, -1])
            sequence = torch.arange(window.sequences, device=x.device).unsqueeze(1)
            window.slots(caches[window.cache])[sequence, window.positions] = mine
        if rows.prompts:
            q = torch.cat([q[:, :, :self.nope], q_rope], -1) * self.scale
            y = self.expanded(q, rows, caches)
        else:
            q_latent = padded_bmm(q[:, :, :self.nope].transpose(0, 1), self.key_up).transpose(0, 1)  # [N, A, C]
            q = torch.cat([q_latent, q_rope], -1) * self.scale
            y = self.absorbed(q, rows, caches)
        return self.out.forward(y.reshape([n, self.heads * self.value])).to(torch.float32)

    def absorbed(self, q: Tensor, rows: Pass, caches: List[Tensor]) -> Tensor:
        # q [N, A, D] in latent space -> [N, A, V]
        parts: List[Tensor] = []
        for window in rows.windows:
            b = window.sequences
            t = window.tokens
            cache = window.slots(caches[window.cache])[:, :window.length]
            queries = q[window.first_row:window.last_row()].reshape([b, t * self.heads, -1])
            positions = window.positions.repeat_interleave(self.heads, 1)
            y = block_attention(queries, cache, cache[:, :, :self.latent], positions, window.seen, self.threads)
            parts.append(y.reshape([b * t, self.heads, self.latent]))
        y = parts[0] if len(parts) == 1 else torch.cat(parts)
        # [A, N, C] x [A, C, V] -> [A, N, V] -> [N, A, V]
        return padded_bmm(y.transpose(0, 1), self.value_up.transpose(1, 2)).transpose(0, 1)

    def expanded(self, q: Tensor, rows: Pass, caches: List[Tensor]) -> Tensor:
        # q [N, A, P+R] -> [N, A, V]
        parts: List[Tensor] = []
        for window in rows.windows:
            # a prompt is a window of its own
            cache = caches[window.cache][window.first_slot]
            parts.append(self.expanded_prompt(q[window.first_row:window.last_row()], cache, window.positions[0],
                                              window.length, window.seen))
        return parts[0] if len(parts) == 1 else torch.cat(parts)

    def expanded_prompt(self, q: Tensor, cache: Tensor, positions: Tensor, length: int, seen: int) -> Tensor:
        # q [T, A, P+R]; cache [S, D]; positions [T] -> [T, A, V]. Some heads at a time, so that their expanded keys
        # stay in the processor's cache and temporaries bounded however long the context is.
        heads = max(1, min(self.heads, 1048576 // (length * (self.nope + self.rope + self.value))))
        latent = cache[:length, :self.latent]
        k_rope = cache[:length, self.latent:].unsqueeze(0)
        parts: List[Tensor] = []
        for h in range(0, self.heads, heads):
            end = min(self.heads, h + heads)
            # [S, C] x [C, A' P] -> [A', S, P]
            keys = torch.nn.functional.linear(latent, self.key_up[h:end].flatten(0, 1)).view([length, end - h, -1])
            keys = torch.cat([keys.transpose(0, 1), k_rope.expand([end - h, length, self.rope])], -1)
            values = torch.nn.functional.linear(latent, self.value_up[h:end].flatten(0, 1))
            values = values.view([length, end - h, -1]).transpose(0, 1)
            tiles: List[Tensor] = []
            for t in range(0, q.size(0), 128):
                # Later keys than those a tile can see are left out: their weights would be exact zeros.
                tile = min(q.size(0), t + 128)
                visible = min(length, (seen + tile + 62) // 64 * 64)
                tiles.append(block_attention(q[t:tile, h:end].transpose(0, 1), keys[:, :visible], values[:, :visible],
                                             positions[t:tile].unsqueeze(0), seen + t, self.threads))
            parts.append(torch.cat(tiles, 1))
        return torch.cat(parts).transpose(0, 1)


def new_cache(ints: Dict[str, int], slots: int, length: int, device: Device) -> Tensor:
    # of one layer: latent and rotary key of each position
    return torch.zeros([slots, length, ints["latent"] + ints["rope"]], dtype=torch.float32, device=device)


def position_dimension() -> int:
    # which dimension of a cache counts positions
    return 1
