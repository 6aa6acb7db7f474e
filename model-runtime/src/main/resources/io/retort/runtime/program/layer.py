"""One layer of the stack: attention, then a feed-forward block, each behind a norm and added to the residual stream.

Legend as in decoder.py. Which Attention it is, the family says.
"""
import torch
from torch import Tensor
from typing import Dict

from layers import rms_norm
from swiglu import FeedForward
from windows import Pass


class Layer:
    eps: float
    attention_norm: Tensor
    attention: Attention
    feed_forward_norm: Tensor
    feed_forward: FeedForward

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> None:
        self.eps = floats["eps"]
        self.attention_norm = w[p + "input_layernorm.weight"].to(torch.float32)
        self.attention = Attention(ints, floats, w, p + "self_attn.")
        self.feed_forward_norm = w[p + "post_attention_layernorm.weight"].to(torch.float32)
        self.feed_forward = FeedForward(ints, floats, w, p + "mlp.")

    def forward(self, x: Tensor, rows: Pass, cache: Tensor) -> Tensor:
        # [N, H] -> [N, H]; cache: this layer's
        x = x + self.attention.forward(rms_norm(x, self.attention_norm, self.eps), rows, cache)
        return x + self.feed_forward.forward(rms_norm(x, self.feed_forward_norm, self.eps), rows.prompts)
