"""Routed experts: each row goes through a few of many SwiGLU blocks (DeepSeekMoE, Dai et al. 2024, section 3).

Legend: N rows, H hidden size, E experts, K experts per row.
"""
import torch
from torch import Tensor
from typing import Dict, List, Optional

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

    def __init__(self, w: Dict[str, Tensor], p: str, ints: Dict[str, int]) -> None:
        experts: List[SwiGlu] = []
        for e in range(ints["experts"]):
            experts.append(SwiGlu(Projections(w, p + "{}.".format(e), ints["expert_dtype"]), ints, "expert"))
        self.experts = experts

    def forward(self, x: Tensor, chosen: Tensor, weights: Tensor, forks: int) -> Tensor:
        # x [N, H] fp32, chosen and weights [N, K] -> [N, H] fp32. Rows are sorted by expert, so each expert sees one
        # slice; then the order is undone, so that a row adds its experts in the order of its own top-k.
        n = x.size(0)
        k = chosen.size(1)
        counts: List[int] = torch.bincount(chosen.flatten(), minlength=len(self.experts)).tolist()
        order = torch.argsort(chosen.flatten(), stable=True)
        y = self.outputs(x, torch.div(order, k, rounding_mode="floor"), shares_of(counts, forks))
        y = y.index_select(0, torch.argsort(order)).view([n, k, -1]) * weights.unsqueeze(-1)
        total = y[:, 0]
        for i in range(1, k):
            total = total + y[:, i]
        return total

    def outputs(self, x: Tensor, sorted: Tensor, shares: List[Share]) -> Tensor:
        # x [N, H]; sorted [N K]: which of its rows, by expert -> [N K, H] fp32
        rows, sizes = self.experts[0].gate_up[0].entering(x)
        rows = rows.index_select(0, sorted)
        if sizes is not None:
            sizes = sizes.index_select(0, sorted)
        tasks: List[Future[Tensor]] = []
        for i in range(1, len(shares)):
            tasks.append(torch.jit.fork(run_share, self.experts, shares[i], rows, sizes))
        outputs = [run_share(self.experts, shares[0], rows, sizes)]
        for task in tasks:
            outputs.append(torch.jit.wait(task))
        return concatenated(outputs, 0)


def run_share(experts: List[SwiGlu], share: Share, rows: Tensor, sizes: Optional[Tensor]) -> Tensor:
    # rows [N K, H] and sizes [N K, 1] of all shares, as Linear.entering makes them -> [share's rows, H] fp32. First all
    # experts' projections, then all their outputs, so that what lies between is done once for all.
    first = experts[share.first_expert]
    projected: List[Tensor] = []
    for i, some in enumerate(rows[share.first_row:share.end_row].split_with_sizes(share.counts)):
        if share.counts[i] > 0:
            projected.append(experts[share.first_expert + i].projected(some))
    inner = concatenated(projected, 0)
    if sizes is not None:
        inner = inner.mul_(sizes[share.first_row:share.end_row])
    inner, sizes = first.down.entering(gated(inner, first.threads))
    outputs: List[Tensor] = []
    for i, some in enumerate(inner.split_with_sizes(share.counts)):
        if share.counts[i] > 0:
            outputs.append(experts[share.first_expert + i].down.product(some))
    y = concatenated(outputs, 0)
    if sizes is not None:
        y = y.mul_(sizes)
    return y.to(torch.float32)
