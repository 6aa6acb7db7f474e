"""A stack of a family's layers between embedding and head.

Legend: N rows (tokens of all sequences), H hidden size. The residual stream is fp32 in every type of arithmetic:
rounding it to bf16 at each addition costs more than all products together.
"""
import torch
from torch import Tensor
from typing import Dict, List

from layers import rms_norm, rope_angles
from linear import Linear, linear
from quantised import read_weight
from windows import Pass


def new_layer(ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> Layer:
    return Layer(ints, floats, w, p)


class Net:
    ints: Dict[str, int]
    eps: float
    embedding: Tensor
    norm: Tensor
    head: Linear
    cos: Tensor
    sin: Tensor
    layers: List[Layer]

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor],
                 inverse_frequencies: Tensor) -> None:
        cos, sin = rope_angles(inverse_frequencies, ints["positions"], floats["rope_factor"])
        layers: List[Layer] = []
        # Packing takes a second for each gigabyte and thread: layers are built side by side.
        building: List[Future[Layer]] = []
        for i in range(ints["layers"]):
            building.append(torch.jit.fork(new_layer, ints, floats, w, "model.layers.{}.".format(i)))
        for layer in building:
            layers.append(torch.jit.wait(layer))
        head = "lm_head" if "lm_head.weight" in w else "model.embed_tokens"
        self.ints = ints
        self.eps = floats["eps"]
        self.embedding = read_weight(w, "model.embed_tokens.weight", ints["dense_dtype"])
        self.norm = w["model.norm.weight"].to(torch.float32)
        self.head = linear(w, head, ints, "dense")
        self.cos = cos
        self.sin = sin
        self.layers = layers

    def hidden(self, cache: List[Tensor], ids: Tensor, positions: Tensor, places: Tensor, windows: List[int],
               blocks: Tensor, opened: Tensor, prompts: bool) -> Tensor:
        # ids [N] -> [N, H]; cache: of each layer; the others as Pass takes them
        rows = Pass(positions, places, windows, blocks, opened, self.cos, self.sin, prompts)
        x = torch.embedding(self.embedding, ids).to(torch.float32)
        for i in range(len(self.layers)):
            x = self.layers[i].forward(x, rows, cache[i])
        return x

    def logits(self, x: Tensor) -> Tensor:
        # [rows, H] -> [rows, vocabulary] fp32
        return self.head.forward(rms_norm(x, self.norm, self.eps)).to(torch.float32)
