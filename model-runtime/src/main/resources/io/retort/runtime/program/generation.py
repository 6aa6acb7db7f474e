"""What Java calls: mapping files, building a network, its caches, and passes over them.

A cache is a list with one tensor a layer; it has slots for so many sequences of a certain length. Legend: N rows (tokens
of all sequences of a pass), windows and slots as in windows.py.
"""
import torch
import torch.nn as nn
from torch import Tensor
from typing import Dict, List, Tuple

from decoder import Net


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

    def new_caches(self, net: Net, slots: int, length: int) -> List[Tensor]:
        caches: List[Tensor] = []
        for i in range(len(net.layers)):
            caches.append(new_cache(net.ints, slots, length, net.cos.device))
        return caches

    def copy_slots(self, source: List[Tensor], source_slots: Tensor, target: List[Tensor], target_slots: Tensor,
                   length: int) -> None:
        # The first `length` positions of some sequences.
        for i in range(len(source)):
            taken = source[i].narrow(position_dimension(), 0, length).index_select(0, source_slots)
            target[i].narrow(position_dimension(), 0, length).index_copy_(0, target_slots, taken)

    def step(self, net: Net, caches: List[List[Tensor]], ids: Tensor, positions: Tensor, windows: List[int],
             prompts: bool, wanted: Tensor) -> Tensor:
        # ids, positions [N]; wanted [rows]: which of the N are asked for -> logits [rows, vocabulary] fp32
        x = net.hidden(caches, ids, positions, windows, prompts)
        return net.logits(x.index_select(0, wanted))

    def token_logprobs(self, net: Net, caches: List[List[Tensor]], ids: Tensor, positions: Tensor, windows: List[int],
                       targets: Tensor, top: int) -> Tuple[Tensor, Tensor, Tensor]:
        # -> [N] fp32: log p(targets[n] | all up to ids[n]), and the `top` most probable tokens [N, top] with theirs;
        # 256 rows of logits at a time
        x = net.hidden(caches, ids, positions, windows, True)
        wanted = targets.unsqueeze(1)
        parts: List[Tensor] = []
        top_ids: List[Tensor] = []
        top_parts: List[Tensor] = []
        for start in range(0, x.size(0), 256):
            z = torch.log_softmax(net.logits(x[start:start + 256]), -1)
            parts.append(z.gather(1, wanted[start:start + 256]))
            best, best_ids = torch.topk(z, top, -1)
            top_ids.append(best_ids)
            top_parts.append(best)
        return torch.cat(parts).squeeze(1), torch.cat(top_ids), torch.cat(top_parts)
