"""Feed-forward blocks: SwiGLU (Shazeer 2020, equation 6).

Legend: N rows, H hidden size, I inner size.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional

from layers import concatenated, even_silu
from linear import Linear
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
        projected = [one.forward(x) for one in self.gate_up]
        return self.down.forward(gated(concatenated(projected, 1), self.threads))

    def projected(self, x: Tensor) -> Tensor:
        # [N, H], as its products take it -> [N, 2 I]: gate, then up; as they leave it
        projected = [one.product(x) for one in self.gate_up]
        return concatenated(projected, 1)


def gated(projected: Tensor, threads: int) -> Tensor:
    # [N, 2 I] -> [N, I]
    gate, up = projected.chunk(2, 1)
    return even_silu(gate, threads) * up
