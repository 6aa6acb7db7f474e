"""DeepSeek-V3 for generation: multi-head latent attention on the compressed cache, sigmoid-gated experts.

Legend: B sequences, T tokens of this pass, N = B*T rows, M = N rounded up, S cached positions, H hidden size,
A heads, P head size without position, R rotary size, V value size, C latent size (kv_lora_rank), D = C + R.

Types: the residual stream, attention, norms and the gate are fp32; experts, dense feed-forward layers, embedding and
head are in the type of arithmetic. Attention in bf16 would move log-probabilities three times as far as all else.

A row's bits must not depend on its neighbours. So every product sees at least ROW_MULTIPLE rows and a multiple of
them (fewer rows take other kernels), and attention runs in blocks of KEY_BLOCK keys whose sums are added in order.
"""
import torch
import torch.nn as nn
from torch import Tensor
from typing import Dict, List, Optional, Tuple


class Config:
    layers: int
    heads: int
    nope: int
    rope: int
    value: int
    latent: int
    top_k: int
    groups: int
    top_groups: int
    experts: int
    positions: int
    interleaved: bool
    normalise: bool
    eps: float
    scale: float
    routed_scale: float
    rope_factor: float

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float]) -> None:
        self.layers = ints["layers"]
        self.heads = ints["heads"]
        self.nope = ints["nope"]
        self.rope = ints["rope"]
        self.value = ints["value"]
        self.latent = ints["latent"]
        self.top_k = ints["top_k"]
        self.groups = ints["groups"]
        self.top_groups = ints["top_groups"]
        self.experts = ints["experts"]
        self.positions = ints["positions"]
        self.interleaved = ints["interleaved"] == 1
        self.normalise = ints["normalise"] == 1
        self.eps = floats["eps"]
        self.scale = floats["scale"]
        self.routed_scale = floats["routed_scale"]
        self.rope_factor = floats["rope_factor"]


class Attention:
    c: Config
    norm: Tensor
    q_a: Optional[Tensor]
    q_a_norm: Optional[Tensor]
    q_b: Tensor
    kv_a: Tensor
    kv_a_norm: Tensor
    key_up: Tensor
    value_up: Tensor
    out: Tensor

    def __init__(self, c: Config, w: Dict[str, Tensor], layer: str) -> None:
        p = layer + "self_attn."
        q_a: Optional[Tensor] = None
        q_a_norm: Optional[Tensor] = None
        if p + "q_a_proj.weight" in w:
            q_a = w[p + "q_a_proj.weight"]
            q_a_norm = w[p + "q_a_layernorm.weight"]
            self.q_b = w[p + "q_b_proj.weight"]
        else:
            self.q_b = w[p + "q_proj.weight"]
        up = w[p + "kv_b_proj.weight"].view([c.heads, c.nope + c.value, c.latent])
        self.c = c
        self.norm = w[layer + "input_layernorm.weight"]
        self.q_a = q_a
        self.q_a_norm = q_a_norm
        self.kv_a = w[p + "kv_a_proj_with_mqa.weight"]
        self.kv_a_norm = w[p + "kv_a_layernorm.weight"]
        self.key_up = up[:, :c.nope]  # [A, P, C]
        self.value_up = up[:, c.nope:].transpose(1, 2)  # [A, C, V]
        self.out = w[p + "o_proj.weight"]

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, sequences: Tensor, positions: Tensor, hidden_keys: Tensor,
                cache: Tensor) -> Tensor:
        # x [M, H]; cos, sin [M, 1, R/2]; sequences [B, 1]; positions [B, T]; cache [B, S, D], S a multiple of 64;
        # hidden_keys [B, S/64, T, 1, 64]: true where a key lies behind the query
        c = self.c
        b = positions.size(0)
        t = positions.size(1)
        n = b * t
        m = x.size(0)
        blocks = cache.size(1) // 64
        d = c.latent + c.rope
        x = rms_norm(x, self.norm, c.eps)
        h = x
        q_a = self.q_a
        q_a_norm = self.q_a_norm
        if q_a is not None and q_a_norm is not None:
            h = rms_norm(torch.nn.functional.linear(x, q_a), q_a_norm, c.eps)
        q = torch.nn.functional.linear(h, self.q_b).view([m, c.heads, c.nope + c.rope])
        kv = torch.nn.functional.linear(x, self.kv_a)  # [M, D]
        latent = rms_norm(kv[:, :c.latent], self.kv_a_norm, c.eps)
        k_rope = rotate(kv[:, c.latent:].unsqueeze(1), cos, sin, c.interleaved).squeeze(1)
        cache[sequences, positions] = torch.cat([latent, k_rope], -1)[:n].view([b, t, d])
        # Absorbed (DeepSeek-V2 report, section 2.1.2): the query goes into latent space, keys are never expanded.
        q_latent = torch.bmm(q[:, :, :c.nope].transpose(0, 1), self.key_up).transpose(0, 1)  # [M, A, C]
        q_rope = rotate(q[:, :, c.nope:], cos, sin, c.interleaved)  # [M, A, R]
        q_all = torch.cat([q_latent, q_rope], -1)[:n].view([b, 1, t * c.heads, d])
        q_all = q_all.expand([b, blocks, t * c.heads, d]).reshape([b * blocks, t * c.heads, d])
        keys = cache.view([b * blocks, 64, d])
        s = torch.bmm(q_all, keys.transpose(1, 2)).view([b, blocks, t, c.heads, 64])
        s = (s * c.scale).masked_fill(hidden_keys, float("-inf"))
        s = torch.exp(s - s.amax([1, 4], keepdim=True))
        y = torch.bmm(s.view([b * blocks, t * c.heads, 64]), keys[:, :, :c.latent])
        y = y.view([b, blocks, t, c.heads, c.latent])
        total = s.sum(-1, keepdim=True)  # [B, S/64, T, A, 1]
        weighted = y[:, 0]
        weight = total[:, 0]
        for i in range(1, blocks):
            weighted = weighted + y[:, i]
            weight = weight + total[:, i]
        y = (weighted / weight).view([n, c.heads, c.latent])
        if m > n:
            y = torch.constant_pad_nd(y, [0, 0, 0, 0, 0, m - n])
        y = torch.bmm(y.transpose(0, 1), self.value_up)  # [A, M, C] x [A, C, V] -> [A, M, V]
        return torch.nn.functional.linear(y.transpose(0, 1).reshape([m, c.heads * c.value]), self.out)


class FeedForward:
    c: Config
    norm: Tensor
    router: Optional[Tensor]
    router_bias: Tensor
    gate: List[Tensor]
    up: List[Tensor]
    down: List[Tensor]
    always: List[Tensor]
    dtype: int

    def __init__(self, c: Config, w: Dict[str, Tensor], layer: str) -> None:
        p = layer + "mlp."
        router: Optional[Tensor] = None
        router_bias = torch.zeros([0], dtype=torch.float32)
        gate: List[Tensor] = []
        up: List[Tensor] = []
        down: List[Tensor] = []
        dense = p
        if p + "gate.weight" in w:
            router = w[p + "gate.weight"]
            router_bias = w[p + "gate.e_score_correction_bias"]
            for e in range(c.experts):
                q = p + "experts.{}.".format(e)
                gate.append(w[q + "gate_proj.weight"])
                up.append(w[q + "up_proj.weight"])
                down.append(w[q + "down_proj.weight"])
            dense = p + "shared_experts."
        always: List[Tensor] = []
        if dense + "gate_proj.weight" in w:
            always = [w[dense + "gate_proj.weight"], w[dense + "up_proj.weight"], w[dense + "down_proj.weight"]]
        self.c = c
        self.norm = w[layer + "post_attention_layernorm.weight"]
        self.router = router
        self.router_bias = router_bias
        self.gate = gate
        self.up = up
        self.down = down
        self.always = always
        self.dtype = always[0].dtype if len(always) > 0 else gate[0].dtype

    def forward(self, x: Tensor, n: int) -> Tensor:
        # x [M, H], the first n rows real -> [M, H]
        c = self.c
        exact = rms_norm(x, self.norm, c.eps)
        x = exact.to(self.dtype)
        y = torch.zeros_like(exact)
        if len(self.always) > 0:
            y = swiglu(x, self.always[0], self.always[1], self.always[2]).to(torch.float32)
        router = self.router
        if router is not None:
            chosen, weights = sigmoid_gate(exact, router, self.router_bias, c.top_k, c.groups, c.top_groups, c.normalise,
                                           c.routed_scale)
            chosen = chosen[:n]
            counts: List[int] = torch.bincount(chosen.flatten(), minlength=c.experts).tolist()
            routed = routed_experts(x[:n], chosen, weights[:n], counts, self.gate, self.up, self.down, 16)
            if x.size(0) > n:
                routed = torch.constant_pad_nd(routed, [0, 0, 0, x.size(0) - n])
            y = routed + y
        return y


class Net:
    c: Config
    embedding: Tensor
    norm: Tensor
    head: Tensor
    cos: Tensor
    sin: Tensor
    attention: List[Attention]
    feed_forward: List[FeedForward]

    def __init__(self, c: Config, w: Dict[str, Tensor], inverse_frequencies: Tensor) -> None:
        # 15 more than the model has: prompts are padded to whole multiples of 16 tokens.
        cos, sin = rope_angles(inverse_frequencies, c.positions + 15, c.rope_factor)
        attention: List[Attention] = []
        feed_forward: List[FeedForward] = []
        for i in range(c.layers):
            layer = "model.layers.{}.".format(i)
            attention.append(Attention(c, w, layer))
            feed_forward.append(FeedForward(c, w, layer))
        self.c = c
        self.embedding = w["model.embed_tokens.weight"]
        self.norm = w["model.norm.weight"]
        if "lm_head.weight" in w:
            self.head = w["lm_head.weight"]
        else:
            self.head = w["model.embed_tokens.weight"]
        self.cos = cos
        self.sin = sin
        self.attention = attention
        self.feed_forward = feed_forward

    def hidden(self, caches: List[Tensor], ids: Tensor, starts: Tensor) -> Tensor:
        # ids [B, T] at positions starts [B] onwards -> [M, H]; the first B*T rows are real
        b = ids.size(0)
        t = ids.size(1)
        n = b * t
        pad = (16 - n % 16) % 16
        positions = starts.unsqueeze(1) + torch.arange(t).unsqueeze(0)
        flat = torch.constant_pad_nd(positions.flatten(), [0, pad])
        cos = self.cos[flat].unsqueeze(1)  # [M, 1, R/2]
        sin = self.sin[flat].unsqueeze(1)
        sequences = torch.arange(b).unsqueeze(1)
        keys = torch.arange(caches[0].size(1)).view([1, -1, 1, 1, 64])
        hidden_keys = keys > positions.view([b, 1, t, 1, 1])
        # The residual stream is fp32 in every type of arithmetic: rounding it to bf16 at each addition costs more than
        # all products together.
        x = torch.embedding(self.embedding, torch.constant_pad_nd(ids.flatten(), [0, pad])).to(torch.float32)
        for i in range(self.c.layers):
            x = x + self.attention[i].forward(x, cos, sin, sequences, positions, hidden_keys, caches[i])
            x = x + self.feed_forward[i].forward(x, n)
        return x

    def logits(self, x: Tensor) -> Tensor:
        # [rows, H] -> [rows, vocabulary] fp32; rows are padded as in hidden()
        rows = x.size(0)
        pad = (16 - rows % 16) % 16
        if pad > 0:
            x = torch.constant_pad_nd(x, [0, 0, 0, pad])
        x = rms_norm(x, self.norm, self.c.eps).to(self.head.dtype)
        return torch.nn.functional.linear(x, self.head)[:rows].to(torch.float32)


class Generation(nn.Module):
    training: bool

    def map_files(self, paths: List[str], sizes: List[int]) -> List[Tensor]:
        # Read-only private mappings: nothing is copied, and JVMs of one machine share the pages.
        files: List[Tensor] = []
        for i in range(len(paths)):
            files.append(torch.from_file(paths[i], False, sizes[i], dtype=torch.uint8))
        return files

    def view(self, file: Tensor, dtype: int, offset: int, size: int, shape: List[int], compute: int) -> Tensor:
        # offset in bytes, size in elements. A view with no copy where the offset is aligned and the type is right.
        strides: List[int] = []
        step = 1
        for i in range(len(shape)):
            strides.append(step)
            step = step * shape[len(shape) - 1 - i]
        strides.reverse()
        width = torch.empty([0], dtype=dtype).element_size()
        if offset % width == 0:
            tensor = torch.set_(torch.empty([0], dtype=dtype), file, offset // width, shape, strides)
        else:
            bytes = file[offset:offset + size * width].clone()
            tensor = torch.set_(torch.empty([0], dtype=dtype), bytes, 0, shape, strides)
        return tensor.to(compute)

    def build(self, ints: Dict[str, int], floats: Dict[str, float], names: List[str], tensors: List[Tensor],
              inverse_frequencies: Tensor) -> Net:
        w: Dict[str, Tensor] = {}
        for i in range(len(names)):
            w[names[i]] = tensors[i]
        return Net(Config(ints, floats), w, inverse_frequencies)

    def new_caches(self, net: Net, sequences: int, positions: int) -> List[Tensor]:
        caches: List[Tensor] = []
        for i in range(net.c.layers):
            caches.append(torch.zeros([sequences, positions, net.c.latent + net.c.rope], dtype=torch.float32))
        return caches

    def select(self, caches: List[Tensor], rows: Tensor, positions: int) -> List[Tensor]:
        # The caches of the given sequences (one may be named twice), grown to the given number of positions.
        chosen: List[Tensor] = []
        for cache in caches:
            kept = cache.index_select(0, rows)
            chosen.append(torch.constant_pad_nd(kept, [0, 0, 0, positions - cache.size(1)]))
        return chosen

    def step(self, net: Net, caches: List[Tensor], ids: Tensor, starts: Tensor, last: Tensor) -> Tensor:
        # ids [B, T]; last [B]: which of the T tokens is asked for -> logits [B, vocabulary] fp32
        x = net.hidden(caches, ids, starts)
        return net.logits(x.index_select(0, torch.arange(ids.size(0)) * ids.size(1) + last))

    def token_logprobs(self, net: Net, caches: List[Tensor], ids: Tensor, starts: Tensor, targets: Tensor) -> Tensor:
        # -> [B, T] fp32: log p(targets[b, t] | all up to ids[b, t]); 512 rows of logits at a time
        x = net.hidden(caches, ids, starts)[:ids.numel()]
        wanted = targets.flatten().unsqueeze(1)
        parts: List[Tensor] = []
        for start in range(0, x.size(0), 512):
            z = torch.log_softmax(net.logits(x[start:start + 512]), -1)
            parts.append(z.gather(1, wanted[start:start + 512]))
        return torch.cat(parts, 0).view(ids.size())
