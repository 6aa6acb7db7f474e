"""Routed experts: each row goes through a few of many SwiGLU blocks (DeepSeekMoE, Dai et al. 2024, section 3).

Legend: N rows, H hidden size, E experts, K experts per row.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional, Tuple

from layers import concatenated
from swiglu import Projections, SwiGlu, gated


class Share:
    """The experts that one thread takes, neighbours, and their rows among those that are sorted by expert."""
    first_expert: int
    counts: List[int]
    first_row: int
    end_row: int

    def __init__(self, first_expert: int, counts: List[int], first_row: int) -> None:
        # counts: rows of each
        rows = 0
        for count in counts:
            rows += count
        self.first_expert = first_expert
        self.counts = counts
        self.first_row = first_row
        self.end_row = first_row + rows


def shares_of(counts: List[int], most: int) -> List[Share]:
    # counts [E]: rows of each expert -> at most so many shares, alike in work, none without rows
    work = 0
    for rows in counts:
        work += work_of(rows)
    starts: List[int] = []
    done = 0
    for e, rows in enumerate(counts):
        if rows > 0 and done * most >= work * len(starts):
            starts.append(e)
        done += work_of(rows)
    shares: List[Share] = []
    row = 0
    for i in range(len(starts)):
        end = starts[i + 1] if i + 1 < len(starts) else len(counts)
        share = Share(starts[i], counts[starts[i]:end], row)
        row = share.end_row
        shares.append(share)
    return shares


def work_of(rows: int) -> int:
    # Reading an expert's weights takes as long as some 16 rows do.
    return 0 if rows == 0 else 16 + rows


class Experts:
    experts: List[SwiGlu]
    hidden: int

    def __init__(self, w: Dict[str, Tensor], p: str, ints: Dict[str, int]) -> None:
        down = w[p + "0.down_proj.weight"]
        experts: List[SwiGlu] = []
        for e in range(ints["experts"]):
            experts.append(SwiGlu(Projections(w, p + "{}.".format(e), ints["expert_dtype"]), ints, "expert"))
        self.experts = experts
        self.hidden = down.size(0)

    def entering(self, x: Tensor) -> Tuple[Tensor, Optional[Tensor]]:
        # [N, H] -> as the experts' products take it, and in INT8 what their rows are to be multiplied by
        return self.experts[0].gate_up[0].entering(x)

    def forward(self, rows: Tensor, sizes: Optional[Tensor], chosen: Tensor, forks: int) -> Tuple[Tensor, Tensor]:
        # rows and sizes of all N rows as `entering` makes them, chosen [N, K] -> all outputs, sorted by expert, so that
        # each expert sees one slice [N K, H] fp32, and at which of them each row's experts stand [N, K]
        counts: List[int] = torch.bincount(chosen.flatten(), minlength=len(self.experts)).tolist()
        order = torch.argsort(chosen.flatten(), stable=True)
        sorted = torch.div(order, chosen.size(1), rounding_mode="floor")
        y = torch.empty([order.size(0), self.hidden], dtype=torch.float32, device=rows.device)
        shares = shares_of(counts, forks)
        tasks: List[Future[int]] = []
        for i in range(1, len(shares)):
            tasks.append(torch.jit.fork(run_share, self.experts, shares[i], rows, sizes, sorted, y))
        run_share(self.experts, shares[0], rows, sizes, sorted, y)
        places = torch.argsort(order).view(chosen.size())
        for task in tasks:
            torch.jit.wait(task)
        return y, places


def run_share(experts: List[SwiGlu], share: Share, rows: Tensor, sizes: Optional[Tensor], sorted: Tensor,
              y: Tensor) -> int:
    # sorted [N K]: which row each place of y [N K, H] is for; fills the share's places. First all experts' projections,
    # then all their outputs, so that what lies between is done once for all.
    mine = sorted[share.first_row:share.end_row]
    first = experts[share.first_expert]
    projected: List[Tensor] = []
    for i, some in enumerate(rows.index_select(0, mine).split_with_sizes(share.counts)):
        if share.counts[i] > 0:
            projected.append(experts[share.first_expert + i].projected(some))
    inner = concatenated(projected, 0)
    if sizes is not None:
        inner = inner.mul_(sizes.index_select(0, mine))
    inner, sizes = first.down.entering(gated(inner, first.threads))
    outputs: List[Tensor] = []
    for i, some in enumerate(inner.split_with_sizes(share.counts)):
        if share.counts[i] > 0:
            outputs.append(experts[share.first_expert + i].down.product(some))
    target = y[share.first_row:share.end_row]
    torch.cat(outputs, 0, out=target)
    if sizes is not None:
        target.mul_(sizes)
    return len(outputs)
