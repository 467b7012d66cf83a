"""Trains the model of events: which words name an event, of what type and status, who is what in it, which are one.

    python train/events.py DATA --encoder FOLDER --out FOLDER [--start roles.pt] [--epochs 10] [--rate 1e-4] [--threads 2]

Trains on the reports of our own (train/data/reports) and every second window of RAMS and report of WikiEvents that tells
of attack, death or injury; every eighth report of our own and the rest of the others are held back.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import encoder as encoders
import foreign
import own
import roles
import torch
from muc import UNKNOWN
from own import HELD_EVERY, Example
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from tacitus.reader.learned import windows
from tacitus.reader.learned.labels import FURTHEST, PARTS, STATUSES, TYPES

WIDTH = 128
"""Width of the comparison between an event's word and another word."""

RARE = 3.0
"""A part missed costs three times one made up: most words are no part of most events."""

BUDGET = 1000
"""Tokens in a batch: small, since there are few texts and the model needs many steps."""

MASKED = 0.1


class Pair(nn.Module):
    """Compares each chosen word with each word of the text: `asks` of the one, `gives` of the other, and how far apart."""

    def __init__(self, hidden: int, outputs: int) -> None:
        super().__init__()
        self.asks = nn.Linear(hidden, WIDTH)
        self.gives = nn.Linear(hidden, WIDTH)
        self.apart = nn.Embedding(2 * FURTHEST + 1, WIDTH)
        self.out = nn.Linear(WIDTH, outputs)
        nn.init.normal_(self.apart.weight, std=0.02)

    def forward(self, asks: Tensor, gives: Tensor, at: Tensor) -> Tensor:
        """asks, gives: [length, WIDTH] of one text; at: [chosen] -> [chosen, length, outputs]."""
        distance = torch.arange(gives.shape[0])[None] - at[:, None]
        apart = self.apart(distance.clamp(-FURTHEST, FURTHEST) + FURTHEST)
        return self.out(functional.gelu(asks[at][:, None] + gives[None] + apart, approximate="tanh"))


class Events(nn.Module):
    """An encoder with heads for type, status and place in the report of each word, and for pairs of words."""

    def __init__(self, encoder: encoders.Encoder) -> None:
        super().__init__()
        hidden = encoder.shape.hidden
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.types = nn.Linear(hidden, 1 + len(TYPES))
        self.status = nn.Linear(hidden, len(STATUSES))
        self.main = nn.Linear(hidden, 1)
        self.parts = Pair(hidden, len(PARTS))
        self.same = Pair(hidden, 1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """ids, mask [batch, length] -> types, status, main, and for both pair heads asks and gives; each [batch, length, *]."""
        x = self.dropout(self.encoder(ids, mask))
        parts, same = self.parts, self.same
        return (
            self.types(x), self.status(x), self.main(x),
            parts.asks(x), parts.gives(x), same.asks(x), same.gives(x),
        )  # fmt: skip


OUTPUTS = ["types", "status", "main", "part_asks", "part_gives", "same_asks", "same_gives"]


class Window:
    """One window of a text: its tokens, and for each word that names an event where it stands and what is known of it."""

    def __init__(self, ids: list[int], known: list[bool], chosen: list[tuple[int, str]], item: Example) -> None:
        self.ids, self.known, self.chosen, self.item = ids, known, chosen, item
        self.parts: list[list[list[int]]] = []

    @property
    def empty(self) -> bool:
        return not self.chosen


def windows_of(item: Example, tokenizer: Tokenizer, ends: tuple[int, int]) -> list[Window]:
    """The windows of an example; labels lie on the first token of each word."""
    tokens = windows.tokens(tokenizer, item.text)
    out = []
    for start, end in windows.cut(len(tokens.ids)):
        spans = [(0, 0), *tokens.spans[start:end], (0, 0)]
        first = [False, *tokens.first[start:end], False]
        chosen = [
            (i, name)
            for s, e, label, name in item.marks
            if label == "event"
            for i, (a, b) in enumerate(spans)
            if first[i] and s <= a and b <= e
        ]
        known = [f and (item.known is None) for f in first]
        window = Window([ends[0], *tokens.ids[start:end], ends[1]], known, sorted(set(chosen)), item)
        for _, name in window.chosen:
            row = [[UNKNOWN] * len(PARTS) if not f else [0] * len(PARTS) for f in first]
            for s, e, label, of in item.marks:
                if of == name and label in PARTS:
                    for i, (a, b) in enumerate(spans):
                        if first[i] and s <= a and b <= e and b > a:
                            row[i][PARTS.index(label)] = 1
            window.parts.append(row)
        out.append(window)
    return out


def loss_of(model: Events, batch: list[Window], mask_id: int) -> Tensor:
    """The sum of the losses of all heads over a batch of windows."""
    length = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [model.encoder.shape.pad] * (length - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w in batch])
    hide = (torch.rand(ids.shape) < MASKED) & (mask == 1)
    with torch.autocast("cpu", torch.bfloat16):
        said = [x.float() for x in model(torch.where(hide, mask_id, ids), mask)]
    total = said[0].sum() * 0  # a window may hold nothing that anybody labelled
    for b, window in enumerate(batch):
        total = total + _loss_of_window(model, window, [x[b, : len(window.ids)] for x in said])
    return total / len(batch)


def _loss_of_window(model: Events, window: Window, said: list[Tensor]) -> Tensor:
    types, status, main, part_asks, part_gives, same_asks, same_gives = said
    right = torch.where(torch.tensor(window.known), 0, UNKNOWN)
    events = window.item.events
    for i, name in window.chosen:
        kind = events[name].type
        right[i] = UNKNOWN if kind is None else 1 + TYPES.index(kind)
    total = torch.zeros(())
    if bool((right != UNKNOWN).any()):
        total = total + 3 * functional.cross_entropy(types, right, ignore_index=UNKNOWN)
    if window.empty:
        return total
    at = torch.tensor([i for i, _ in window.chosen])
    names = [events[name] for _, name in window.chosen]
    rows = [k for k, e in enumerate(names) if e.status is not None]
    if rows:
        total = total + 0.3 * functional.cross_entropy(
            status[at[rows]], torch.tensor([STATUSES.index(names[k].status or "") for k in rows])
        )
        right_main = torch.tensor([[float(bool(names[k].main))] for k in rows])
        total = total + 0.3 * functional.binary_cross_entropy_with_logits(main[at[rows]], right_main)
    total = total + 10 * _parts_loss(model.parts(part_asks, part_gives, at), torch.tensor(window.parts))
    if rows and len(at) > 1:
        said_same = model.same(same_asks, same_gives, at)[:, at, 0]
        whose = [name for _, name in window.chosen]
        right_same = torch.tensor([[float(a == b) for b in whose] for a in whose])
        apart = ~torch.eye(len(at), dtype=torch.bool)
        both = (said_same + said_same.T) / 2
        total = total + 0.5 * functional.binary_cross_entropy_with_logits(both[apart], right_same[apart])
    return total


def _parts_loss(said: Tensor, right: Tensor) -> Tensor:
    known = right != UNKNOWN
    weight = torch.full((len(PARTS),), RARE).expand_as(said)[known]
    return functional.binary_cross_entropy_with_logits(said[known], right[known].float(), pos_weight=weight)


def train(model: Events, items: list[Window], epochs: int, rate: float, mask_id: int, seed: int = 1) -> Events:
    """Train and return the averaged model."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    plans = [g for _ in range(epochs) for g in roles.batches(items, rng, BUDGET)]  # type: ignore[arg-type]
    for published in (model.encoder.words, model.encoder.distance):
        if published is not None:
            published.weight.requires_grad_(False)
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01)
    steps, warm = len(plans), max(1, len(plans) // 16)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(roles.AVERAGE)
    )
    began, total = time.time(), 0.0
    model.train()
    for step, batch in enumerate(plans, 1):
        loss = loss_of(model, batch, mask_id)  # type: ignore[arg-type]
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        plan.step()
        optimiser.zero_grad()
        if step > steps * 0.6:
            average.update_parameters(model)
        total += loss.item()
        if step % 40 == 0:
            left = (time.time() - began) / step * (steps - step) / 60
            print(f"step {step}/{steps} loss {total / 40:.3f}, {left:.0f} min left", flush=True)
            total = 0.0
    shipped = average.module
    assert isinstance(shipped, Events)
    return shipped.eval()


@torch.no_grad()
def measure(model: Events, items: list[Window]) -> dict[str, float]:
    """With the events' words given: share of types and statuses right, F1 of each part word by word and of "same"."""
    hits: dict[str, list[int]] = {name: [0, 0, 0] for name in (*PARTS, "same", "event", "type", "status", "main")}

    def count(name: str, said: bool, right: bool) -> None:
        hits[name][0] += said and right
        hits[name][1] += said
        hits[name][2] += right

    for w in items:
        ids = torch.tensor([w.ids])
        types, status, main, pa, pg, sa, sg = (x[0].float() for x in model(ids, torch.ones_like(ids)))
        at = torch.tensor([i for i, _ in w.chosen], dtype=torch.long)
        chosen = {i for i, _ in w.chosen}
        for i, known in enumerate(w.known):
            if known:
                count("event", int(types[i].argmax()) > 0, i in chosen)
        if not w.chosen:
            continue
        parts = model.parts(pa, pg, at) > 0
        same = model.same(sa, sg, at)[:, at, 0]
        for k, (i, name) in enumerate(w.chosen):
            event = w.item.events[name]
            for p, part in enumerate(PARTS):
                for j, row in enumerate(w.parts[k]):
                    if row[p] != UNKNOWN:
                        count(part, bool(parts[k, j, p]), bool(row[p]))
            if event.type:
                right_type = int(types[i][1:].argmax()) == TYPES.index(event.type)
                count("type", right_type, True)
                count("status", int(status[i].argmax()) == STATUSES.index(event.status or ""), True)
                count("main", bool(main[i] > 0), bool(event.main))
                for m in range(k):
                    count("same", bool(same[k, m] + same[m, k] > 0), w.chosen[m][1] == name)
    return {n: round(200 * h / (s + r), 1) if s + r else 0.0 for n, (h, s, r) in hits.items()}


def load(folder: Path, start: Path | None) -> tuple[Events, Tokenizer, tuple[int, int], int]:
    """A fresh model on the encoder of `folder`, or on that of a trained model of roles."""
    other, tokenizer, ends, mask = roles.load(folder, None)
    if start is not None:
        other.load_state_dict(torch.load(start))
    return Events(other.encoder), tokenizer, ends, mask


def main() -> None:
    """Train, measure on what was held back, save."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--start", type=Path)
    ask.add_argument("--epochs", type=int, default=10)
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--threads", type=int, default=2)
    args = ask.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer, ends, mask_id = load(args.encoder, args.start)
    mine = own.examples(Path(__file__).parent / "data" / "reports")
    wiki, windows_ = foreign.wikievents(args.data / "wikievents/dev.jsonl"), foreign.rams(args.data / "rams/dev.jsonlines")
    train_on = [x for i, x in enumerate(mine) if i % HELD_EVERY] + wiki[::2] + windows_[::2]
    held = {"own": mine[::HELD_EVERY], "wikievents": wiki[1::2], "rams": windows_[1::2]}
    items = [w for x in train_on for w in windows_of(x, tokenizer, ends)]
    print(f"{len(train_on)} texts, {len(items)} windows, {sum(len(w.chosen) for w in items)} words of events", flush=True)
    model = train(model, items, args.epochs, args.rate, mask_id)
    torch.save(model.state_dict(), args.out / "events.pt")
    figures = {
        name: measure(model, [w for x in some for w in windows_of(x, tokenizer, ends)]) for name, some in held.items()
    }
    (args.out / "figures.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
