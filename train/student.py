"""Tunes MiniLM whole until it sees sentences as MPNet does, at a tenth of the price, and tells our own sentences apart.

Three things at once pull at it: on every text its vector, through one layer that is thrown away afterwards, is to point
where MPNet's points; on every text its label is to be as likely as a layer over MPNet's vectors holds it to be; and on
our own sentences label and type are to be right. No label of CASE-2021 is used here, so that the layer over its vectors
can still be measured in folds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import encoder
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

LENGTH = 128  # tokens
BATCH = 24
EPOCHS = 4
RATE, HEAD_RATE = 1e-4, 2e-3
SMOOTHING = 0.1
LIKENESS = 3.0  # weight of pointing as MPNet does: its loss is a few tenths where those of labels are about one

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Lessons:
    """Texts with MPNet's vectors [texts, hidden], the chances of labels from these [texts, labels], and answers.

    answers: number of the label and number of the type for each text, -1 where it is not told.
    """

    texts: list[str]
    vectors: Matrix
    chances: Matrix
    answers: list[tuple[int, int]]


class Student(nn.Module):
    """Token ids to a mean vector, and what the training looks at: its pointing, labels and types."""

    def __init__(self, base: encoder.Encoder, teacher: int, labels: int, types: int) -> None:
        super().__init__()
        self.base = base
        hidden = base.shape.hidden
        self.pointing, self.labels, self.types = nn.Linear(hidden, teacher), nn.Linear(hidden, labels), nn.Linear(hidden, types)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids, mask: [batch, length] -> pointing [batch, teacher], labels [batch, labels], types [batch, types]."""
        weight = mask.unsqueeze(-1).float()
        mean = (self.base(ids, mask).float() * weight).sum(1) / weight.sum(1)
        dropped = functional.dropout(mean, 0.1, self.training)
        return self.pointing(mean), self.labels(dropped), self.types(dropped)


def tune(folder: Path, told: Lessons, types: int, epochs: int = EPOCHS, seed: int = 0) -> encoder.Encoder:
    """The encoder of `folder`, tuned on the lessons."""
    from tokenizers import Tokenizer

    torch.manual_seed(seed)
    by, pieces = random.Random(seed), Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.enable_truncation(LENGTH)
    pieces.enable_padding()
    model = Student(encoder.load(folder), told.vectors.shape[1], told.chances.shape[1], types)
    model.base.words.requires_grad_(False)  # words that stand in none of the texts keep their place beside the others
    points = functional.normalize(torch.tensor(told.vectors - told.vectors.mean(0)), dim=1)
    chances, answers = torch.tensor(told.chances), torch.tensor(told.answers)
    heads = [p for name, p in model.named_parameters() if not name.startswith("base.")]
    body = [p for p in model.base.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(told.texts) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, [RATE, HEAD_RATE], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        model.train()
        total = torch.zeros(4)
        for rows in batches(told.texts, by):
            cut = pieces.encode_batch([told.texts[k] for k in rows])
            ids, mask = torch.tensor([c.ids for c in cut]), torch.tensor([c.attention_mask for c in cut])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(ids, mask)
            losses = loss(out, points[rows], chances[rows], answers[rows])
            optimiser.zero_grad()
            losses.sum().backward()
            optimiser.step()
            pace.step()
            total += losses.detach() * len(rows)
        print(f"epoch {epoch + 1}: pointing, chances, labels, types", (total / len(told.texts)).tolist(), flush=True)
    return model.base.eval()


def vectors(folder: Path, texts: Sequence[str]) -> Matrix:
    """Vectors of length 1 of the encoder in `folder`, the mean over the tokens: [texts, hidden]."""
    from tokenizers import Tokenizer

    pieces, base = Tokenizer.from_file(str(folder / "tokenizer.json")), encoder.load(folder).eval()
    pieces.enable_truncation(LENGTH)
    pieces.enable_padding(pad_id=base.shape.pad)
    found = np.zeros((len(texts), base.shape.hidden), np.float32)
    order = sorted(range(len(texts)), key=lambda k: len(texts[k]))
    for at in range(0, len(order), BATCH):
        rows = order[at : at + BATCH]
        cut = pieces.encode_batch([texts[k] for k in rows])
        ids, mask = torch.tensor([c.ids for c in cut]), torch.tensor([c.attention_mask for c in cut])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            weight = mask.unsqueeze(-1).float()
            mean = (base(ids, mask).float() * weight).sum(1) / weight.sum(1)
        found[rows] = functional.normalize(mean, dim=1).numpy()
    return found


def loss(out: tuple[Tensor, Tensor, Tensor], points: Tensor, chances: Tensor, answers: Tensor) -> Tensor:
    """The four losses of a batch: pointing, chances of labels, labels and types; the last two where they are told."""
    pointing, labels, types = (one.float() for one in out)
    apart = 1 - functional.cosine_similarity(pointing, points, dim=1).mean()
    unlike = functional.kl_div(functional.log_softmax(labels, 1), chances, reduction="batchmean")
    wrong = [_wrong(labels, answers[:, 0]), _wrong(types, answers[:, 1])]
    return torch.stack([LIKENESS * apart, unlike, *wrong])


def _wrong(numbers: Tensor, answers: Tensor) -> Tensor:
    """Cross-entropy summed over the told, a text of the whole batch: a batch without any gives 0."""
    told = answers >= 0
    if not bool(told.any()):
        return numbers.sum() * 0.0
    summed = functional.cross_entropy(numbers[told], answers[told], label_smoothing=SMOOTHING, reduction="sum")
    return summed / len(answers)


def batches(texts: Sequence[str], by: random.Random) -> Iterator[list[int]]:
    """The numbers of all texts once, shuffled, in batches of about one length."""
    order = sorted(range(len(texts)), key=lambda k: len(texts[k]) + by.randrange(60))
    cut = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    by.shuffle(cut)
    yield from cut
