"""What Java calls: mapping files, building a stage of a network, its caches, and passes through it.

A pass enters the first stage as ids of tokens, goes from each to the next by `hidden`, and ends in the last one by `step`
or `token_logprobs`; with a layer for multi-token prediction, by `followed_step`, and `guess` asks that layer. A cache is
a list with one pool of blocks a layer; behind them, that layer's two. Legend: N rows (tokens of all sequences of a
pass); entering as in decoder.py; positions, places, windows (the numbers that parts_of takes), blocks and opened as in
windows.py.
"""
import torch
import torch.nn as nn
from torch import Tensor
from typing import Dict, List, Tuple

from decoder import Net
from sums import block_sums


class Generation(nn.Module):
    training: bool

    def map_files(self, paths: List[str], sizes: List[int]) -> List[Tensor]:
        # Read-only private mappings: nothing is copied, and JVMs of one machine share the pages.
        files: List[Tensor] = []
        for i in range(len(paths)):
            files.append(torch.from_file(paths[i], False, sizes[i], dtype=torch.uint8))
        return files

    def view(self, file: Tensor, dtype: int, offset: int, size: int, shape: List[int], device: str) -> Tensor:
        # offset in bytes, size in elements. A view with no copy where the offset is aligned.
        strides: List[int] = []
        step = 1
        for i in range(len(shape)):
            strides.append(step)
            step = step * shape[len(shape) - 1 - i]
        strides.reverse()
        width = torch.empty([0], dtype=dtype).element_size()
        if offset % width == 0:
            tensor = torch.set_(torch.empty([0], dtype=dtype), file, offset // width, shape, strides)
        else:
            bytes = file[offset:offset + size * width].clone()
            tensor = torch.set_(torch.empty([0], dtype=dtype), bytes, 0, shape, strides)
        return tensor.to(torch.device(device))

    def build(self, ints: Dict[str, int], floats: Dict[str, float], names: List[str], tensors: List[Tensor],
              inverse_frequencies: Tensor) -> Net:
        w: Dict[str, Tensor] = {}
        for i in range(len(names)):
            w[names[i]] = tensors[i]
        return Net(ints, floats, w, inverse_frequencies)

    def new_cache(self, net: Net, blocks: int) -> List[Tensor]:
        cache: List[Tensor] = []
        for i in range(len(net.layers)):
            cache.append(new_cache(net.ints, blocks, net.device()))
        for mtp in net.mtp:
            cache.append(new_cache(net.ints, blocks, net.device()))
            cache.append(torch.empty([blocks, 64, mtp.norm.size(0)], dtype=torch.float32, device=net.device()))
        return cache

    def copy(self, cache: List[Tensor], source: Tensor, target: Tensor) -> None:
        # some blocks onto others
        source = source.to(cache[0].device)
        target = target.to(cache[0].device)
        for layer in cache:
            layer.index_copy_(0, target, layer.index_select(0, source))

    def hidden(self, net: Net, cache: List[Tensor], entering: Tensor, positions: Tensor, places: Tensor,
               windows: List[int], blocks: Tensor, opened: Tensor, prompts: bool) -> Tensor:
        # -> [N, H], for the next stage
        return net.hidden(cache, entering, net.parts(positions, places, windows, blocks, prompts, 0), opened)

    def step(self, net: Net, cache: List[Tensor], entering: Tensor, positions: Tensor, places: Tensor,
             windows: List[int], blocks: Tensor, opened: Tensor, prompts: bool, wanted: Tensor,
             inverse_temperatures: Tensor) -> Tuple[Tensor, Tensor]:
        # wanted [rows]: which of the N rows are asked for -> logits [rows, vocabulary] fp32, and their block_sums
        parts = net.parts(positions, places, windows, blocks, prompts, 0)
        x = net.hidden(cache, entering, parts, opened)
        return self.logits_and_sums(net, x, wanted, inverse_temperatures, len(parts))

    def logits_and_sums(self, net: Net, x: Tensor, wanted: Tensor, inverse_temperatures: Tensor,
                        forks: int) -> Tuple[Tensor, Tensor]:
        z = net.logits(x.index_select(0, wanted.to(x.device)), forks)
        if z.size(0) == 0:
            return z, z
        return z, block_sums(z, inverse_temperatures.to(x.device), net.ints["threads"], forks)

    def followed_step(self, net: Net, cache: List[Tensor], entering: Tensor, positions: Tensor, places: Tensor,
                      windows: List[int], blocks: Tensor, opened: Tensor, prompts: bool, wanted: Tensor,
                      inverse_temperatures: Tensor, ids: Tensor, previous: Tensor) -> Tuple[Tensor, Tensor]:
        # step, which the layer for multi-token prediction takes in; ids [N]: of the tokens, whatever enters; previous as
        # in mtp.py
        parts = net.parts(positions, places, windows, blocks, prompts, 0)
        x = net.hidden(cache, entering, parts, opened)
        device = x.device
        net.mtp[0].follow(net.head[0].read(x), ids.to(device), previous.to(device),
                          net.parts(positions, places, windows, blocks, prompts, 1), opened.to(device), cache[-2],
                          cache[-1])
        return self.logits_and_sums(net, x, wanted, inverse_temperatures, len(parts))

    def guess(self, net: Net, cache: List[Tensor], ids: Tensor, positions: Tensor, places: Tensor, windows: List[int],
              blocks: Tensor, opened: Tensor, prompts: bool, wanted: Tensor, previous: Tensor) -> Tuple[Tensor, Tensor]:
        # ids [N] of tokens behind those of a pass, or behind such -> ids [rows] of what most probably follows the wanted ones
        # by the layer for multi-token prediction, and their log-probabilities fp32
        parts = net.parts(positions, places, windows, blocks, prompts, 1)
        device = net.device()
        h = net.mtp[0].forward(ids.to(device), previous.to(device), parts, opened.to(device), cache[-2], cache[-1])
        z = net.head[0].logits(h.index_select(0, wanted.to(device)), len(parts))
        best, ids = torch.log_softmax(z, 1).max(1)
        return ids, best

    def token_logprobs(self, net: Net, cache: List[Tensor], entering: Tensor, positions: Tensor, places: Tensor,
                       windows: List[int], blocks: Tensor, opened: Tensor, prompts: bool, targets: Tensor,
                       top: int) -> Tuple[Tensor, Tensor, Tensor]:
        # -> [N] fp32: log p(targets[n] | all tokens up to row n), and the `top` most probable tokens [N, top] with theirs;
        # 256 rows of logits at a time
        parts = net.parts(positions, places, windows, blocks, prompts, 0)
        x = net.hidden(cache, entering, parts, opened)
        wanted = targets.to(x.device).unsqueeze(1)
        logprobs: List[Tensor] = []
        top_ids: List[Tensor] = []
        top_parts: List[Tensor] = []
        for start in range(0, x.size(0), 256):
            z = torch.log_softmax(net.logits(x[start:start + 256], len(parts)), -1)
            logprobs.append(z.gather(1, wanted[start:start + 256]))
            best, best_ids = torch.topk(z, top, -1)
            top_ids.append(best_ids)
            top_parts.append(best)
        return torch.cat(logprobs).squeeze(1), torch.cat(top_ids), torch.cat(top_parts)
