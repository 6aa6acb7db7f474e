"""The layer for multi-token prediction behind a model's last one (DeepSeek-V3 report, section 2.2): it guesses ahead.

Its row at position p joins the embedding of token p with what the model's head read at p - 1, and makes of them what
stands for what the head will read at p. The head says from there which token follows, and the layer can go on with that.
The report counts each row one lower: the same pairs, and attention sees differences of positions only. As counted here a
row depends on the tokens up to its own position and on no later one, like those of all other layers, so its cache is
right wherever theirs is. Position 0 has no pair and is attended to by no row.

What the head reads is kept of every position, [blocks, 64, H], beside the layer's own cache.
Legend as in decoder.py.
"""
import torch
from torch import Tensor
from typing import Dict, List

from layers import concatenated, rms_norm
from linear import Linear, linear
from quantised import read_weight
from windows import Part, open_blocks, rows_of


class Mtp:
    eps: float
    embedding: Tensor
    embedding_norm: Tensor
    hidden_norm: Tensor
    join: Linear
    layer: Layer
    norm: Tensor

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str,
                 embedding: Tensor) -> None:
        self.eps = floats["eps"]
        self.embedding = embedding
        self.embedding_norm = w[p + "enorm.weight"].to(torch.float32)
        self.hidden_norm = w[p + "hnorm.weight"].to(torch.float32)
        self.join = linear(w, p + "eh_proj", ints, "dense")
        self.layer = Layer(ints, floats, w, p)
        self.norm = w[p + "shared_head.norm.weight"].to(torch.float32)

    def entering(self, ids: Tensor, hidden: Tensor, previous: Tensor) -> Tensor:
        # -> [N, H]; hidden: what the head has read, previous [N]: places of the positions before
        embedded = torch.embedding(self.embedding, ids).to(torch.float32)
        read = hidden.view([-1, hidden.size(2)]).index_select(0, previous)
        embedded = rms_norm(embedded, self.embedding_norm, self.eps)
        read = rms_norm(read, self.hidden_norm, self.eps)
        return self.join.forward(torch.cat([embedded, read], -1)).to(torch.float32)

    def follow(self, h: Tensor, ids: Tensor, previous: Tensor, parts: List[Part], opened: Tensor, cache: Tensor,
               hidden: Tensor) -> None:
        # takes in a pass of the model: h [N, H], what the head reads. No row is asked for a guess, so none attends.
        hidden.view([-1, hidden.size(2)]).index_copy_(0, places_of(parts), h)
        x = rms_norm(self.entering(ids, hidden, previous), self.layer.attention_norm, self.eps)
        open_blocks(cache, opened)
        for part, rows in zip(parts, rows_of(x, parts)):
            self.layer.attention.write(rows, part, cache)

    def forward(self, ids: Tensor, previous: Tensor, parts: List[Part], opened: Tensor, cache: Tensor,
                hidden: Tensor) -> Tensor:
        # -> [N, H] for the head; kept, until the model has run these tokens itself
        streams = [Stream(rows, []) for rows in rows_of(self.entering(ids, hidden, previous), parts)]
        open_blocks(cache, opened)
        streams = self.layer.forward(streams, parts, cache)
        h = rms_norm(concatenated([stream.whole() for stream in streams], 0), self.norm, self.eps)
        hidden.view([-1, hidden.size(2)]).index_copy_(0, places_of(parts), h)
        return h


def places_of(parts: List[Part]) -> Tensor:
    # of the rows of all parts
    return concatenated([part.places for part in parts], 0)
