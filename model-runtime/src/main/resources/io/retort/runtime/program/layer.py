"""One layer of the stack: attention, then a feed-forward block, each behind a norm and added to the residual stream.

What rows do alone, the parts of a pass do side by side, each on a thread; at the experts their rows meet, so that each
expert's weights are read once. Legend as in decoder.py. Which Attention it is, the family says.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional

from experts import Experts
from gates import Gate
from layers import concatenated, rms_norm
from swiglu import Projections, SwiGlu
from windows import Part, rows_of


class Routed:
    """What the routed experts made of a part."""
    outputs: Tensor
    places: Tensor
    weights: Tensor

    def __init__(self, outputs: Tensor, places: Tensor, weights: Tensor) -> None:
        # outputs [..., H]: those of all parts; of the part's rows: at which of them theirs are [N, K], and what these are
        # multiplied by [N, K]
        self.outputs = outputs
        self.places = places
        self.weights = weights

    def sum(self) -> Tensor:
        # [N, H]. A row adds its experts in the order of its own top-k.
        n = self.places.size(0)
        k = self.places.size(1)
        y = self.outputs.index_select(0, self.places.flatten()).view([n, k, -1]) * self.weights.unsqueeze(-1)
        total = y[:, 0]
        for i in range(1, k):
            total = total + y[:, i]
        return total


class Stream:
    """The residual stream of a part. What its experts made is added by the part itself when it goes on, beside others.

    `routed` holds one or none; it is given whole and stays as it is, for TorchScript may make one list of all empty ones
    that a constructor makes.
    """
    x: Tensor
    routed: List[Routed]

    def __init__(self, x: Tensor, routed: List[Routed]) -> None:
        # x [N, H]
        self.x = x
        self.routed = routed

    def whole(self) -> Tensor:
        # [N, H]
        x = self.x
        for routed in self.routed:
            x = x + routed.sum()
        return x


class Attended:
    """A part that has been through all but the routed experts."""
    x: Tensor
    entering: Tensor
    sizes: Optional[Tensor]
    chosen: Tensor
    weights: Tensor

    def __init__(self, x: Tensor, entering: Tensor, sizes: Optional[Tensor], chosen: Tensor, weights: Tensor) -> None:
        # x [N, H]: the residual stream so far; what the experts take, as they make it of [N, H], and as Gate makes them
        # [N, K] each; empty where there are no experts
        self.x = x
        self.entering = entering
        self.sizes = sizes
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

    def forward(self, streams: List[Stream], parts: List[Part], cache: Tensor) -> List[Stream]:
        # of each part -> the same; cache: this layer's
        tasks: List[Future[Attended]] = []
        for i in range(1, len(parts)):
            tasks.append(torch.jit.fork(attend, self, streams[i], parts[i], cache))
        attended = [attend(self, streams[0], parts[0], cache)]
        for task in tasks:
            attended.append(torch.jit.wait(task))
        after: List[Stream] = []
        if len(self.routed) == 0:
            for part in attended:
                after.append(Stream(part.x, []))
        else:
            entering = concatenated([part.entering for part in attended], 0)
            chosen = concatenated([part.chosen for part in attended], 0)
            y, places = self.routed[0].forward(entering, joined_sizes(attended), chosen, len(parts))
            for i, mine in enumerate(rows_of(places, parts)):
                after.append(Stream(attended[i].x, [Routed(y, mine, attended[i].weights)]))
        return after

    def attended(self, stream: Stream, rows: Part, cache: Tensor) -> Attended:
        x = stream.whole()
        x = x + self.attention.forward(rms_norm(x, self.attention_norm, self.eps), rows, cache)
        h = rms_norm(x, self.feed_forward_norm, self.eps)
        for dense in self.dense:
            x = x + dense.forward(h)
        if len(self.gate) == 0:
            none = torch.empty([0])
            return Attended(x, none, None, none, none)
        chosen, weights = self.gate[0].forward(h)
        entering, sizes = self.routed[0].entering(h)
        return Attended(x, entering, sizes, chosen, weights)


def attend(layer: Layer, stream: Stream, rows: Part, cache: Tensor) -> Attended:
    return layer.attended(stream, rows, cache)


def joined_sizes(attended: List[Attended]) -> Optional[Tensor]:
    # of all parts, where experts have any
    joined: List[Tensor] = []
    for part in attended:
        sizes = part.sizes
        if sizes is not None:
            joined.append(sizes)
    return None if len(joined) == 0 else concatenated(joined, 0)
