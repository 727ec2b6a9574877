"""A list made of ranked candidates: nothing lost, authors and tags spread, every tenth place given to what is new."""

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import ContentId, TagId, UserId
from domain.listing import AUTHOR_FLOOR, Tried, adjusted, arrange, diversify
from domain.ranking import Candidate
from domain.recommendation import CandidateSource


def candidate(id: str, score: float, author: str | None = None, tags: str = "", explore: bool = False) -> Candidate:
    return Candidate(
        place=0,
        content_id=ContentId(id),
        external_id=None,
        author_id=UserId(author) if author else None,
        tag_ids=tuple(TagId(tag) for tag in tags),
        shared_tag_ids=(),
        sources=(CandidateSource.EXPLORATION if explore else CandidateSource.FRESH,),
        values=(score,),
        score=score,
    )


@st.composite
def ranked(draw: st.DrawFn) -> list[Candidate]:
    """Candidates with the highest score first."""
    scores = sorted(draw(st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.8, 1.0]), max_size=40)), reverse=True)
    authors, tags = st.none() | st.sampled_from("xyz"), st.text("abc", max_size=3)
    return [
        candidate(f"{number}", score, draw(authors), "".join(sorted(set(draw(tags)))), draw(st.booleans()))
        for number, score in enumerate(scores)
    ]


def greedy(candidates: list[Candidate]) -> list[Candidate]:
    """What `diversify` promises, spelt out: each time the best of all that are left."""
    left, authors, tags, order = list(candidates), Counter[str | None](), Counter[str](), []
    while left:
        best = max(left, key=lambda one: adjusted(one, authors, tags))
        left.remove(best)
        authors[best.author_id] += 1
        tags.update(best.tag_ids)
        order.append(best)
    return order


@given(ranked())
def test_diversity_takes_the_best_of_the_rest_each_time(candidates: list[Candidate]) -> None:
    assert list(diversify(candidates)) == greedy(candidates)


@given(ranked(), st.integers(), st.integers(0, 40))
def test_a_list_has_every_candidate_once(candidates: list[Candidate], seed: int, start: int) -> None:
    placed = list(arrange(candidates, seed, start))
    assert sorted(one.candidate.content_id for one in placed) == sorted(one.content_id for one in candidates)


@given(ranked(), st.integers(), st.integers(0, 40))
def test_every_tenth_place_is_for_exploration_while_there_is_any(
    candidates: list[Candidate], seed: int, start: int
) -> None:
    pool = {one.content_id for one in candidates if CandidateSource.EXPLORATION in one.sources}
    for place, one in enumerate(arrange(candidates, seed, start), start=start + 1):
        assert one.exploration == (place % 10 == 0 and bool(pool))
        assert not one.exploration or one.candidate.content_id in pool
        pool.discard(one.candidate.content_id)


def test_without_exploration_a_list_is_the_diverse_one() -> None:
    candidates = [candidate(f"{n}", 1 - n / 50, "xyz"[n % 3]) for n in range(30)]
    assert [one.candidate for one in arrange(candidates, 7)] == list(diversify(candidates))


def test_the_seed_draws_who_is_tried() -> None:
    candidates = [candidate(f"{n}", 1 - n / 100, explore=n > 20) for n in range(60)]
    tried = [next(one for one in arrange(candidates, seed) if one.exploration) for seed in range(20)]
    assert len({one.candidate.content_id for one in tried}) > 5
    assert list(arrange(candidates, 3)) == list(arrange(candidates, 3))


def test_each_gets_its_turn_before_any_has_another() -> None:
    candidates = [candidate(f"{n}", 1 - n / 100, explore=n > 20) for n in range(60)]
    tried, places = Tried(), []
    for seed in range(39 * 2):
        first = list(islice(arrange(candidates, seed, tried=tried), 10))
        tried.note(first)
        places += [one.candidate.content_id for one in first if one.exploration]
    assert Counter(places[:39]).keys() == {f"{n}" for n in range(21, 60)}
    assert set(Counter(places).values()) == {2}


def test_what_was_tried_long_ago_is_forgotten() -> None:
    tried = Tried(most=3)
    for id in "abacad":
        tried.add(id)
    assert [tried.times(id) for id in "abcd"] == [3, 0, 1, 1]


def test_an_author_is_followed_by_another_of_nearly_the_same_score() -> None:
    by = [("a", 1.0, "x"), ("b", 0.9, "x"), ("c", 0.8, "y"), ("d", 0.1, "z")]
    candidates = [candidate(id, score, author) for id, score, author in by]
    assert [one.content_id for one in diversify(candidates)] == ["a", "c", "b", "d"]


def test_contents_without_an_author_do_not_stand_in_each_others_way() -> None:
    candidates = [candidate(id, score) for id, score in (("a", 1.0), ("b", 0.9), ("c", 0.8))]
    assert list(diversify(candidates)) == candidates


def test_tags_shown_before_cost_a_little() -> None:
    candidates = [candidate("a", 1.0, tags="ab"), candidate("b", 0.9, tags="ab"), candidate("c", 0.88, tags="cd")]
    assert [one.content_id for one in diversify(candidates)] == ["a", "c", "b"]


@pytest.mark.parametrize(("shown", "left"), [(0, 1.0), (1, 0.8), (2, 0.64), (3, 0.6), (50, AUTHOR_FLOOR)])
def test_an_author_is_never_worth_less_than_the_floor(shown: int, left: float) -> None:
    assert adjusted(candidate("a", 1.0, "x"), Counter({"x": shown}), Counter()) == pytest.approx(left)
