"""Supervised fine-tuning of DeepSeek-V3 on completions: loss, gradients and both optimisers in one call.

If the tensors of a layer for multi-token prediction (mtp.py) are there, it alone is trained, behind a frozen model.

Legend as in latent_attention.py and gates.py. Everything is fp32 and differentiable, so the plain products stand here instead of
the packed ones of generation. Keys and values are expanded per head here: sequences are short and nothing is cached.
"""
import torch
import torch.nn as nn
from torch import Tensor
from typing import Dict, List, Optional, Tuple

from layers import rms_norm, rope_angles, rotate


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


def swiglu(x: Tensor, gate: Tensor, up: Tensor, down: Tensor) -> Tensor:
    # Shazeer 2020, equation 6. [N, H] -> [N, H]
    hidden = torch.nn.functional.silu(torch.nn.functional.linear(x, gate)) * torch.nn.functional.linear(x, up)
    return torch.nn.functional.linear(hidden, down)


def sigmoid_gate(x: Tensor, weight: Tensor, bias: Tensor, top_k: int, groups: int, top_groups: int, normalise: bool,
                 scale: float) -> Tuple[Tensor, Tensor]:
    # DeepSeek-V3 report, section 2.1.2: the bias steers the choice and never the weights.
    # x [N, H] fp32 -> chosen experts [N, K], their weights [N, K] fp32
    scores = torch.sigmoid(torch.nn.functional.linear(x, weight))
    choice = scores.detach() + bias
    if groups > 1:
        # A group is worth its two best experts; only experts of the best groups can be chosen.
        n = x.size(0)
        grouped = choice.view([n, groups, -1])
        worth = torch.topk(grouped, 2, -1)[0].sum(-1)
        best = torch.topk(worth, top_groups, -1)[1]
        closed = torch.ones_like(worth).scatter(1, best, 0.0).unsqueeze(-1).expand(grouped.size())
        choice = grouped.masked_fill(closed == 1.0, float("-inf")).view([n, -1])
    chosen = torch.topk(choice, top_k, -1)[1]
    weights = scores.gather(1, chosen)
    if normalise:
        weights = weights / (weights.sum(-1, keepdim=True) + 1e-20)
    return chosen, weights * scale


def routed_experts(x: Tensor, chosen: Tensor, weights: Tensor, counts: List[int], gate: List[Tensor], up: List[Tensor],
                   down: List[Tensor]) -> Tensor:
    # x [N, H], chosen and weights [N, K] -> [N, H]. Rows are sorted by expert; afterwards the order is undone.
    n = x.size(0)
    k = chosen.size(1)
    order = torch.argsort(chosen.flatten(), stable=True)
    rows = x.index_select(0, torch.div(order, k, rounding_mode="floor"))
    outputs: List[Tensor] = []
    start = 0
    for e in range(len(counts)):
        # An idle expert runs on no rows, so that it has a gradient (of zeros) like any other.
        outputs.append(swiglu(rows[start:start + counts[e]], gate[e], up[e], down[e]))
        start += counts[e]
    undo = torch.argsort(order)
    y = torch.cat(outputs, 0).index_select(0, undo).view([n, k, -1])
    return (y * weights.unsqueeze(-1)).sum(1)


def newton_schulz(x: Tensor) -> Tensor:
    # [n, rows <= columns] -> the nearest semi-orthogonal matrices; five quintic steps with the coefficients of
    # Jordan et al. 2024 (Muon), which push every singular value into about [0.7, 1.2].
    x = x / (torch.sqrt(x.pow(2).sum([1, 2], keepdim=True)) + 1e-7)
    for i in range(5):
        a = torch.bmm(x, x.transpose(1, 2))
        b = torch.baddbmm(a, a, a, beta=-4.7750, alpha=2.0315)
        x = torch.baddbmm(x, b, x, beta=3.4445, alpha=1.0)
    return x


class Trainer:
    c: Config
    mtp: str
    names: List[str]
    w: Dict[str, Tensor]
    first: Dict[str, Tensor]
    second: Dict[str, Tensor]
    muon_groups: List[List[str]]
    adamw_names: List[str]
    cos: Tensor
    sin: Tensor

    def __init__(self, c: Config, w: Dict[str, Tensor], first: Dict[str, Tensor], second: Dict[str, Tensor],
                 inverse_frequencies: Tensor, muon: bool) -> None:
        cos, sin = rope_angles(inverse_frequencies, c.positions, c.rope_factor)
        names: List[str] = []
        adamw_names: List[str] = []
        shapes: List[List[int]] = []
        muon_groups: List[List[str]] = []
        keys = list(w.keys())
        keys.sort()
        p = "model.layers.{}.".format(c.layers)
        mtp = p if p + "eh_proj.weight" in w else ""
        for name in keys:
            if name.startswith(mtp) and not name.endswith("e_score_correction_bias"):
                tensor = w[name].requires_grad_(True)
                names.append(name)
                matrix = tensor.dim() == 2 and not name.endswith("mlp.gate.weight")
                if muon and matrix and name != "model.embed_tokens.weight" and name != "lm_head.weight":
                    # Matrices of one shape (or its transpose) go through Newton-Schulz together.
                    shape = [min(tensor.size(0), tensor.size(1)), max(tensor.size(0), tensor.size(1))]
                    group = -1
                    for g in range(len(shapes)):
                        if shapes[g] == shape:
                            group = g
                    if group < 0:
                        shapes.append(shape)
                        muon_groups.append([name])
                    else:
                        muon_groups[group].append(name)
                else:
                    adamw_names.append(name)
        self.c = c
        self.mtp = mtp
        self.names = names
        self.w = w
        self.first = first
        self.second = second
        self.muon_groups = muon_groups
        self.adamw_names = adamw_names
        self.cos = cos
        self.sin = sin

    def attention(self, x: Tensor, p: str, cos: Tensor, sin: Tensor, future: Tensor, b: int, t: int) -> Tensor:
        # x [N, H] -> [N, H]
        c = self.c
        w = self.w
        n = b * t
        if p + "q_a_proj.weight" in w:
            h = torch.nn.functional.linear(x, w[p + "q_a_proj.weight"])
            q = torch.nn.functional.linear(rms_norm(h, w[p + "q_a_layernorm.weight"], c.eps), w[p + "q_b_proj.weight"])
        else:
            q = torch.nn.functional.linear(x, w[p + "q_proj.weight"])
        q = q.view([n, c.heads, c.nope + c.rope])
        kv = torch.nn.functional.linear(x, w[p + "kv_a_proj_with_mqa.weight"])
        latent = rms_norm(kv[:, :c.latent], w[p + "kv_a_layernorm.weight"], c.eps)
        up = torch.nn.functional.linear(latent, w[p + "kv_b_proj.weight"]).view([n, c.heads, c.nope + c.value])
        k_rope = rotate(kv[:, c.latent:].unsqueeze(1), cos, sin, c.interleaved).expand([n, c.heads, c.rope])
        q = torch.cat([q[:, :, :c.nope], rotate(q[:, :, c.nope:], cos, sin, c.interleaved)], -1) * c.scale
        k = torch.cat([up[:, :, :c.nope], k_rope], -1)
        q = q.view([b, t, c.heads, -1]).transpose(1, 2)  # [B, A, T, P+R]
        k = k.view([b, t, c.heads, -1]).transpose(1, 2)
        v = up[:, :, c.nope:].view([b, t, c.heads, c.value]).transpose(1, 2)
        s = torch.softmax(torch.matmul(q, k.transpose(2, 3)) + future, -1)
        y = torch.matmul(s, v).transpose(1, 2).reshape([n, c.heads * c.value])
        return torch.nn.functional.linear(y, w[p + "o_proj.weight"])

    def feed_forward(self, x: Tensor, p: str, loads: List[Tensor]) -> Tensor:
        c = self.c
        w = self.w
        if p + "gate.weight" not in w:
            return swiglu(x, w[p + "gate_proj.weight"], w[p + "up_proj.weight"], w[p + "down_proj.weight"])
        chosen, weights = sigmoid_gate(x, w[p + "gate.weight"], w[p + "gate.e_score_correction_bias"], c.top_k, c.groups,
                                       c.top_groups, c.normalise, c.routed_scale)
        load = torch.bincount(chosen.flatten(), minlength=c.experts)
        loads.append(load.to(torch.float32))
        counts: List[int] = load.tolist()
        gate: List[Tensor] = []
        up: List[Tensor] = []
        down: List[Tensor] = []
        for e in range(c.experts):
            q = p + "experts.{}.".format(e)
            gate.append(w[q + "gate_proj.weight"])
            up.append(w[q + "up_proj.weight"])
            down.append(w[q + "down_proj.weight"])
        y = routed_experts(x, chosen, weights, counts, gate, up, down)
        if p + "shared_experts.gate_proj.weight" in w:
            q = p + "shared_experts."
            y = y + swiglu(x, w[q + "gate_proj.weight"], w[q + "up_proj.weight"], w[q + "down_proj.weight"])
        return y

    def layers(self, x: Tensor, first: int, end: int, b: int, loads: List[Tensor]) -> Tensor:
        # through some layers, x [N, H] -> [N, H]; b sequences
        c = self.c
        w = self.w
        t = x.size(0) // b
        cos = self.cos[:t].repeat([b, 1]).unsqueeze(1)  # [N, 1, R/2]
        sin = self.sin[:t].repeat([b, 1]).unsqueeze(1)
        future = torch.full([t, t], float("-inf")).triu(1)
        for i in range(first, end):
            p = "model.layers.{}.".format(i)
            h = rms_norm(x, w[p + "input_layernorm.weight"], c.eps)
            x = x + self.attention(h, p + "self_attn.", cos, sin, future, b, t)
            h = rms_norm(x, w[p + "post_attention_layernorm.weight"], c.eps)
            x = x + self.feed_forward(h, p + "mlp.", loads)
        return x

    def predicted(self, x: Tensor, ids: Tensor, loads: List[Tensor]) -> Tensor:
        # what the last layer makes of ids[:, :T], x [B*T, H] -> of its pairs with ids[:, 1:T], [B*(T-1), H]
        c = self.c
        w = self.w
        p = self.mtp
        b = ids.size(0)
        t = ids.size(1) - 1
        read = rms_norm(x, w["model.norm.weight"], c.eps).view([b, t, -1])[:, :t - 1].flatten(0, 1)
        embedded = torch.embedding(w["model.embed_tokens.weight"], ids[:, 1:t].flatten())
        embedded = rms_norm(embedded, w[p + "enorm.weight"], c.eps)
        read = rms_norm(read, w[p + "hnorm.weight"], c.eps)
        joined = torch.nn.functional.linear(torch.cat([embedded, read], 1), w[p + "eh_proj.weight"])
        return self.layers(joined, c.layers, c.layers + 1, b, loads)

    def loss(self, ids: Tensor, learned: Tensor, loads: List[Tensor]) -> Tensor:
        # ids [B, T+1]; learned [B, T+1]: 1 where the token is to be learned -> mean cross entropy over those
        c = self.c
        w = self.w
        ahead = 1
        norm = "model.norm.weight"
        x = torch.embedding(w["model.embed_tokens.weight"], ids[:, :-1].flatten())
        x = self.layers(x, 0, c.layers, ids.size(0), loads)
        if self.mtp != "":
            loads.clear()
            x = self.predicted(x, ids, loads)
            ahead = 2
            norm = self.mtp + "shared_head.norm.weight"
        rows = learned[:, ahead:].flatten().nonzero().squeeze(1)
        x = rms_norm(x.index_select(0, rows), w[norm], c.eps)
        head = w["lm_head.weight"] if "lm_head.weight" in w else w["model.embed_tokens.weight"]
        logits = torch.nn.functional.linear(x, head)
        return torch.nn.functional.cross_entropy(logits, ids[:, ahead:].flatten().index_select(0, rows))

    def gradient(self, name: str) -> Tensor:
        g = self.w[name].grad
        assert g is not None
        return g

    def gradient_norms(self) -> Tensor:
        norms: List[Tensor] = []
        for name in self.names:
            norms.append(torch.norm(self.gradient(name)))
        return torch.stack(norms)

    def adamw(self, step: int, rate: float, decay: float, beta1: float, beta2: float, clip: float) -> None:
        # Loshchilov and Hutter 2019, algorithm 2
        for name in self.adamw_names:
            p = self.w[name]
            g = self.gradient(name) * clip
            if p.dim() > 1:
                p.mul_(1.0 - rate * decay)
            m = self.first[name]
            v = self.second[name]
            m.mul_(beta1).add_(g, alpha=1.0 - beta1)
            v.mul_(beta2).addcmul_(g, g, value=1.0 - beta2)
            size = torch.sqrt(v / (1.0 - beta2 ** step)).add_(1e-8)
            p.addcdiv_(m, size, value=-rate / (1.0 - beta1 ** step))

    def muon(self, rate: float, decay: float, momentum: float, clip: float) -> None:
        # Jordan et al. 2024 with Nesterov momentum; updates scaled as in Liu et al. 2025 (Muon is scalable), section 2.2
        for group in self.muon_groups:
            updates: List[Tensor] = []
            for name in group:
                g = self.gradient(name) * clip
                m = self.first[name]
                m.mul_(momentum).add_(g)
                u = g.add(m, alpha=momentum)
                updates.append(u if u.size(0) <= u.size(1) else u.t())
            o = newton_schulz(torch.stack(updates))
            size = 0.2 * float(o.size(2)) ** 0.5
            for i in range(len(group)):
                p = self.w[group[i]]
                u = o[i] if p.size(0) <= p.size(1) else o[i].t()
                p.mul_(1.0 - rate * decay).add_(u, alpha=-rate * size)

    def balance(self, loads: List[Tensor], rate: float) -> Tensor:
        # Auxiliary-loss-free balancing (Wang et al. 2024): a busy expert's bias falls. -> largest load / mean load
        worst = torch.zeros([1])
        moe = 0
        for i in range(self.c.layers + 1):
            name = "model.layers.{}.mlp.gate.e_score_correction_bias".format(i)
            if name in self.w and name.startswith(self.mtp):
                load = loads[moe]
                moe += 1
                self.w[name].add_(torch.sign(load.mean() - load), alpha=rate)
                worst = torch.maximum(worst, load.max() / load.mean())
        return worst


class Training(nn.Module):
    training: bool
    config: Optional[Config]
    trainer: Optional[Trainer]

    def configure(self, ints: Dict[str, int], floats: Dict[str, float]) -> None:
        self.config = Config(ints, floats)

    def start(self, w: Dict[str, Tensor], first: Dict[str, Tensor], second: Dict[str, Tensor], inverse_frequencies: Tensor,
              muon: Tensor) -> Tensor:
        # muon: one element, 1 for Muon on the matrices, 0 for AdamW throughout
        c = self.config
        assert c is not None
        self.trainer = Trainer(c, w, first, second, inverse_frequencies, muon.item() == 1)
        return muon

    def loss_and_gradients(self, ids: Tensor, learned: Tensor) -> Tensor:
        # -> the loss, then the norm of each trained tensor's gradient, in the order the tensors were given
        trainer = self.trainer
        assert trainer is not None
        loads: List[Tensor] = []
        loss = trainer.loss(ids, learned, loads)
        torch.backward(loss)
        torch.set_grad_enabled(False)
        result = torch.cat([loss.detach().view([1]), trainer.gradient_norms()])
        for name in trainer.names:
            trainer.gradient(name).zero_()
        torch.set_grad_enabled(True)
        return result

    def step(self, ids: Tensor, learned: Tensor, settings: Tensor) -> Tensor:
        # settings: step from 1, AdamW's rate, Muon's rate, weight decay, beta1, beta2, momentum, largest gradient norm,
        # balancing rate -> loss, gradient norm before clipping, largest load / mean load
        trainer = self.trainer
        assert trainer is not None
        s: List[float] = settings.tolist()
        loads: List[Tensor] = []
        loss = trainer.loss(ids, learned, loads)
        torch.backward(loss)
        torch.set_grad_enabled(False)
        norm = torch.norm(trainer.gradient_norms())
        clip = min(1.0, s[7] / (float(norm.item()) + 1e-6))
        trainer.adamw(int(s[0]), s[1], s[3], s[4], s[5], clip)
        trainer.muon(s[2], s[3], s[6], clip)
        worst = trainer.balance(loads, s[8])
        for name in trainer.names:
            trainer.gradient(name).zero_()
        torch.set_grad_enabled(True)
        return torch.cat([loss.detach().view([1]), norm.view([1]), worst.view([1])])
