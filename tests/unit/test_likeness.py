"""Likeness tells a text that was changed a little from one that is another, in any script."""

from random import Random

import pytest

from domain.likeness import ALIKE, BANDS, LEAST, RUN, bands_of

WORDS = "a graph of people who wrote what they tried and what came of it without ever saying why"
ENGLISH = WORDS.split(" ")
CHINESE = list("图数据库社区文章作者标签推荐系统查询索引节点关系路径算法分析模型工程开源项目代码测试")


def text(alphabet: list[str], seed: int, words: int = 400) -> str:
    """A made-up text."""
    return " ".join(Random(seed).choices(alphabet, k=words)) + f" by number {seed}"


def shared(one: str, other: str) -> int:
    """How many bands two texts have in common."""
    return sum(a == b for a, b in zip(bands_of(one), bands_of(other), strict=True))


@pytest.mark.parametrize("alphabet", [ENGLISH, CHINESE])
@pytest.mark.parametrize("seed", range(5))
def test_a_few_changes_leave_it_alike_and_another_text_isnt(alphabet: list[str], seed: int) -> None:
    first = text(alphabet, seed, 800)
    words = first.split()
    words[100:102] = ["utterly", "changed"]
    assert shared(first, " ".join(words)) >= ALIKE
    assert shared(first, "Before it all. " + first + " And after.") >= ALIKE
    assert shared(first, "".join(character.upper() + " " for character in first)) == BANDS
    assert shared(first, text(alphabet, seed + 100, 800)) < ALIKE


@pytest.mark.parametrize("alphabet", [CHINESE])
def test_bands_agree_as_often_as_likeness_says(alphabet: list[str]) -> None:
    agreed, expected, pairs = 0, 0.0, 120
    for seed in range(pairs):
        words = text(alphabet, seed).split()
        changed = list(words)
        for place in Random(seed).sample(range(len(words)), 12):
            changed[place] = "改"
        agreed += shared(" ".join(words), " ".join(changed))
        expected += BANDS * _likeness("".join(words), "".join(changed)) ** 2
    assert agreed == pytest.approx(expected, rel=0.15)


def _likeness(one: str, other: str) -> float:
    first, second = ({text[at : at + RUN] for at in range(len(text) - RUN + 1)} for text in (one, other))
    return len(first & second) / len(first | second)


@pytest.mark.parametrize("text", ["", "short", "x" * (LEAST - 1), " " * 1_000])
def test_of_short_texts_nothing_is_told(text: str) -> None:
    assert bands_of(text) == ()


@pytest.mark.parametrize("text", ["x" * LEAST, "\U0001f469‍\U0001f469" * LEAST, "\x00" * LEAST])
def test_odd_texts_have_bands_too(text: str) -> None:
    assert len(bands_of(text)) == BANDS
