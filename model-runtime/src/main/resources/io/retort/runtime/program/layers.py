"""Layers shared by every program: normalisation, rotary positions, the gate and the experts.

Legend: N rows (tokens of all sequences), H hidden size, E experts, K experts per token.
The text is TorchScript's subset of Python; it is also a valid Python module.
"""
import torch
from torch import Tensor
from typing import List, Optional, Tuple


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    # Zhang and Sennrich 2019, equation 4. fp32 in and out.
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * weight


def rope_angles(inverse_frequencies: Tensor, positions: int, factor: float) -> Tuple[Tensor, Tensor]:
    # -> cos, sin [positions, R/2]: always fp32, since bf16 frequencies would move log-probabilities.
    p = torch.arange(positions, dtype=torch.float32)
    angles = p.unsqueeze(1) * inverse_frequencies.unsqueeze(0)
    return torch.cos(angles) * factor, torch.sin(angles) * factor


def rotate(x: Tensor, cos: Tensor, sin: Tensor, interleaved: bool) -> Tensor:
    # x [N, heads, R], cos and sin [N, 1, R/2]. Su et al. 2021, equation 34. Interleaved: pairs (0,1), (2,3)...;
    # else: pairs (0, R/2), (1, R/2+1)... Queries and keys are turned alike, so the order of the result is free.
    half = x.size(-1) // 2
    if interleaved:
        pairs = x.unflatten(-1, [half, 2])
        re = pairs[..., 0]
        im = pairs[..., 1]
    else:
        re = x[..., :half]
        im = x[..., half:]
    return torch.cat([re * cos - im * sin, re * sin + im * cos], -1)


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
                   down: List[Tensor], row_multiple: int) -> Tensor:
    # x [N, H], chosen and weights [N, K] -> [N, H] fp32. Rows are sorted by expert, so each expert sees one slice;
    # afterwards the order is undone, so that a token adds its experts in the order of its own top-k.
    n = x.size(0)
    k = chosen.size(1)
    order = torch.argsort(chosen.flatten(), stable=True)
    rows = x.index_select(0, torch.div(order, k, rounding_mode="floor"))
    outputs: List[Tensor] = []
    start = 0
    for e in range(len(counts)):
        count = counts[e]
        # With autograd an idle expert runs on no rows, so that it has a gradient (of zeros) like any other.
        if count > 0 or torch.is_grad_enabled():
            mine = rows[start:start + count]
            missing = (row_multiple - count % row_multiple) % row_multiple
            if missing > 0:
                mine = torch.constant_pad_nd(mine, [0, 0, 0, missing])
            outputs.append(swiglu(mine, gate[e], up[e], down[e])[:count])
            start += count
    undo = torch.argsort(order)
    y = torch.cat(outputs, 0).index_select(0, undo).view([n, k, -1])
    return (y.to(torch.float32) * weights.unsqueeze(-1)).sum(1)
