"""Makes the shipped files of the model of events: one ONNX file of eight bits, the pair weights, tokenizer and card.

    python train/finish_events.py DATA --encoder FOLDER --trained FOLDER

Calibrates with the quantised model on the reports of our own that training held back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import events
import export
import finish
import numpy as np
import outcomes
import own
import torch

from tacitus.reader.learned.sight import FOLDER, EventModel


def main() -> None:
    """Export, calibrate and write the card."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--trained", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=FOLDER)
    here = Path(__file__).parent / "data"
    args = ask.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model, _, _, _ = events.load(args.encoder, None)
    model.load_state_dict(torch.load(args.trained / "events.pt"))
    pairs = {}
    for name, head in (("parts", model.parts), ("same", model.same)):
        pairs |= {f"{name}_apart": head.apart.weight, f"{name}_weight": head.out.weight, f"{name}_bias": head.out.bias}
    np.savez(args.out / "pairs.npz", **{k: v.detach().numpy() for k, v in pairs.items()})
    export.to_onnx(model, args.out / "model.onnx", events.OUTPUTS)
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    card = json.loads((here / "events-card.json").read_text())
    card["held"] = json.loads((args.trained / "figures.json").read_text())
    (args.out / "card.json").write_text(json.dumps(card))
    found = outcomes.of_parts(EventModel(args.out), own.examples(here / "reports")[:: own.HELD_EVERY])
    card["calibration"] = finish.lines(found)
    card["sha256"] = hashlib.sha256((args.out / "model.onnx").read_bytes()).hexdigest()
    card["bytes"] = (args.out / "model.onnx").stat().st_size
    (args.out / "card.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
