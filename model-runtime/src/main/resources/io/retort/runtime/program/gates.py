"""Gates: which experts a token goes to, and what each output is multiplied by. fp32 throughout.

Legend: N tokens, H hidden size, E experts, K experts per token, G groups.
"""
import torch
from torch import Tensor
from typing import Dict, Tuple

from layers import even_sigmoid
from linear import Linear, linear


class Gate:
    """Sigmoid scores with a correction bias (DeepSeek-V3 report, section 2.1.2) or softmax scores (DeepSeek-V2 report,
    section 2.1.1), chosen from all experts or from those of the best groups only.
    """
    scores: Linear
    bias: Tensor
    sigmoid: bool
    top_k: int
    groups: int
    top_groups: int
    normalise: bool
    scale: float
    threads: int

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> None:
        bias = torch.zeros([1], device=w[p + ".weight"].device)
        if p + ".e_score_correction_bias" in w:
            bias = w[p + ".e_score_correction_bias"].to(torch.float32)
        self.scores = linear(w, p, ints, "gate")
        self.bias = bias
        self.sigmoid = ints["sigmoid"] == 1
        self.top_k = ints["top_k"]
        self.groups = ints["groups"]
        self.top_groups = ints["top_groups"]
        self.normalise = ints["normalise"] == 1
        self.scale = floats["routed_scale"]
        self.threads = ints["threads"]

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        # [N, H] -> chosen experts [N, K], their weights [N, K]
        logits = self.scores.forward(x)
        scores = even_sigmoid(logits, self.threads) if self.sigmoid else torch.softmax(logits, -1)
        choice = scores
        if self.sigmoid:
            choice = choice + self.bias  # steers the choice and never the weights
        if self.groups > 1:
            choice = in_best_groups(choice, self.groups, self.top_groups, 2 if self.sigmoid else 1)
        chosen = torch.topk(choice, self.top_k, -1)[1]
        weights = scores.gather(1, chosen)
        if self.normalise:
            weights = weights / (weights.sum(-1, keepdim=True) + 1e-20)
        return chosen, weights * self.scale


def in_best_groups(choice: Tensor, groups: int, top_groups: int, best: int) -> Tensor:
    # [N, E] -> the same with -inf outside the best groups; a group is worth the sum of its `best` best experts.
    grouped = choice.unflatten(1, [groups, -1])
    worth = torch.topk(grouped, best, -1)[0].sum(-1)
    open = torch.topk(worth, top_groups, -1)[1]
    closed = torch.ones_like(worth).scatter(1, open, 0.0).unsqueeze(-1).expand(grouped.size())
    return grouped.masked_fill(closed == 1.0, float("-inf")).flatten(1)
