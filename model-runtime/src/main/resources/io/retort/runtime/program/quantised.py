"""Weights as they are read: most as they lie in the file, those in 8 bits dequantised once.

8-bit weights are F8_E4M3 with one scale for each block of 128 by 128 (DeepSeek-V3 report, section 3.3). Legend: O
outputs, I inputs.
"""
import torch
from torch import Tensor
from typing import Dict, Optional


def read_weight(w: Dict[str, Tensor], name: str, dtype: int) -> Tensor:
    # [O, I] in the file's type, or in `dtype` where the file has 8 bits
    if name + "_scale_inv" in w:
        return dequantised(w[name], w[name + "_scale_inv"], dtype)
    return w[name]


def read_bias(w: Dict[str, Tensor], name: str) -> Optional[Tensor]:
    # [O] fp32, if there is one
    if name in w:
        return w[name].to(torch.float32)
    return None


def dequantised(weight: Tensor, scales: Tensor, dtype: int) -> Tensor:
    # weight [O, I]; scales [O/128, I/128], rounded up: what each block is multiplied by -> [O, I] in `dtype`
    outputs = weight.size(0)
    inputs = weight.size(1)
    scales = scales.to(torch.float32).repeat_interleave(128, 1)[:, :inputs]
    # Rows of one block at a time, and of at most 16 MB in fp32: larger temporaries are slow (they fault in afresh).
    rows = 128
    while rows > 1 and rows * inputs > 4194304:
        rows = rows // 2
    y = torch.empty([outputs, inputs], dtype=dtype, device=weight.device)
    for start in range(0, outputs, rows):
        part = weight[start:start + rows].to(torch.float32) * scales[start // 128]
        y[start:start + rows].copy_(part)
    return y
