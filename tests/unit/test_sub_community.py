"""Sub-communities keep their ids from run to run, small ones have none, and tags tell them apart."""

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import TagId, UserId
from domain.sub_community import LEAST, Member, TagCount, named, telling_tags


def _fresh() -> Iterator[str]:
    return (f"new{number}" for number in range(100))


def _group(number: int, formers: Sequence[str | None], start: int = 0) -> list[Member]:
    return [Member(user_id=UserId(f"u{start + n:03}"), group=number, former=former) for n, former in enumerate(formers)]


def test_a_group_keeps_the_id_of_most_of_its_members() -> None:
    fresh = _fresh()
    members = _group(7, ["old"] * 20 + [None] * 10) + _group(9, ["old"] * 15 + ["other"] * 10, start=100)
    found = named(members, lambda: next(fresh))
    assert {id: len(those) for id, those in found.items()} == {"old": 30, "other": 25}


def test_what_split_off_is_new_and_what_is_small_has_no_id() -> None:
    fresh = _fresh()
    members = _group(1, ["old"] * 30) + _group(2, ["old"] * 25, 100) + _group(3, ["small"] * (LEAST - 1), 200)
    assert sorted(named(members, lambda: next(fresh))) == ["new0", "old"]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["p", "q", "r", None])), max_size=150))
def test_every_large_group_has_one_id_and_every_id_one_group(placed: list[tuple[int, str | None]]) -> None:
    fresh = _fresh()
    members = [Member(user_id=UserId(f"u{n:03}"), group=g, former=former) for n, (g, former) in enumerate(placed)]
    found = named(members, lambda: next(fresh))
    sizes = sorted(n for n in (sum(m.group == g for m in members) for g in range(4)) if n >= LEAST)
    assert sorted(len(those) for those in found.values()) == sizes
    again = named(
        [Member(user_id=u, group=g, former=id) for g, (id, us) in enumerate(found.items()) for u in us], lambda: "never"
    )
    assert again == found, "the same groups have the same ids, however they are numbered"


def test_tags_tell_by_how_much_more_common_they_are() -> None:
    def count(tag: str, members: int, everywhere: int) -> TagCount:
        return TagCount(group_id="g", tag_id=TagId(tag), members=members, everywhere=everywhere)

    counts = [
        count("common", 40, 400),
        count("own", 30, 35),
        count("rare", LEAST - 1, LEAST - 1),
        count("less", 20, 390),
    ]
    assert telling_tags(counts, 40, 400) == ["own"]
