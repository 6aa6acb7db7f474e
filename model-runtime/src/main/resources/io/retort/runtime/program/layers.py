"""Small pieces that every program shares: normalisation, rotary positions, products without weights.

The texts of this folder are TorchScript's subset of Python. TorchScriptSource joins a family's source with what it
imports; names that a family brings (Layer, Stream, new_cache) are known to the pieces it joins.
"""
import torch
from torch import Tensor
from typing import List, Tuple


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    # Zhang and Sennrich 2019, equation 4. fp32 in and out.
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * weight


def rope_angles(inverse_frequencies: Tensor, positions: int, factor: float) -> Tuple[Tensor, Tensor]:
    # -> cos, sin [positions, R/2]: always fp32, since bf16 frequencies would move log-probabilities.
    p = torch.arange(positions, dtype=torch.float32, device=inverse_frequencies.device)
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


def evenly(x: Tensor, threads: int) -> Tensor:
    # Flat and padded to whole vectors in each thread's share. ATen computes what is left behind the last whole vector
    # by another function, off in the last bit for exp and its kin: without this, how many rows there are would show.
    n = x.numel()
    shares = max(1, min(threads, (n + 32767) // 32768))  # as at::parallel_for cuts
    missing = (64 * shares - n % (64 * shares)) % (64 * shares)
    x = x.reshape([n])
    return x if missing == 0 else torch.constant_pad_nd(x, [0, missing])


def even_exp(x: Tensor, threads: int) -> Tensor:
    return torch.exp(evenly(x, threads))[:x.numel()].view(x.size())


def even_exp_(x: Tensor, threads: int) -> Tensor:
    # in place where the shares come out even; x is lost either way
    flat = evenly(x, threads)
    return x.exp_() if flat.numel() == x.numel() else torch.exp(flat)[:x.numel()].view(x.size())


def even_sigmoid(x: Tensor, threads: int) -> Tensor:
    return torch.sigmoid(evenly(x, threads))[:x.numel()].view(x.size())


def even_silu(x: Tensor, threads: int) -> Tensor:
    return torch.silu(evenly(x, threads))[:x.numel()].view(x.size())


def padded_bmm(x: Tensor, y: Tensor) -> Tensor:
    # [B, N, I] x [B, I, O] -> [B, N, O], by a kernel that does not depend on N: fewer than 16 rows take others.
    n = x.size(1)
    missing = (16 - n % 16) % 16
    if missing == 0:
        return torch.bmm(x, y)
    return torch.bmm(torch.constant_pad_nd(x, [0, 0, 0, missing]), y)[:, :n]


def concatenated(parts: List[Tensor], dimension: int) -> Tensor:
    # one behind the other
    return parts[0] if len(parts) == 1 else torch.cat(parts, dimension)
