"""A stack of a family's layers between embedding and head, whole or cut into stages.

A stage is some layers that lie one behind the other, on a device of their own; the first has the embedding, the last the
head. Mostly there is one stage.

Legend: N rows (tokens of all sequences), H hidden size. The residual stream is fp32 in every type of arithmetic:
rounding it to bf16 at each addition costs more than all products together.
"""
import torch
from torch import Tensor
from typing import Dict, List

from layers import rms_norm, rope_angles
from linear import Linear, linear
from mtp import Mtp
from quantised import read_weight
from windows import Pass


def new_layer(ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> Layer:
    return Layer(ints, floats, w, p)


class Head:
    eps: float
    norm: Tensor
    out: Linear

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor]) -> None:
        self.eps = floats["eps"]
        self.norm = w["model.norm.weight"].to(torch.float32)
        self.out = linear(w, "lm_head" if "lm_head.weight" in w else "model.embed_tokens", ints, "dense")

    def read(self, x: Tensor) -> Tensor:
        # [rows, H] -> [rows, H]: what its product takes
        return rms_norm(x, self.norm, self.eps)

    def logits(self, h: Tensor) -> Tensor:
        # of what it read -> [rows, vocabulary] fp32
        return self.out.forward(h).to(torch.float32)


class Net:
    """One stage. `embedding` holds one in the first, `head` and perhaps `mtp` in the last, else none."""
    ints: Dict[str, int]
    embedding: List[Tensor]
    head: List[Head]
    cos: Tensor
    sin: Tensor
    layers: List[Layer]
    mtp: List[Mtp]

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor],
                 inverse_frequencies: Tensor) -> None:
        # ints: first_layer and end_layer are those of the stage, layers is how many there are in all
        cos, sin = rope_angles(inverse_frequencies, ints["positions"], floats["rope_factor"])
        layers: List[Layer] = []
        # Packing takes a second for each gigabyte and thread: layers are built side by side.
        building: List[Future[Layer]] = []
        for i in range(ints["first_layer"], ints["end_layer"]):
            building.append(torch.jit.fork(new_layer, ints, floats, w, "model.layers.{}.".format(i)))
        for layer in building:
            layers.append(torch.jit.wait(layer))
        embedding: List[Tensor] = []
        if ints["first_layer"] == 0:
            embedding.append(read_weight(w, "model.embed_tokens.weight", ints["dense_dtype"]))
        head: List[Head] = []
        if ints["end_layer"] == ints["layers"]:
            head.append(Head(ints, floats, w))
        mtp: List[Mtp] = []
        p = "model.layers.{}.".format(ints["layers"])
        if p + "eh_proj.weight" in w:
            shared = embedding[0] if len(embedding) > 0 else read_weight(w, "model.embed_tokens.weight", ints["dense_dtype"])
            mtp.append(Mtp(ints, floats, w, p, shared))
        self.ints = ints
        self.embedding = embedding
        self.head = head
        self.cos = cos
        self.sin = sin
        self.layers = layers
        self.mtp = mtp

    def device(self) -> Device:
        return self.cos.device

    def hidden(self, cache: List[Tensor], entering: Tensor, positions: Tensor, places: Tensor, windows: List[int],
               blocks: Tensor, opened: Tensor, prompts: bool) -> Tensor:
        # entering: ids [N] of tokens, or what the stage before has made of them [N, H] -> [N, H]; cache: of each layer;
        # the others as Pass takes them. All may come from the device of another stage.
        rows = self.rows(positions, places, windows, blocks, opened, prompts, 0)
        x = entering.to(self.device())
        for embedding in self.embedding:
            x = torch.embedding(embedding, x).to(torch.float32)
        for i in range(len(self.layers)):
            x = self.layers[i].forward(x, rows, cache[i])
        return x

    def rows(self, positions: Tensor, places: Tensor, windows: List[int], blocks: Tensor, opened: Tensor, prompts: bool,
             first_key: int) -> Pass:
        device = self.device()
        return Pass(positions.to(device), places.to(device), windows, blocks.to(device), opened.to(device), self.cos,
                    self.sin, prompts, first_key)

    def logits(self, x: Tensor) -> Tensor:
        # [rows, H] -> [rows, vocabulary] fp32; of the last stage
        return self.head[0].logits(self.head[0].read(x))
