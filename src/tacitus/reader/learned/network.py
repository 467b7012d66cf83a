"""Opens a model that ships in a folder: its network in ONNX Runtime, its tokenizer and its card; what learned readers run on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Network:
    """One loaded model. Not to be shared between threads; each process loads its own (0.3 to 0.5 s).

    folder: holds model.onnx, tokenizer.json and card.json. longest: tokens of a text that the tokenizer gives at most; all of
    them where it is None. One thread, so that processes side by side leave each other their cores. OSError if a file is missing.
    """

    def __init__(self, folder: Path, longest: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        if longest is None:
            self.tokenizer.no_truncation()
        else:
            self.tokenizer.enable_truncation(longest)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    @property
    def name(self) -> str:
        """The model's name and version, as statements carry it in their traces."""
        return str(self.card["name"])

    def ends(self) -> tuple[int, int]:
        """The ids of the tokens that open and close every text."""
        ids = self.tokenizer.encode("").ids
        return ids[0], ids[-1]
