"""Makes the shipped files of the model of roles: one ONNX file of eight bits, its tokenizer, and its card.

    python train/finish.py DATA --encoder FOLDER --trained FOLDER [--layers 8] [--keep WORD ...] [--part N/M --out FOLDER]

Calibrates on the reports that training held back, with the quantised model itself, and says in the card how much
quantising lost. What that model sees in those reports goes to seen.json beside the weights, for train/frames.py: it must learn from
chances as they will be at run time, of eight bits and calibrated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import export
import muc
import numpy as np
import outcomes
import roles
import torch
from sklearn.linear_model import LogisticRegression

from tacitus.reader.learned import calibrate
from tacitus.reader.learned.model import FOLDER, Model
from tacitus.reader.learned.signals import ROLES


def lines(found: outcomes.Outcomes) -> dict[str, list[float]]:
    """Slope and shift of each calibration line, fitted by logistic regression."""
    out = {}
    for name, (scores, hits) in found.items():
        if len(set(hits)) < 2 or len(hits) < 30:
            continue
        p = np.clip(np.array(scores), calibrate.EDGE, 1 - calibrate.EDGE)
        fit = LogisticRegression(C=1.0).fit(np.log(p / (1 - p))[:, None], hits)
        out[name] = [round(float(fit.coef_[0, 0]), 4), round(float(fit.intercept_[0]), 4)]
    return out


def found_share(found: outcomes.Outcomes) -> dict[str, list[float]]:
    """Spans right and spans given, by role: what quantising may not change much."""
    return {role: [sum(found[role][1]), len(found[role][1])] for role in ROLES}


def main() -> None:
    """Export, compare, calibrate and write the card."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--trained", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=FOLDER)
    ask.add_argument("--layers", type=int)
    ask.add_argument("--held", type=float, default=0.12)
    ask.add_argument("--keep", nargs="*", default=[])
    ask.add_argument("--part", type=roles.part, help="N/M: the reports held back are those that `roles.py --part` held")
    ask.add_argument("--card", type=Path, default=Path(__file__).parent / "data" / "roles-card.json")
    args = ask.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer, _, _ = roles.load(args.encoder, args.layers)
    model.load_state_dict(torch.load(args.trained / "roles.pt"))
    export.to_onnx(model, args.out / "model.onnx", ["tags", "kinds", "report"], keep=args.keep)
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    card: dict[str, Any] = json.loads(args.card.read_text())
    (args.out / "card.json").write_text(json.dumps(card))
    items = muc.reports(args.data / "muc4/roles-train.json", sorted((args.data / "muc4/dev").glob("key-*")))
    _, held = roles.apart(items, *args.part) if args.part else roles.held_out(items, args.held)
    small = Model(args.out)
    bare = {x.id: small.look(x.text) for x in held}
    found = outcomes.of_roles(bare, held)
    card["calibration"] = lines(found)
    card["held spans right, given"] = found_share(found)
    card["sha256"] = hashlib.sha256((args.out / "model.onnx").read_bytes()).hexdigest()
    card["bytes"] = (args.out / "model.onnx").stat().st_size
    (args.out / "card.json").write_text(json.dumps(card, indent=1) + "\n")
    seen = {key: asdict(calibrate.calibrated(signals, card["calibration"])) for key, signals in bare.items()}
    (args.trained / "seen.json").write_text(json.dumps(seen))
    print(json.dumps(card["held spans right, given"]), card["bytes"])


if __name__ == "__main__":
    main()
