"""Products with weights. A row of a product never depends on the other rows, nor on how many there are.

Legend: N rows, I inputs, O outputs.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional, Tuple

from quantised import read_bias, read_weight


class Linear:
    """y = x W^T + b, with the weight in one of these forms:

    MAPPED 0: as it lies in the file. Few rows take other kernels, so rows are padded to a multiple of `row_multiple`.
    PACKED 1: oneDNN's own layout, in the weight's type; for many rows the fastest in bf16. Outputs are padded to a
        multiple of 64: the oneDNN of PyTorch 2.7 computes others wrongly on some processors (AMD family 26, in fp32).
    HALF 2: FBGEMM's fp16 layout, activations and sums in fp32: exact for bf16 weights of 2^-14 to 65504, and off by
        at most 2^-25 below. With few rows twice as fast as PACKED, which reads as many bytes.
    INT8 3: FBGEMM's 8-bit layout, one scale per output; activations in 8 bits, one scale per row.
    """
    form: int
    weight: Tensor
    outputs_padded: int
    bias: Optional[Tensor]
    fbgemm: List[torch.classes.quantized.LinearPackedParamsBase]
    row_multiple: int

    def __init__(self, weights: List[Tensor], bias: Optional[Tensor], ints: Dict[str, int], role: str) -> None:
        # weights [O, I]: one, or several to be stacked, which only a copied form can; bias [O] fp32; role: "attention",
        # "gate", "dense" or "expert": Java chooses form and type for each
        form = ints[role + "_form"]
        fbgemm: List[torch.classes.quantized.LinearPackedParamsBase] = []
        weight = weights[0]
        padded = 0
        if form == 0:
            assert len(weights) == 1
            weight = weight.to(ints[role + "_dtype"])
        elif form == 1:
            weight = stacked(weights, ints[role + "_dtype"])
            padded = (64 - weight.size(0) % 64) % 64
            if padded > 0:
                weight = torch.constant_pad_nd(weight, [0, 0, 0, padded])
            weight = torch.ops.mkldnn._reorder_linear_weight(weight, 32)
        elif form == 2:
            fbgemm.append(torch.ops.quantized.linear_prepack_fp16(stacked(weights, torch.float32), None))
            weight = torch.empty([0], dtype=torch.float32)
        elif form == 3:
            wide = stacked(weights, torch.float32)
            scales = torch.clamp(torch.maximum(wide.amax(1), -wide.amin(1)) / 127.0, min=1e-9)
            zeros = torch.zeros([wide.size(0)], dtype=torch.int64)
            quantised = torch.quantize_per_channel(wide, scales.to(torch.double), zeros, 0, torch.qint8)
            fbgemm.append(torch.ops.quantized.linear_prepack(quantised, None))
            weight = torch.empty([0], dtype=torch.float32)
        self.form = form
        self.weight = weight
        self.outputs_padded = padded
        self.bias = bias
        self.fbgemm = fbgemm
        self.row_multiple = ints["row_multiple"]

    def forward(self, x: Tensor) -> Tensor:
        # [N, I] in any type -> [N, O] fp32, or bf16 where that is the weight's type and there is no bias
        rows, sizes = self.entering(x)
        y = self.product(rows)
        if sizes is not None:
            y = y * sizes
        bias = self.bias
        if bias is not None:
            y = y.to(torch.float32) + bias
        return y

    def write(self, rows: Tensor, sizes: Optional[Tensor], target: Tensor) -> None:
        # the same of rows as `entering` makes them, without a bias, into target [N, O] fp32
        y = self.product(rows)
        if sizes is None:
            target.copy_(y)
        else:
            torch.mul(y, sizes, out=target)

    def entering(self, x: Tensor) -> Tuple[Tensor, Optional[Tensor]]:
        # [N, I] in any type -> as `product` takes it; in INT8 also what the product's rows are to be multiplied by, [N, 1]
        if self.form == 3:
            sizes = torch.clamp(x.to(torch.float32).abs().amax(1, keepdim=True), min=1e-12)
            return x / sizes, sizes
        return x.to(torch.float32 if self.form == 2 else self.weight.dtype), None

    def product(self, x: Tensor) -> Tensor:
        if self.form == 3:
            # Rows in [-1, 1], rounded to the nearest k/127. FBGEMM would else take their range over all rows, and a row would
            # depend on its neighbours.
            return torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x, 1.0 / 127.0, 128, self.fbgemm[0])
        if self.form == 2:
            return torch.ops.quantized.linear_dynamic_fp16(x, self.fbgemm[0])
        if self.form == 1:
            y = torch.ops.mkldnn._linear_pointwise(x, self.weight, None, "none", [], "")
            if self.outputs_padded == 0:
                return y
            return y[:, :y.size(1) - self.outputs_padded].contiguous()
        n = x.size(0)
        missing = (self.row_multiple - n % self.row_multiple) % self.row_multiple
        if missing == 0:
            return torch.nn.functional.linear(x, self.weight)
        return torch.nn.functional.linear(torch.constant_pad_nd(x, [0, 0, 0, missing]), self.weight)[:n]


def linear(w: Dict[str, Tensor], name: str, ints: Dict[str, int], role: str) -> Linear:
    # the product that a checkpoint calls `name`
    weight = read_weight(w, name + ".weight", ints[role + "_dtype"])
    return Linear([weight], read_bias(w, name + ".bias"), ints, role)


def stacked(weights: List[Tensor], dtype: int) -> Tensor:
    # Some [O, I] one below the other, for as long as packing takes. The room is at least 34 MB, of which only what is
    # used is ever touched: malloc gives such blocks back. Smaller ones would leave holes between the packed weights,
    # more than twice their size in all. One that has the type already stays where it is.
    if len(weights) == 1 and weights[0].dtype == dtype:
        return weights[0]
    rows = 0
    for weight in weights:
        rows += weight.size(0)
    size = rows * weights[0].size(1)
    room = torch.empty([max(size, 17000000)], dtype=dtype, device=weights[0].device)[:size].view([rows, -1])
    row = 0
    for weight in weights:
        room[row:row + weight.size(0)].copy_(weight)
        row += weight.size(0)
    return room
