"""One layer of the stack: attention, then a feed-forward block, each behind a norm and added to the residual stream.

What rows do alone, the parts of a pass do side by side, each on a thread; at the experts their rows meet, so that each
expert's weights are read once. Legend as in decoder.py. Which Attention it is, the family says.
"""
import torch
from torch import Tensor
from typing import Dict, List

from experts import Experts
from gates import Gate
from layers import concatenated, rms_norm
from swiglu import Projections, SwiGlu
from windows import Part, rows_of


class Attended:
    """Rows of a part that have been through all but the routed experts."""
    x: Tensor
    entering: Tensor
    chosen: Tensor
    weights: Tensor

    def __init__(self, x: Tensor, entering: Tensor, chosen: Tensor, weights: Tensor) -> None:
        # x [N, H]: the residual stream so far; what the experts take [N, H], and as Gate makes them [N, K] each; empty
        # where there are no experts
        self.x = x
        self.entering = entering
        self.chosen = chosen
        self.weights = weights


class Layer:
    """`gate` and `routed` hold one each or none, `dense` the dense block or that of the shared experts, or none."""
    eps: float
    attention_norm: Tensor
    attention: Attention
    feed_forward_norm: Tensor
    gate: List[Gate]
    routed: List[Experts]
    dense: List[SwiGlu]

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> None:
        self.eps = floats["eps"]
        self.attention_norm = w[p + "input_layernorm.weight"].to(torch.float32)
        self.attention = Attention(ints, floats, w, p + "self_attn.")
        self.feed_forward_norm = w[p + "post_attention_layernorm.weight"].to(torch.float32)
        gate: List[Gate] = []
        routed: List[Experts] = []
        dense: List[SwiGlu] = []
        if p + "mlp.gate_proj.weight" in w:
            dense.append(SwiGlu(Projections(w, p + "mlp.", ints["dense_dtype"]), ints, "dense"))
        else:
            gate.append(Gate(ints, floats, w, p + "mlp.gate"))
            routed.append(Experts(w, p + "mlp.experts.", ints))
        if p + "mlp.shared_experts.gate_proj.weight" in w:
            shared = Projections(w, p + "mlp.shared_experts.", ints["dense_dtype"])
            dense.append(SwiGlu(shared, ints, "dense"))
        self.gate = gate
        self.routed = routed
        self.dense = dense

    def forward(self, x: List[Tensor], parts: List[Part], cache: Tensor) -> List[Tensor]:
        # [N, H] of each part -> the same; cache: this layer's
        tasks: List[Future[Attended]] = []
        for i in range(1, len(parts)):
            tasks.append(torch.jit.fork(attend, self, x[i], parts[i], cache))
        attended = [attend(self, x[0], parts[0], cache)]
        for task in tasks:
            attended.append(torch.jit.wait(task))
        x = [part.x for part in attended]
        if len(self.routed) > 0:
            entering = concatenated([part.entering for part in attended], 0)
            chosen = concatenated([part.chosen for part in attended], 0)
            weights = concatenated([part.weights for part in attended], 0)
            y = rows_of(self.routed[0].forward(entering, chosen, weights, len(parts)), parts)
            for i in range(len(x)):
                x[i] = x[i] + y[i]
        return x

    def attended(self, x: Tensor, rows: Part, cache: Tensor) -> Attended:
        x = x + self.attention.forward(rms_norm(x, self.attention_norm, self.eps), rows, cache)
        h = rms_norm(x, self.feed_forward_norm, self.eps)
        for dense in self.dense:
            x = x + dense.forward(h)
        if len(self.gate) == 0:
            none = torch.empty([0])
            return Attended(x, none, none, none)
        chosen, weights = self.gate[0].forward(h)
        return Attended(x, h, chosen, weights)


def attend(layer: Layer, x: Tensor, rows: Part, cache: Tensor) -> Attended:
    return layer.attended(x, rows, cache)
