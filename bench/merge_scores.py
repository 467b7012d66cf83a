"""How well clusters agree with gold ones: pairs and B-cubed, as the outside checks count them, and tolls that hold the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

Labels = Mapping[Any, Hashable]
Bounds = tuple[int | None, int | None]


def pairwise(gold: Labels, found: Labels) -> tuple[float, float, float]:
    """Precision, recall and F1 (per cent) of the pairs that share a cluster."""
    cell, one, other = _tables(gold, found)
    right, claimed, wanted = _pairs(cell.values()), _pairs(other.values()), _pairs(one.values())
    return _prf(right / claimed if claimed else 0.0, right / wanted if wanted else 0.0)


def bcubed(gold: Labels, found: Labels) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (per cent): how pure and how whole the cluster of the average item is."""
    cell, one, other = _tables(gold, found)
    if not gold:
        return 0.0, 0.0, 0.0
    precision = sum(n * n / other[b] for (_, b), n in cell.items()) / len(gold)
    recall = sum(n * n / one[a] for (a, _), n in cell.items()) / len(gold)
    return _prf(precision, recall)


def row(name: str, gold: Labels, found: Labels) -> dict[str, Any]:
    """A line of a table: pairwise and B-cubed of one way to cluster."""
    return _line(name, pairwise(gold, found), bcubed(gold, found))


def row_of_folds(name: str, gold: Labels, found: Mapping[int, Labels], fold: Callable[[Any], int]) -> dict[str, Any]:
    """The same where each fold of the gold labels has its own clustering of all items: an item is judged by its fold's.

    A pair that lies in two folds counts half in each, so that what is joined across folds counts against precision.
    """
    whole = Counter(gold.values())
    right = claimed = wanted = 0.0
    shares: list[tuple[float, float]] = []
    for held, labels in found.items():
        cell, _, size = _tables(gold, labels)
        for item, label in gold.items():
            if fold(label) == held:
                own = labels.get(item, ("alone", item))
                same, all_ = cell[label, own], size[own]
                right, claimed, wanted = right + same - 1, claimed + all_ - 1, wanted + whole[label] - 1
                shares.append((same / all_, same / whole[label]))
    pairs = _prf(right / claimed if claimed else 0.0, right / wanted if wanted else 0.0)
    return _line(name, pairs, _prf(*(sum(part) / len(shares) for part in zip(*shares, strict=True))))


def _line(name: str, pairs: tuple[float, float, float], whole: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "clusters by": name,
        **{f"pairs {k}": v for k, v in zip(("P", "R", "F1"), pairs, strict=True)},
        **{f"B³ {k}": v for k, v in zip(("P", "R", "F1"), whole, strict=True)},
    }


def holds(bounds: Bounds, truth: int) -> bool:
    """Whether a number lies within bounds of which either may be open."""
    low, high = bounds
    return (low is None or low <= truth) and (high is None or truth <= high)


def components(items: Iterable[Any], links: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Each item's cluster where every link joins: the first of the items that it hangs together with."""
    head = {item: item for item in items}

    def find(item: Any) -> Any:
        while head[item] != item:
            head[item] = head[head[item]]
            item = head[item]
        return item

    for a, b in links:
        one, other = find(a), find(b)
        head[max(one, other)] = min(one, other)
    return {item: find(item) for item in head}


def _tables(gold: Labels, found: Labels) -> tuple[Counter[Any], Counter[Any], Counter[Any]]:
    """How many items share both labels, the gold label, the found label; an item not found stands alone."""
    own = {item: found.get(item, ("alone", item)) for item in gold}
    return Counter((gold[i], own[i]) for i in gold), Counter(gold.values()), Counter(own.values())


def _pairs(sizes: Iterable[int]) -> float:
    return sum(n * (n - 1) / 2 for n in sizes)


def _prf(precision: float, recall: float) -> tuple[float, float, float]:
    total = precision + recall
    return 100 * precision, 100 * recall, 200 * precision * recall / total if total else 0.0
