"""Multi-head latent attention (DeepSeek-V2 report, section 2.1) on the compressed cache.

Completions are absorbed (section 2.1.2): queries go into latent space, keys are never expanded, so a step reads what the
cache holds and no more. Rows of prompts, many at a time, expand keys and values per head from the cached latents, which
takes a third of the operations. Which of the two a token takes depends on whether it was given, never on a batch.

Legend: N rows, H hidden size, A heads, P head size without position, R rotary size, V value size, C latent size
(kv_lora_rank), D = C + R; S positions of a segment; B, T as in windows.py.

fp32 throughout, whatever the type of arithmetic: in bf16 attention would move log-probabilities three times as far as
all else.
"""
import torch
from torch import Tensor
from typing import Dict, List

from block_attention import RunningSoftmax
from layers import concatenated, padded_bmm, rms_norm, rotate
from linear import Linear, linear
from quantised import read_weight
from windows import Part, Window


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

    def forward(self, x: Tensor, rows: Part, cache: Tensor) -> Tensor:
        # x [N, H] -> [N, H]; cache: this layer's [blocks, 64, D]
        n = x.size(0)
        h = x
        if len(self.q_a) > 0:
            h = rms_norm(self.q_a[0].forward(x).to(torch.float32), self.q_a_norm[0], self.eps)
        q = self.q_b.forward(h).to(torch.float32).view([n, self.heads, -1])
        q_rope = rotate(q[:, :, self.nope:], rows.cos, rows.sin, self.interleaved)  # [N, A, R]
        self.write(x, rows, cache)
        if rows.prompts:
            q = torch.cat([q[:, :, :self.nope], q_rope], -1) * self.scale
            y = self.expanded(q, rows, cache)
        else:
            q_latent = padded_bmm(q[:, :, :self.nope].transpose(0, 1), self.key_up).transpose(0, 1)  # [N, A, C]
            q = torch.cat([q_latent, q_rope], -1) * self.scale
            y = self.absorbed(q, rows, cache)
        return self.out.forward(y.reshape([n, self.heads * self.value])).to(torch.float32)

    def write(self, x: Tensor, rows: Part, cache: Tensor) -> None:
        # what later rows attend to
        kv = self.kv_a.forward(x).to(torch.float32)  # [N, D]
        latent = rms_norm(kv[:, :self.latent], self.kv_a_norm, self.eps)
        k_rope = rotate(kv[:, self.latent:].unsqueeze(1), rows.cos, rows.sin, self.interleaved).squeeze(1)
        keys = torch.cat([latent, k_rope], -1)
        cache.view([-1, keys.size(1)]).index_copy_(0, rows.places, keys)

    def absorbed(self, q: Tensor, rows: Part, cache: Tensor) -> Tensor:
        # q [N, A, D] in latent space -> [N, A, V]
        parts: List[Tensor] = []
        for window in rows.windows:
            b = window.sequences
            t = window.tokens
            queries = q[window.first_row:window.last_row()].reshape([b, t * self.heads, -1])
            positions = window.positions.repeat_interleave(self.heads, 1)
            softmax = RunningSoftmax(queries, positions, window.first_key, self.threads)
            for segment in window.segments():
                keys: List[Tensor] = []
                values: List[Tensor] = []
                for i in segment:
                    block = window.keys(cache, i)
                    keys.append(block)
                    values.append(block[:, :, :self.latent])
                softmax.add(keys, values, 64 * segment[0], window.seen)
            parts.append(softmax.attended().reshape([b * t, self.heads, self.latent]))
        y = concatenated(parts, 0)
        # [A, N, C] x [A, C, V] -> [A, N, V] -> [N, A, V]
        return padded_bmm(y.transpose(0, 1), self.value_up.transpose(1, 2)).transpose(0, 1)

    def expanded(self, q: Tensor, rows: Part, cache: Tensor) -> Tensor:
        # q [N, A, P+R] -> [N, A, V]; a prompt is a window of its own
        parts: List[Tensor] = []
        for window in rows.windows:
            parts.append(self.expanded_prompt(q[window.first_row:window.last_row()], window, cache))
        return concatenated(parts, 0)

    def expanded_prompt(self, q: Tensor, window: Window, cache: Tensor) -> Tensor:
        # q [T, A, P+R] -> [T, A, V]. Keys and values are expanded a segment at a time, so that temporaries are bounded
        # however long the context is, and used by all tiles of rows that can see them.
        tiles: List[RunningSoftmax] = []
        positions = window.positions
        for start in range(0, q.size(0), 128):
            end = min(q.size(0), start + 128)
            tiles.append(RunningSoftmax(q[start:end].transpose(0, 1), positions[:, start:end], window.first_key,
                                        self.threads))
        for segment in window.segments():
            blocks: List[Tensor] = []
            for i in segment:
                blocks.append(window.keys(cache, i)[0])
            latents = blocks[0] if len(blocks) == 1 else torch.cat(blocks)
            latent = latents[:, :self.latent]
            s = latents.size(0)
            # [S, C] x [C, A P] -> [A, S, P]
            keys = torch.nn.functional.linear(latent, self.key_up.flatten(0, 1)).view([s, self.heads, -1])
            k_rope = latents[:, self.latent:].unsqueeze(0).expand([self.heads, s, self.rope])
            keys = torch.cat([keys.transpose(0, 1), k_rope], -1)
            values = torch.nn.functional.linear(latent, self.value_up.flatten(0, 1)).view([s, self.heads, -1])
            values = values.transpose(0, 1)
            for t in range(len(tiles)):
                # Later keys than those a tile can see are left out: their weights would be exact zeros.
                seen = window.seen + 128 * t
                visible = min(s, (seen + 62 + min(128, q.size(0) - 128 * t)) // 64 * 64 - 64 * segment[0])
                if visible > 0:
                    tiles[t].add(keys[:, :visible].split(64, 1), values[:, :visible].split(64, 1), 64 * segment[0], seen)
        parts: List[Tensor] = []
        for tile in tiles:
            parts.append(tile.attended())
        y = concatenated(parts, 1)
        return y.transpose(0, 1)


def new_cache(ints: Dict[str, int], blocks: int, device: Device) -> Tensor:
    # of one layer: latent and rotary key of each position. Memory is taken when a block is first written.
    return torch.empty([blocks, 64, ints["latent"] + ints["rope"]], dtype=torch.float32, device=device)
