"""Writes a trained model as one ONNX file, quantised to eight bits, and checks that it still says the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

OPSET = 17


def to_onnx(model: nn.Module, path: Path, outputs: list[str], quantise: bool = True, keep: list[str] | None = None) -> None:
    """Write `model` (ids, mask -> `outputs`) to `path`. Products whose name holds a word of `keep` stay in full precision."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = model.eval().float()
    whole = path.with_suffix(".whole.onnx")
    ids = torch.randint(1000, 2000, (2, 40))
    axes: dict[str, Any] = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", *outputs)}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        str(whole),
        input_names=["ids", "mask"],
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    if not quantise:
        whole.replace(path)
        return
    quantize_dynamic(
        str(whole),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=_kept(whole, keep or []),
    )
    whole.unlink()


def _kept(path: Path, words: list[str]) -> list[str]:
    import onnx

    graph = onnx.load(str(path)).graph
    return [n.name for n in graph.node if n.op_type in ("MatMul", "Gemm") and any(w in n.name for w in words)]
