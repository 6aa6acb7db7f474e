"""What `retort bench` measures, by a plain PyTorch program: to be run beside it on the same machine.

A deepseek_v3 checkpoint in bf16, eager, its weights prepacked for oneDNN, latent attention absorbed in decode steps, rows
sorted by expert. Every sequence has as many tokens; nothing is drawn from the logits.

Usage: python eager.py CHECKPOINT [BATCH,BATCH...]      (any PyTorch 2 for processors; nothing else)
"""
import json
import statistics
import struct
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_grad_enabled(False)
RUNS = 5
CONTEXT = 36
PROMPT = 512


def read(folder):
    config = json.loads((folder / "config.json").read_text())
    file = (folder / "model.safetensors").read_bytes()
    (size,) = struct.unpack("<Q", file[:8])
    raw = torch.frombuffer(bytearray(file[8 + size:]), dtype=torch.uint8)
    types = {"F32": torch.float32, "BF16": torch.bfloat16}
    header = json.loads(file[8:8 + size])
    header.pop("__metadata__", None)
    tensors = {
        name: raw[slice(*entry["data_offsets"])].view(types[entry["dtype"]]).view(entry["shape"])
        for name, entry in header.items()
    }
    return config, tensors


def norm(x, weight):
    y = x.float()
    return weight * (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + 1e-6)).to(x.dtype)


def turn(x, cos, sin):
    a, b = x.float().unflatten(-1, [-1, 2]).unbind(-1)
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2).to(x.dtype)


class Model:

    def __init__(self, config, tensors):
        self.c = config
        self.w = tensors
        self.packed = {
            name: torch.ops.mkldnn._reorder_linear_weight(tensor.clone(), 32)
            for name, tensor in tensors.items()
            if tensor.dim() == 2 and tensor.dtype == torch.bfloat16 and "embed" not in name and "kv_b" not in name
        }
        half = torch.arange(0, config["qk_rope_head_dim"], 2).float() / config["qk_rope_head_dim"]
        angles = torch.outer(torch.arange(4096).float(), config["rope_theta"] ** -half)
        self.cos, self.sin = angles.cos(), angles.sin()

    def linear(self, name, x):
        y = torch.ops.mkldnn._linear_pointwise(x.flatten(0, -2), self.packed[name + ".weight"], None, "none", [], "")
        return y.view(*x.shape[:-1], -1)

    def mlp(self, p, x):
        return self.linear(p + "down_proj", F.silu(self.linear(p + "gate_proj", x)) * self.linear(p + "up_proj", x))

    def attention(self, p, x, cache, start):
        c = self.c
        (b, s, _), heads, nope = x.shape, c["num_attention_heads"], c["qk_nope_head_dim"]
        end, latent = start + s, c["kv_lora_rank"]
        cos, sin = self.cos[start:end].unsqueeze(1), self.sin[start:end].unsqueeze(1)
        q = norm(self.linear(p + "q_a_proj", x), self.w[p + "q_a_layernorm.weight"])
        q = self.linear(p + "q_b_proj", q).view(b, s, heads, -1)
        kv = self.linear(p + "kv_a_proj_with_mqa", x)
        cache[:, start:end, :latent] = norm(kv[..., :latent], self.w[p + "kv_a_layernorm.weight"])
        cache[:, start:end, latent:] = turn(kv[..., latent:].unsqueeze(2), cos, sin).squeeze(2)
        seen, rotated = cache[:, :end], turn(q[..., nope:], cos, sin)
        up = self.w[p + "kv_b_proj.weight"].view(heads, -1, latent)
        scale = q.shape[-1] ** -0.5
        if s == 1:
            inner = torch.bmm(q[:, 0, :, :nope].transpose(0, 1), up[:, :nope]).transpose(0, 1)
            weights = torch.bmm(torch.cat([inner, rotated[:, 0]], -1), seen.transpose(1, 2)).float() * scale
            y = torch.bmm(torch.softmax(weights, -1).to(x.dtype), seen[..., :latent])
            y = torch.bmm(y.transpose(0, 1), up[:, nope:].transpose(1, 2)).transpose(0, 1)
        else:
            expanded = F.linear(seen[..., :latent], up.flatten(0, 1)).view(b, end, heads, -1)
            position = seen[..., latent:].unsqueeze(2).expand(b, end, heads, -1)
            keys = torch.cat([expanded[..., :nope], position], -1).transpose(1, 2)
            queries = torch.cat([q[..., :nope], rotated], -1).transpose(1, 2)
            weights = torch.matmul(queries, keys.transpose(-1, -2)).float() * scale
            future = torch.ones(s, end, dtype=torch.bool).triu(start + 1)
            weights = torch.softmax(weights.masked_fill(future, float("-inf")), -1).to(x.dtype)
            y = torch.matmul(weights, expanded[..., nope:].transpose(1, 2)).transpose(1, 2)
        return self.linear(p + "o_proj", y.reshape(b, s, -1))

    def experts(self, p, x):
        k = self.c["num_experts_per_tok"]
        scores = torch.sigmoid(F.linear(x.float(), self.w[p + "gate.weight"].float()))
        chosen = torch.topk(scores + self.w[p + "gate.e_score_correction_bias"], k, -1)[1]
        weights = scores.gather(1, chosen)
        weights = weights / weights.sum(-1, keepdim=True) * self.c["routed_scaling_factor"]
        order = torch.argsort(chosen.flatten())
        rows = order // k
        counts = torch.bincount(chosen.flatten(), minlength=self.c["n_routed_experts"]).tolist()
        y = torch.cat([
            self.mlp(f"{p}experts.{e}.", some) for e, some in enumerate(x[rows].split(counts)) if counts[e] > 0
        ])
        y = y * weights.flatten()[order].unsqueeze(1).to(x.dtype)
        return torch.zeros_like(x).index_add_(0, rows, y) + self.mlp(p + "shared_experts.", x)

    def forward(self, ids, caches, start):
        # ids [B, S] -> logits [B, vocabulary] of the last ones
        x = self.w["model.embed_tokens.weight"][ids]
        for layer, cache in enumerate(caches):
            p = f"model.layers.{layer}."
            x = x + self.attention(p + "self_attn.", norm(x, self.w[p + "input_layernorm.weight"]), cache, start)
            h = norm(x, self.w[p + "post_attention_layernorm.weight"]).flatten(0, 1)
            dense = layer < self.c["first_k_dense_replace"]
            x = x + (self.mlp(p + "mlp.", h) if dense else self.experts(p + "mlp.", h)).view_as(x)
        return self.linear("lm_head", norm(x[:, -1], self.w["model.norm.weight"]))

    def rate(self, batch, tokens, steps, start):
        # tokens per second of so many steps, the median of some runs after one that is not counted
        c = self.c
        size = c["kv_lora_rank"] + c["qk_rope_head_dim"]
        room = start + (RUNS + 1) * steps * tokens
        caches = [torch.zeros(batch, room, size, dtype=torch.bfloat16) for _ in range(c["num_hidden_layers"])]
        rates = []
        for run in range(RUNS + 1):
            begin = time.perf_counter()
            for step in range(steps):
                ids = torch.randint(0, c["vocab_size"], (batch, tokens))
                at = 0 if tokens > 1 else start + run * steps + step
                self.forward(ids, caches, at)
            rates.append(batch * steps * tokens / (time.perf_counter() - begin))
        return statistics.median(rates[1:])


def main():
    model = Model(*read(Path(sys.argv[1])))
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads")
    print(f"prefill {model.rate(1, PROMPT, 1, 0):.1f}")
    for batch in (sys.argv[2] if len(sys.argv) > 2 else "1,8,32,64").split(","):
        print(f"decode {batch} {model.rate(int(batch), 1, 16, CONTEXT):.1f}", flush=True)


main()
