"""Feed-forward blocks: SwiGLU (Shazeer 2020, equation 6), alone or as one of many experts.

Legend: N tokens, H hidden size, I inner size, E experts, K experts per token.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional

from gates import Gate
from layers import even_silu
from linear import Linear, scale_rows
from quantised import read_bias, read_weight


class Projections:
    # The weights of one block, read once however many forms are made of them.
    gate: Tensor
    up: Tensor
    down: Tensor
    gate_bias: Optional[Tensor]
    up_bias: Optional[Tensor]
    down_bias: Optional[Tensor]

    def __init__(self, w: Dict[str, Tensor], p: str, dtype: int) -> None:
        self.gate = read_weight(w, p + "gate_proj.weight", dtype)
        self.up = read_weight(w, p + "up_proj.weight", dtype)
        self.down = read_weight(w, p + "down_proj.weight", dtype)
        self.gate_bias = read_bias(w, p + "gate_proj.bias")
        self.up_bias = read_bias(w, p + "up_proj.bias")
        self.down_bias = read_bias(w, p + "down_proj.bias")


class SwiGlu:
    # Gate and up projection are one product where the weight is copied anyway, else two on the mapped weights.
    gate_up: List[Linear]
    down: Linear
    threads: int

    def __init__(self, w: Projections, ints: Dict[str, int], role: str) -> None:
        gate_up: List[Linear] = []
        if ints[role + "_form"] == 0:
            gate_up = [Linear([w.gate], w.gate_bias, ints, role), Linear([w.up], w.up_bias, ints, role)]
        else:
            bias: Optional[Tensor] = None
            gate_bias = w.gate_bias
            up_bias = w.up_bias
            if gate_bias is not None and up_bias is not None:
                bias = torch.cat([gate_bias, up_bias])
            gate_up = [Linear([w.gate, w.up], bias, ints, role)]
        self.gate_up = gate_up
        self.down = Linear([w.down], w.down_bias, ints, role)
        self.threads = ints["threads"]

    def forward(self, x: Tensor) -> Tensor:
        # [N, H] -> [N, H]
        return self.down.forward(gated(self.projected(x), self.threads))

    def projected(self, x: Tensor) -> Tensor:
        # [N, H] -> [N, 2 I]: gate, then up
        if len(self.gate_up) == 2:
            return torch.cat([self.gate_up[0].forward(x), self.gate_up[1].forward(x)], 1)
        return self.gate_up[0].forward(x)


def gated(projected: Tensor, threads: int) -> Tensor:
    # [N, 2 I] -> [N, I]
    gate, up = projected.chunk(2, 1)
    return even_silu(gate, threads) * up


class Experts:
    """The routed experts. `prompt` holds those for the rows of prompts, many at a time, if another form is faster
    there; else it is empty.
    """
    experts: List[SwiGlu]
    prompt: List[SwiGlu]

    def __init__(self, w: Dict[str, Tensor], p: str, ints: Dict[str, int]) -> None:
        experts: List[SwiGlu] = []
        prompt: List[SwiGlu] = []
        for e in range(ints["experts"]):
            weights = Projections(w, p + "{}.".format(e), ints["expert_dtype"])
            experts.append(SwiGlu(weights, ints, "expert"))
            if ints["prompt_expert_form"] != ints["expert_form"]:
                prompt.append(SwiGlu(weights, ints, "prompt_expert"))
        self.experts = experts
        self.prompt = prompt

    def forward(self, x: Tensor, chosen: Tensor, weights: Tensor, prompts: bool) -> Tensor:
        # x [N, H] fp32, chosen and weights [N, K] -> [N, H] fp32. Rows are sorted by expert, so each expert sees one
        # slice; then the order is undone, so that a token adds its experts in the order of its own top-k.
        n = x.size(0)
        k = chosen.size(1)
        experts = self.prompt if prompts and len(self.prompt) > 0 else self.experts
        counts: List[int] = torch.bincount(chosen.flatten(), minlength=len(experts)).tolist()
        order = torch.argsort(chosen.flatten(), stable=True)
        tokens = torch.div(order, k, rounding_mode="floor")
        place = torch.argsort(order)
        if experts[0].down.form == 3:
            y = int8_experts(experts, x, tokens, counts)
        else:
            # First all experts' projections, then all their outputs, so that what lies between is done once for all.
            rows = x.to(experts[0].down.weight.dtype).index_select(0, tokens)
            projected: List[Tensor] = []
            for e, part in enumerate(rows.split_with_sizes(counts)):
                if counts[e] > 0:
                    projected.append(experts[e].projected(part))
            hidden = gated(torch.cat(projected), experts[0].threads)
            outputs: List[Tensor] = []
            for e, part in enumerate(hidden.split_with_sizes(counts)):
                if counts[e] > 0:
                    outputs.append(experts[e].down.forward(part))
            y = torch.cat(outputs).to(torch.float32)
        y = y.index_select(0, place).view([n, k, -1])
        y = y * weights.unsqueeze(-1)
        total = y[:, 0]
        for i in range(1, k):
            total = total + y[:, i]
        return total


def int8_experts(experts: List[SwiGlu], x: Tensor, tokens: Tensor, counts: List[int]) -> Tensor:
    # The same in 8 bits, scaled once for all experts: x [N, H]; tokens [N*K], the rows of x sorted by expert, counts[e]
    # for each -> outputs [N*K, H]
    scaled, scales = scale_rows(x)
    hidden: List[Tensor] = []
    for e, part in enumerate(scaled.index_select(0, tokens).split_with_sizes(counts)):
        if counts[e] > 0:
            hidden.append(experts[e].gate_up[0].scaled(part))
    projected = torch.cat(hidden).mul_(scales.index_select(0, tokens))
    scaled, scales = scale_rows(gated(projected, experts[0].threads))
    outputs: List[Tensor] = []
    for e, part in enumerate(scaled.split_with_sizes(counts)):
        if counts[e] > 0:
            outputs.append(experts[e].down.scaled(part))
    return torch.cat(outputs).mul_(scales)


class FeedForward:
    """One layer's: dense, or a gate with routed and shared experts (DeepSeekMoE, Dai et al. 2024, section 3)."""
    gate: List[Gate]
    routed: List[Experts]
    dense: List[SwiGlu]

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> None:
        gate: List[Gate] = []
        routed: List[Experts] = []
        dense: List[SwiGlu] = []
        if p + "gate_proj.weight" in w:
            dense.append(SwiGlu(Projections(w, p, ints["dense_dtype"]), ints, "dense"))
        else:
            gate.append(Gate(ints, floats, w, p + "gate"))
            routed.append(Experts(w, p + "experts.", ints))
        if p + "shared_experts.gate_proj.weight" in w:
            shared = Projections(w, p + "shared_experts.", ints["dense_dtype"])
            dense.append(SwiGlu(shared, ints, "dense"))
        self.gate = gate
        self.routed = routed
        self.dense = dense

    def forward(self, x: Tensor, prompts: bool) -> Tensor:
        # [N, H] fp32 -> [N, H] fp32
        y = self.dense[0].forward(x).to(torch.float32) if len(self.dense) > 0 else torch.zeros_like(x)
        if len(self.gate) > 0:
            chosen, weights = self.gate[0].forward(x)
            y = self.routed[0].forward(x, chosen, weights, prompts) + y
        return y
