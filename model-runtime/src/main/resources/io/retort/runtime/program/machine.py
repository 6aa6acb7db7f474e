"""What the machine can do at most: how fast it reads memory, and how fast it multiplies."""
import torch
import torch.nn as nn
from torch import Tensor


class Machine(nn.Module):
    training: bool

    def buffer(self, size: int) -> Tensor:
        # of `size` fp32 numbers, touched
        return torch.ones([size], dtype=torch.float32)

    def read(self, buffer: Tensor) -> Tensor:
        return buffer.sum()

    def matrix(self, rows: int, columns: int, dtype: int) -> Tensor:
        return torch.randn([rows, columns]).to(dtype)

    def multiply(self, x: Tensor, weight: Tensor) -> Tensor:
        # [N, I] x [O, I] -> [N, O]
        return torch.nn.functional.linear(x, weight)
