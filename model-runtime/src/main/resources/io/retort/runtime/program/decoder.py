"""A stack of a family's layers between embedding and head, whole or cut into stages.

A stage is some layers that lie one behind the other, on a device of their own; the first has the embedding, the last the
head. Mostly there is one stage.

Legend: N rows (tokens of all sequences), H hidden size. The residual stream is fp32 in every type of arithmetic:
rounding it to bf16 at each addition costs more than all products together.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional

from layers import concatenated, rms_norm, rope_angles
from linear import Linear
from mtp import Mtp
from quantised import read_weight
from windows import Part, open_blocks, parts_of, rows_of


def new_layer(ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor], p: str) -> Layer:
    return Layer(ints, floats, w, p)


class Head:
    """The product with the vocabulary is cut into pieces of outputs, always the same, that threads can share."""
    eps: float
    norm: Tensor
    pieces: List[Linear]
    starts: List[int]

    def __init__(self, ints: Dict[str, int], floats: Dict[str, float], w: Dict[str, Tensor]) -> None:
        self.eps = floats["eps"]
        self.norm = w["model.norm.weight"].to(torch.float32)
        name = "lm_head.weight" if "lm_head.weight" in w else "model.embed_tokens.weight"
        weight = read_weight(w, name, ints["dense_dtype"])
        width = max(1024, (weight.size(0) + 511) // 512 * 64)
        pieces: List[Linear] = []
        starts: List[int] = [0]
        for piece in weight.split(width):
            pieces.append(Linear([piece], None, ints, "dense"))
            starts.append(starts[-1] + piece.size(0))
        self.pieces = pieces
        self.starts = starts

    def read(self, x: Tensor) -> Tensor:
        # [rows, H] -> [rows, H]: what its product takes
        return rms_norm(x, self.norm, self.eps)

    def logits(self, h: Tensor, forks: int) -> Tensor:
        # of what it read -> [rows, vocabulary] fp32
        z = torch.empty([h.size(0), self.starts[-1]], dtype=torch.float32, device=h.device)
        rows, sizes = self.pieces[0].entering(h)
        count = len(self.pieces)
        forks = min(forks, count)
        tasks: List[Future[int]] = []
        for i in range(1, forks):
            tasks.append(torch.jit.fork(fill_logits, self, rows, sizes, z, count * i // forks, count * (i + 1) // forks))
        fill_logits(self, rows, sizes, z, 0, count // forks)
        for task in tasks:
            torch.jit.wait(task)
        return z


def fill_logits(head: Head, rows: Tensor, sizes: Optional[Tensor], z: Tensor, start: int, end: int) -> int:
    # of some pieces; rows and sizes as Linear.entering makes them
    for i in range(start, end):
        head.pieces[i].write(rows, sizes, z[:, head.starts[i]:head.starts[i + 1]])
    return end - start


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

    def hidden(self, cache: List[Tensor], entering: Tensor, parts: List[Part], opened: Tensor) -> Tensor:
        # entering: ids [N] of tokens, or what the stage before has made of them [N, H] -> [N, H]; cache: of each layer;
        # opened: as open_blocks takes it. All may come from the device of another stage.
        x = entering.to(self.device())
        for embedding in self.embedding:
            x = torch.embedding(embedding, x).to(torch.float32)
        streams = [Stream(rows, []) for rows in rows_of(x, parts)]
        opened = opened.to(self.device())
        for i in range(len(self.layers)):
            open_blocks(cache[i], opened)
            streams = self.layers[i].forward(streams, parts, cache[i])
        return concatenated([stream.whole() for stream in streams], 0)

    def parts(self, positions: Tensor, places: Tensor, windows: List[int], blocks: Tensor, prompts: bool,
              first_key: int) -> List[Part]:
        # as parts_of takes them
        device = self.device()
        return parts_of(positions.to(device), places.to(device), windows, blocks.to(device), self.cos, self.sin,
                        prompts, first_key)

    def logits(self, x: Tensor, forks: int) -> Tensor:
        # [rows, H] -> [rows, vocabulary] fp32; of the last stage
        return self.head[0].logits(self.head[0].read(x), forks)
