"""Makes the network of the sentence model: a published encoder in few bits, and the layers that were fitted over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import encoder
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

OPSET = 17
LENGTH = 128  # tokens: what comes after them is not looked at
BITS, BLOCK = 4, 32  # MPNet so has 78 MB, and vectors with a cosine of 0.974 to the published ones; eight bits by
# whole columns had 110 MB and 0.879

Matrix = NDArray[np.float32]


class Table(nn.Module):
    """The vectors of the words in eight bits, each with a scale of its own."""

    def __init__(self, whole: Tensor) -> None:
        super().__init__()
        scale = whole.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(whole / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """ids: [batch, length] -> [batch, length, hidden]."""
        found: Tensor = self.rows[ids].float() * self.scale[ids]  # type: ignore[index]
        return found


class Mean(nn.Module):
    """Token ids to one vector of length 1 a text: the mean over its tokens."""

    def __init__(self, base: encoder.Encoder) -> None:
        super().__init__()
        self.base = base
        self.base.words = Table(base.words.weight.data)  # type: ignore[assignment]

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: [batch, length] -> [batch, hidden]."""
        weight = mask.unsqueeze(-1).float()
        vectors = self.base(ids, mask) * weight
        return functional.normalize(vectors.sum(1) / weight.sum(1), dim=1)


def export(base: encoder.Encoder, path: Path, bits: int = BITS) -> None:
    """Writes the encoder to `path`: (ids, mask) -> vector, products in so many bits."""
    import onnx
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    whole = path.with_suffix(".whole.onnx")
    ids = torch.randint(1000, 2000, (2, 40))
    axes = {"ids": {0: "batch", 1: "length"}, "mask": {0: "batch", 1: "length"}, "vector": {0: "batch"}}
    torch.onnx.export(
        Mean(base).eval(), (ids, torch.ones_like(ids)), str(whole), input_names=["ids", "mask"],
        output_names=["vector"], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    fewer = MatMulNBitsQuantizer(onnx.load(str(whole)), bits=bits, block_size=BLOCK, is_symmetric=True, accuracy_level=4)
    fewer.process()
    fewer.model.save_model_to_file(str(path), False)
    whole.unlink()


class Vectors:
    """The encoder that was written, to make features with: the same that is used when reading."""

    def __init__(self, path: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.enable_truncation(LENGTH)
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def vectors(self, texts: list[str]) -> Matrix:
        """[texts, hidden]."""
        rows = []
        for text in texts:
            ids = np.array([self.tokenizer.encode(text).ids], np.int64)
            rows.append(self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0])
        return np.array(rows, np.float32)


def join(path: Path, case: tuple[Matrix, Matrix], types: tuple[Matrix, Matrix], heat: float, out: Path) -> None:
    """Writes encoder and layers as one: (ids, mask, hint [batch, labels]) -> chances of labels, chances of types."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    graph = model.graph

    def layer(name: str, weights: tuple[Matrix, Matrix], source: str, divide: float) -> None:
        kept = {f"{name}_w": weights[0] / divide, f"{name}_b": weights[1] / divide}
        graph.initializer.extend(numpy_helper.from_array(v.astype(np.float32), k) for k, v in kept.items())
        graph.node.append(helper.make_node("Gemm", [source, f"{name}_w", f"{name}_b"], [f"{name}_raw"]))
        graph.node.append(helper.make_node("Softmax", [f"{name}_raw"], [name], axis=1))

    labels = case[0].shape[1]
    graph.input.append(helper.make_tensor_value_info("hint", TensorProto.FLOAT, ["batch", labels]))
    graph.node.append(helper.make_node("Concat", ["vector", "hint"], ["both"], axis=1))
    layer("labels", case, "both", heat)
    layer("types", types, "vector", 1.0)
    del graph.output[:]
    sizes: dict[str, Any] = {"labels": labels, "types": types[0].shape[1]}
    graph.output.extend(helper.make_tensor_value_info(k, TensorProto.FLOAT, ["batch", n]) for k, n in sizes.items())
    onnx.save(model, str(out))
