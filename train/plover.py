"""Trains the sentence model of PLOVER's categories: `python train/plover.py DATA --encoder MINILM --out FOLDER`.

Learns from data/plover.toml (sentences of our own) and from the records of DATA/plover with an odd number; those with an
even one are never trained on: bench/plover.py measures with them. MiniLM is tuned whole under one linear layer over the
mean of its vectors; a few minutes on two cores. Writes model.onnx (eight bits), tokenizer.json and card.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import encoder
import export
import torch
from torch import Tensor, nn
from torch.nn import functional

OWN = Path(__file__).parent / "data" / "plover.toml"
GOLD = Path("plover") / "PLOVER_GSR_CAMEO.txt"
LENGTH = 128  # tokens; the gold's longest sentence has fewer than a hundred
BATCH = 16
EPOCHS = 6  # on the even half the fourth, sixth and tenth epoch of a first trial lay within a point
RATE, HEAD_RATE = 1e-4, 3e-3
SMOOTHING = 0.1  # neighbouring categories differ by judgement: two coders agree on about nine in ten at best


def own(path: Path = OWN) -> list[tuple[str, str]]:
    """Our own sentences: (text, category), with NONE for what tells of no event."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return [(text, event) for event, texts in lists.items() for text in texts]


def gold(path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The gold's records (text, category): those with an odd number, to train on, and those with an even one."""
    records = [r for r in json.loads(path.read_text(encoding="utf-8")) if r["event"] != "DOCUMENT"]
    halves: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for record in records:
        halves[int(record["id"][-4:]) % 2 == 0].append((record["text"].strip(), record["event"]))
    return halves


class Sentences(nn.Module):
    """Token ids to one number a category, before softmax."""

    def __init__(self, base: encoder.Encoder, labels: int) -> None:
        super().__init__()
        self.base, self.head = base, nn.Linear(base.shape.hidden, labels)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: [batch, length] -> [batch, labels]."""
        weight = mask.unsqueeze(-1).float()
        vectors = self.base(ids, mask).float() * weight
        mean = vectors.sum(1) / weight.sum(1)
        return self.head(functional.dropout(mean, 0.1, self.training))


class Pieces:
    """The encoder's tokenizer: texts to padded ids and mask."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LENGTH)
        self.tokenizer.enable_padding()

    def __call__(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """ids and mask, [texts, longest]."""
        cut = self.tokenizer.encode_batch(list(texts))
        return torch.tensor([c.ids for c in cut]), torch.tensor([c.attention_mask for c in cut])


def batches(rows: Sequence[tuple[str, str]], by: random.Random) -> Iterator[list[tuple[str, str]]]:
    """All rows once, shuffled, in batches of texts of about one length."""
    shuffled = sorted(rows, key=lambda row: len(row[0]) + by.randrange(60))
    cut = [list(shuffled[i : i + BATCH]) for i in range(0, len(shuffled), BATCH)]
    by.shuffle(cut)
    yield from cut


def fit(rows: Sequence[tuple[str, str]], labels: list[str], folder: Path, epochs: int = EPOCHS, seed: int = 0) -> Sentences:
    """A model trained on (text, label) rows, from the encoder in `folder`."""
    torch.manual_seed(seed)
    by, pieces = random.Random(seed), Pieces(folder)
    model = Sentences(encoder.load(folder), len(labels))
    groups = [{"params": model.base.parameters(), "lr": RATE}, {"params": model.head.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(rows) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, [RATE, HEAD_RATE], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for batch in batches(rows, by):
            goal = torch.tensor([labels.index(label) for _, label in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(*pieces([text for text, _ in batch]))
            loss = functional.cross_entropy(out.float(), goal, label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(rows):.3f}", flush=True)
    return model.eval()


def right(path: Path, rows: Sequence[tuple[str, str]], labels: list[str], folder: Path) -> float:
    """The share of rows, in percent, whose category the written file gives, run as it is at run time."""
    import onnxruntime

    session, pieces, hits = onnxruntime.InferenceSession(str(path)), Pieces(folder), 0
    for text, label in rows:
        ids, mask = pieces([text])
        out = session.run(None, {"ids": ids.numpy(), "mask": mask.numpy()})[0][0]
        hits += labels[int(out.argmax())] == label
    return 100 * hits / len(rows)


def card(model: Path, labels: list[str], counts: dict[str, int], figures: dict[str, float]) -> dict[str, Any]:
    """What the model is, from what it was made, and what it reached."""
    return {
        "name": "plover-minilm-1",
        "labels": labels,
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "data": "train/data/plover.toml, our own; PLOVER's gold, records with odd numbers (CC BY-SA 4.0)",
        "trained_on": counts,
        "licence": "CC BY-SA 4.0, as the gold that it learned from",
        "recipe": "train/plover.py",
        "figures": figures,
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
    }


def main() -> None:
    """Train, write, and say what the file gives on the half that it has not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    given = parser.parse_args()
    mine, (odd, even) = own(), gold(given.data / GOLD)
    labels = sorted({label for _, label in mine})
    model = fit([*mine, *odd], labels, given.encoder, given.epochs)
    given.out.mkdir(parents=True, exist_ok=True)
    path = given.out / "model.onnx"
    export.to_onnx(model, path, ["events"])
    shutil.copy(given.encoder / "tokenizer.json", given.out / "tokenizer.json")
    figures = {"even half, right %": round(right(path, even, labels, given.encoder), 1)}
    written = card(path, labels, {"own": len(mine), "gold, odd": len(odd)}, figures)
    (given.out / "card.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    print(figures)


if __name__ == "__main__":
    main()
