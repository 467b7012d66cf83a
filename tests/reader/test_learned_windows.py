"""A long text is looked at through overlapping windows, and each token keeps what was said of it where it stood best."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.reader.learned import model, windows

COUNTS = st.integers(min_value=1, max_value=4000)
SIZES = st.integers(min_value=2, max_value=60).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1)))


@given(COUNTS)
def test_the_windows_hold_every_token_and_none_is_longer_than_an_encoder_takes(count: int) -> None:
    cuts = windows.cut(count)
    assert {i for start, end in cuts for i in range(start, end)} == set(range(count))
    assert all(0 < end - start <= windows.LONGEST for start, end in cuts)


@given(COUNTS)
def test_neighbours_share_at_least_the_overlap(count: int) -> None:
    cuts = windows.cut(count)
    for (_, end), (start, _) in zip(cuts, cuts[1:], strict=False):
        assert end - start >= windows.OVERLAP


@given(st.integers(1, 400), SIZES)
def test_each_token_gets_its_own_row_from_the_window_where_it_lies_furthest_from_an_edge(
    count: int, sizes: tuple[int, int]
) -> None:
    cuts = windows.cut(count, *sizes)
    said = [np.array([[token, n] for token in range(*cut)], np.float32) for n, cut in enumerate(cuts)]
    joined = windows.join(cuts, said)
    assert joined[:, 0].tolist() == list(range(count))

    def depth(token: int, cut: tuple[int, int]) -> int:
        """How far a token lies from the nearer edge of a window, where the text's own ends are no edges."""
        left = token - cut[0] if cut[0] else count
        return min(left, cut[1] - 1 - token if cut[1] < count else count)

    for token, n in enumerate(joined[:, 1].astype(int).tolist()):
        chosen = depth(token, cuts[n])
        assert chosen == max(depth(token, cut) for cut in cuts if cut[0] <= token < cut[1])


def test_tokens_keep_their_places_in_the_text_and_know_where_words_begin() -> None:
    loaded = model.model()
    assert loaded is not None, f"no model in {model.FOLDER}: `make train` makes it"
    text = "Señora Ölmez fled Qaryatayn; unpronounceableness 𝕏 followed."
    tokens = windows.tokens(loaded.tokenizer, text)
    assert len(tokens.ids) == len(tokens.spans) == len(tokens.first)
    assert tokens.first[0]
    assert [text[s:e] for s, e in tokens.spans if text[s:e] == "fled"] == ["fled"]
    assert all(a[1] <= b[0] for a, b in zip(tokens.spans, tokens.spans[1:], strict=False))


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_words_has_no_tokens(text: str) -> None:
    loaded = model.model()
    assert loaded is not None
    assert windows.tokens(loaded.tokenizer, text).ids == []
    assert loaded.look(text).spans == ()
