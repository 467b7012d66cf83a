"""Trains the model of roles: an encoder with a tagger for each role of MUC-4, the kinds of incident, and the report's relevance.

    python train/roles.py DATA --encoder FOLDER --out FOLDER [--layers 9] [--epochs 4] [--rate 7e-5] [--held 0.12] [--threads 2]
    python train/roles.py DATA --encoder FOLDER --out FOLDER --part 0/2    # train on the others, write what it sees in this part

Reads muc4/roles-train.json, rams and wikievents from DATA; never muc4's tst parts, which stay for measuring.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import asdict
from pathlib import Path

import encoder as encoders
import modern
import muc
import numpy as np
import torch
from muc import UNKNOWN, Labelled
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from tacitus.reader.learned import decode, windows
from tacitus.reader.learned.signals import KINDS, ROLES, Signals

BUDGET = 2300
"""Tokens in a batch, padding included."""

TAG_WEIGHTS = (1.0, 2.0, 1.2)
"""A missed beginning costs twice: recall of roles is what the reader lacks most."""

MASKED = 0.08
"""Share of the tokens hidden from the encoder in training, so that it reads the words around a name and not the name."""

AVERAGE = 0.985
"""The shipped weights are a running average over about the last hundred steps, which is steadier than the last step's."""


class Roles(nn.Module):
    """An encoder and three heads: roles and kinds for each token, and the report's relevance and kinds."""

    def __init__(self, encoder: encoders.Encoder) -> None:
        super().__init__()
        hidden = encoder.shape.hidden
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(hidden, len(ROLES) * 3)
        self.kinds = nn.Linear(hidden, len(KINDS))
        self.report = nn.Sequential(nn.Linear(3 * hidden, hidden), nn.Tanh(), nn.Linear(hidden, 1 + len(KINDS)))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids, mask [batch, length] -> tags [batch, length, roles * 3], kinds [batch, length, kinds], report [batch, 1 + kinds]."""
        x = self.dropout(self.encoder(ids, mask))
        seen = mask[..., None].to(x.dtype)
        mean = (x * seen).sum(1) / seen.sum(1)
        most = (x - (1 - seen) * 1e4).amax(1)
        return self.tags(x), self.kinds(x), self.report(torch.cat([x[:, 0], mean, most], -1))


class Window:
    """One window of one text, ready to be put into a batch."""

    def __init__(self, ids: list[int], tags: list[list[int]], kinds: list[list[int]], report: list[int]) -> None:
        self.ids, self.tags, self.kinds, self.report = ids, tags, kinds, report

    @property
    def empty(self) -> bool:
        """Whether no role is marked in it."""
        return not any(t > 0 for row in self.tags for t in row)


def windows_of(item: Labelled, tokenizer: Tokenizer, ends: tuple[int, int]) -> list[Window]:
    """The windows of a labelled text. A report's kinds are only asked of windows that hold a mark, or of reports without any."""
    tokens = windows.tokens(tokenizer, item.text)
    tags, kinds = muc.labels(tokens, item)
    out = []
    for start, end in windows.cut(len(tokens.ids)):
        report = [UNKNOWN] * (1 + len(KINDS))
        marked = any(t > 0 for row in tags[start:end] for t in row)
        if item.kinds is not None and (marked or not item.kinds):
            report = [int(bool(item.kinds)), *(int(k in item.kinds) for k in KINDS)]
        out.append(
            Window(
                [ends[0], *tokens.ids[start:end], ends[1]],
                [[UNKNOWN] * len(ROLES), *tags[start:end], [UNKNOWN] * len(ROLES)],
                [[UNKNOWN] * len(KINDS), *kinds[start:end], [UNKNOWN] * len(KINDS)],
                report,
            )
        )
    return out


def batches(items: list[Window], rng: random.Random, budget: int = BUDGET) -> list[list[Window]]:
    """All windows in batches of like length and of at most `budget` tokens, in a random order."""
    items = sorted(items, key=lambda w: len(w.ids) + rng.random() * 20)
    out: list[list[Window]] = [[]]
    for w in items:
        if out[-1] and len(w.ids) * (len(out[-1]) + 1) > budget:
            out.append([])
        out[-1].append(w)
    rng.shuffle(out)
    return out


def tensors(batch: list[Window], pad: int) -> tuple[Tensor, ...]:
    """ids, mask, tags, kinds, report of a batch, padded to its longest."""
    length = max(len(w.ids) for w in batch)

    def filled(rows: list[list[list[int]]], width: int) -> Tensor:
        return torch.tensor([r + [[UNKNOWN] * width] * (length - len(r)) for r in rows])

    ids = torch.tensor([w.ids + [pad] * (length - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w in batch])
    tags = filled([w.tags for w in batch], len(ROLES))
    kinds = filled([w.kinds for w in batch], len(KINDS))
    return ids, mask, tags, kinds, torch.tensor([w.report for w in batch])


def loss_of(model: Roles, batch: tuple[Tensor, ...], mask_id: int) -> Tensor:
    """The sum of the losses of the three heads; what nobody labelled counts for nothing."""
    ids, mask, tags, kinds, report = batch
    hide = (torch.rand(ids.shape) < MASKED) & (tags[..., 0] != UNKNOWN)
    ids = torch.where(hide, mask_id, ids)
    with torch.autocast("cpu", torch.bfloat16):
        said_tags, said_kinds, said_report = (x.float() for x in model(ids, mask))
    weight = torch.tensor(TAG_WEIGHTS)
    loss = 5.0 * functional.cross_entropy(said_tags.reshape(-1, 3), tags.reshape(-1), weight, ignore_index=UNKNOWN)
    return loss + 0.3 * _binary(said_kinds, kinds) + 0.6 * _binary(said_report, report)


def _binary(said: Tensor, right: Tensor) -> Tensor:
    known = right != UNKNOWN
    if not bool(known.any()):
        return said.sum() * 0
    return functional.binary_cross_entropy_with_logits(said[known], right[known].float())


def train(model: Roles, items: list[Window], epochs: int, rate: float, mask_id: int, out: Path, seed: int = 1) -> Roles:
    """Train and return the averaged model, written to `out` after each epoch.

    Half of the empty windows, chosen afresh, take part in each epoch.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    full = [w for w in items if not w.empty]
    empty = [w for w in items if w.empty]
    plans = [batches(full + rng.sample(empty, len(empty) // 2), rng) for _ in range(epochs)]
    steps = sum(len(p) for p in plans)
    for published in (model.encoder.words, model.encoder.distance):  # 1,300 reports teach no new words
        if published is not None:
            published.weight.requires_grad_(False)
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": inner, "lr": rate, "weight_decay": 0.01}, {"params": heads, "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, fused=True)
    warm = max(1, int(0.1 * steps))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
    step, began, seen, total = 0, time.time(), 0, 0.0
    model.train()
    for epoch, plan_batches in enumerate(plans):
        for group in plan_batches:
            batch = tensors(group, model.encoder.shape.pad)
            loss = loss_of(model, batch, mask_id)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
            optimiser.zero_grad()
            step += 1
            if step > steps * 0.6:
                average.update_parameters(model)
            seen, total = seen + int(batch[1].sum()), total + loss.item()
            if step % 25 == 0:
                spent = time.time() - began
                left = spent / step * (steps - step)
                speed = f"{seen / spent:.0f} tokens/s, {left / 60:.0f} min left"
                print(f"epoch {epoch} step {step}/{steps} loss {total / 25:.3f} {speed}", flush=True)
                total = 0.0
        torch.save(average.module.state_dict(), out / "roles.pt")
    shipped = average.module
    assert isinstance(shipped, Roles)
    return shipped.eval()


@torch.no_grad()
def look(model: Roles, tokenizer: Tokenizer, ends: tuple[int, int], text: str) -> Signals:
    """What the model sees in a text, as the shipped reader does it, but in PyTorch."""
    tokens = windows.tokens(tokenizer, text)
    if not tokens.ids:
        return Signals(0.0)
    cuts = windows.cut(len(tokens.ids))
    tags, kinds, reports = [], [], []
    for start, end in cuts:
        ids = torch.tensor([[ends[0], *tokens.ids[start:end], ends[1]]])
        with torch.autocast("cpu", torch.bfloat16):
            t, k, r = (x.float() for x in model(ids, torch.ones_like(ids)))
        tags.append(torch.softmax(t[0, 1:-1].view(-1, len(ROLES), 3), -1).numpy())
        kinds.append(torch.sigmoid(k[0, 1:-1]).numpy())
        reports.append(torch.sigmoid(r[0]).numpy())
    return decode.signals(tokens, windows.join(cuts, tags), windows.join(cuts, kinds), np.max(reports, axis=0))


def load(folder: Path, layers: int | None) -> tuple[Roles, Tokenizer, tuple[int, int], int]:
    """A fresh model on the encoder of `folder`, its tokenizer, the ids of its two end marks, and of its mask."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    ids = tokenizer.encode("x").ids
    mask = tokenizer.token_to_id("<mask>") or tokenizer.token_to_id("[MASK]")
    return Roles(encoders.load(folder, layers)), tokenizer, (ids[0], ids[-1]), mask


def held_out(items: list[Labelled], share: float) -> tuple[list[Labelled], list[Labelled]]:
    """Split into those to train on and those held for thresholds: every n-th report, in the order of the file."""
    every = math.ceil(1 / share) if share else len(items) + 1
    return [x for i, x in enumerate(items) if i % every], [x for i, x in enumerate(items) if not i % every]


def part(words: str) -> tuple[int, int]:
    """ "0/2" as the numbers 0 and 2; ValueError, which argparse tells, for other words."""
    number, of = map(int, words.split("/"))
    if not 0 <= number < of:
        raise ValueError(words)
    return number, of


def apart(items: list[Labelled], number: int, of: int) -> tuple[list[Labelled], list[Labelled]]:
    """Split into those to train on and every `of`-th from `number` on, so that a model sees what it did not know."""
    return [x for i, x in enumerate(items) if i % of != number], items[number::of]


def main() -> None:
    """Train, save the weights, and write what the model sees in the held and the development reports."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--layers", type=int)
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--rate", type=float, default=7e-5)
    ask.add_argument("--held", type=float, default=0.12)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--part", type=part, help="N/M: hold back every M-th report from the N-th on, and look at those alone")
    args = ask.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer, ends, mask_id = load(args.encoder, args.layers)
    published = muc.reports(args.data / "muc4/roles-train.json", sorted((args.data / "muc4/dev").glob("key-*")))
    train_on, held = apart(published, *args.part) if args.part else held_out(published, args.held)
    extra = modern.rams(args.data / "rams/dev.jsonlines")[::2] + modern.wikievents(args.data / "wikievents/dev.jsonl")[::2]
    items = [w for x in train_on + extra for w in windows_of(x, tokenizer, ends)]
    print(f"{len(train_on)} + {len(extra)} texts, {len(items)} windows; {len(held)} held", flush=True)
    model = train(model, items, args.epochs, args.rate, mask_id, args.out)
    looked_at = {"held": held} if args.part else {"held": held, "dev": muc.reports(args.data / "muc4/roles-dev.json", [])}
    for name, texts in looked_at.items():
        seen = {x.id: asdict(look(model, tokenizer, ends, x.text)) for x in texts}
        (args.out / f"{name}.json").write_text(json.dumps(seen))


if __name__ == "__main__":
    main()
