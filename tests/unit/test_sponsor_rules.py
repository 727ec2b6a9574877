"""What holds of sponsors: terms that overlap, words as pages are cut into, and who holds alone what."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Conflict, InvalidInput
from domain.sponsor import Sponsor, SponsorState, SponsorTier
from domain.sponsor_rules import MAX_NAMED, MAX_WORDS, Rival, check_named, check_rivals, check_words, overlap

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ENDS = st.one_of(st.none(), st.integers(0, 10).map(lambda days: NOW + timedelta(days=days)))
TERMS = st.tuples(ENDS, ENDS).filter(lambda term: term[0] is None or term[1] is None or term[0] < term[1])


@given(TERMS, TERMS)
def test_terms_overlap_when_a_day_is_in_both(
    one: tuple[datetime | None, ...], other: tuple[datetime | None, ...]
) -> None:
    def holds(term: tuple[datetime | None, ...], day: datetime) -> bool:
        start, end = term
        return (start is None or start <= day) and (end is None or day < end)

    days = [NOW + timedelta(days=days) for days in range(-1, 12)]
    shared = any(holds(one, day) and holds(other, day) for day in days)
    assert overlap((one[0], one[1]), (other[0], other[1])) == shared == overlap((other[0], other[1]), (one[0], one[1]))


def test_who_holds_it_is_named_with_what_and_until_when() -> None:
    sponsor = Sponsor(
        id="spo_1",
        name="New",
        website=None,
        tier=SponsorTier.GOLD,
        state=SponsorState.APPROVED,
        state_reason=None,
        currency="EUR",
        starts_at=NOW,
        ends_at=None,
        created_at=NOW,
    )
    before = Rival(name="Old", starts_at=None, ends_at=NOW, shared=("Python",))
    check_rivals(sponsor, [before], ("input",))
    with pytest.raises(Conflict, match="Acme alone stands with Python, Rust, until 2026-06-03"):
        rival = Rival(name="Acme", starts_at=None, ends_at=NOW + timedelta(days=2), shared=("Python", "Rust"))
        check_rivals(sponsor, [before, rival], ("input",))


def test_words_are_spelt_as_texts_are_cut() -> None:
    assert check_words(["C++", "Layoffs", "layoffs ", "Kündigung"]) == ("cplusplus", "layoffs", "kündigung")


@pytest.mark.parametrize("words", [[""], ["--"], ["two words"], ["x" * 41], ["x"] * (MAX_WORDS + 1)])
def test_what_no_page_has_as_a_word_is_refused(words: list[str]) -> None:
    with pytest.raises(InvalidInput):
        check_words(words)


@pytest.mark.parametrize("named", [(["x"] * (MAX_NAMED + 1), []), ([], ["x"] * (MAX_NAMED + 1))])
def test_too_many_names_are_refused(named: tuple[list[str], list[str]]) -> None:
    with pytest.raises(InvalidInput):
        check_named(*named)
