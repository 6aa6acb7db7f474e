"""Sums over the vocabulary that drawing a token needs, taken where the logits lie."""
import torch
from torch import Tensor
from typing import List

from layers import concatenated, even_exp, even_exp_


def block_sums(z: Tensor, inverse_temperatures: Tensor, threads: int, forks: int) -> Tensor:
    # z [rows, vocabulary] fp32, inverse_temperatures [rows] -> [rows, 1 + 2 blocks]: the largest of each row; then, with
    # z' = z - largest, of each 64 neighbours the sum of exp(z') and of exp(z' / temperature). Sums of blocks, because one
    # of a whole row would depend on how many rows there are.
    tasks: List[Future[Tensor]] = []
    share = (z.size(0) + forks - 1) // forks
    for start in range(share, z.size(0), share):
        end = start + share
        tasks.append(torch.jit.fork(sums_of_some, z[start:end], inverse_temperatures[start:end], threads))
    sums = [sums_of_some(z[:share], inverse_temperatures[:share], threads)]
    for task in tasks:
        sums.append(torch.jit.wait(task))
    return concatenated(sums, 0)


def sums_of_some(z: Tensor, inverse_temperatures: Tensor, threads: int) -> Tensor:
    # Eight rows at a time stay in the processor's cache.
    missing = (64 - z.size(1) % 64) % 64
    parts: List[Tensor] = []
    for start in range(0, z.size(0), 8):
        some = z[start:start + 8]
        if missing > 0:
            some = torch.constant_pad_nd(some, [0, missing], float("-inf"))
        top = some.amax(1).unsqueeze(1)
        below = some - top
        plain = even_exp(below, threads).view([some.size(0), -1, 64]).sum(2)
        below.mul_(inverse_temperatures[start:start + 8].unsqueeze(1))
        heated = even_exp_(below, threads).view([some.size(0), -1, 64]).sum(2)
        parts.append(torch.cat([top, plain, heated], 1))
    return concatenated(parts, 0)
