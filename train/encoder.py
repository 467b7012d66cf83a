"""The encoders that training starts from: MiniLM and MPNet as one small PyTorch module, read from their published weights."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """The sizes of an encoder, as its config.json gives them; `layers` may be fewer than were published."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    eps: float
    first_position: int
    buckets: int
    pad: int

    @classmethod
    def of(cls, folder: Path, layers: int | None = None) -> Shape:
        """Read config.json of `folder`; keep the lowest `layers` layers if given."""
        c = json.loads((folder / "config.json").read_text())
        relative = c["model_type"] == "mpnet"
        return cls(
            hidden=c["hidden_size"],
            layers=layers or c["num_hidden_layers"],
            heads=c["num_attention_heads"],
            inner=c["intermediate_size"],
            words=c["vocab_size"],
            positions=c["max_position_embeddings"],
            eps=c["layer_norm_eps"],
            first_position=c["pad_token_id"] + 1 if relative else 0,
            buckets=c.get("relative_attention_num_buckets", 0) if relative else 0,
            pad=c["pad_token_id"],
        )


class Layer(nn.Module):
    """One transformer layer, normalised after each half; attention may carry a bias by distance."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: [batch, length, hidden]; bias: [batch or 1, heads or 1, length, length], added to the scores."""
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        mixed = _attend(q, k, v, bias.to(q.dtype)).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


def _attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Attention; written out where each head has a bias of its own, which is three times faster so on a processor."""
    if bias.shape[1] == 1 and not torch.onnx.is_in_onnx_export():
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    scores = (q * (1.0 / math.sqrt(q.shape[-1]))) @ k.transpose(-1, -2)
    return torch.softmax(scores + bias, -1) @ v


class Encoder(nn.Module):
    """Token ids to one vector a token."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.words, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.distance = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: [batch, length] (mask 1 for tokens, 0 for padding) -> [batch, length, hidden]."""
        length = ids.shape[1]
        place = torch.arange(length, device=ids.device)
        x = self.words(ids) + self.positions(place + self.shape.first_position)[None]
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        if self.distance is not None:
            apart = self.distance(_buckets(place[None, :] - place[:, None], self.shape.buckets))
            bias = bias + apart.permute(2, 0, 1)[None]
        else:
            bias = bias.expand(-1, 1, length, -1)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def _buckets(distance: Tensor, buckets: int, furthest: int = 128) -> Tensor:
    """The bucket of each signed distance, as T5 and MPNet define it: exact when near, by logarithm further off."""
    half = buckets // 2
    exact = half // 2
    side = (distance > 0).long() * half
    n = distance.abs()
    far = exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(furthest / exact) * (half - exact)).long()
    return side + torch.where(n < exact, n, far.clamp(max=half - 1))


def load(folder: Path, layers: int | None = None, dropout: float = 0.1) -> Encoder:
    """The published weights of `folder` (config.json, model.safetensors) in an `Encoder` of the lowest `layers` layers."""
    shape = Shape.of(folder, layers)
    encoder = Encoder(shape, dropout)
    with safe_open(str(folder / "model.safetensors"), "pt") as f:
        names = set(f.keys())
        state = {k: f.get_tensor(k).float() for k in names if f.get_slice(k).get_dtype() in ("F32", "F16")}
    put: dict[str, Tensor] = {
        "words.weight": state["embeddings.word_embeddings.weight"],
        "positions.weight": state["embeddings.position_embeddings.weight"],
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
    }
    if not shape.buckets:  # one sort of segment is used: its vector is part of every token's
        put["words.weight"] = put["words.weight"] + state["embeddings.token_type_embeddings.weight"][0]
    else:
        put["distance.weight"] = state["encoder.relative_attention_bias.weight"]
    for i in range(shape.layers):
        put |= _layer(state, i, relative=bool(shape.buckets))
    encoder.load_state_dict(put)
    return encoder


def _layer(state: dict[str, Tensor], i: int, *, relative: bool) -> dict[str, Tensor]:
    old, new = f"encoder.layer.{i}.", f"layers.{i}."
    parts = ("attn.q", "attn.k", "attn.v") if relative else ("self.query", "self.key", "self.value")
    names = {
        "out": "attention.attn.o" if relative else "attention.output.dense",
        "attention_norm": "attention.LayerNorm" if relative else "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    put = {}
    for kind in ("weight", "bias"):
        put[f"{new}qkv.{kind}"] = torch.cat([state[f"{old}attention.{p}.{kind}"] for p in parts])
        put |= {f"{new}{k}.{kind}": state[f"{old}{v}.{kind}"] for k, v in names.items()}
    return put
