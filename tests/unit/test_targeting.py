"""Targeting: that every query of flights gives all of it, and what of it is refused."""

from typing import Any

import pytest

from domain.errors import InvalidInput
from domain.flight import Flight
from domain.targeting import MAX_NAMED, PAIRS, Targeting
from graph.queries import ALL
from schema.root import build_schema

FLIGHTS = [query for query in ALL if query.row is Flight]


@pytest.mark.parametrize("query", FLIGHTS, ids=lambda query: query.name)
def test_a_query_of_flights_gives_the_whole_targeting(query: Any) -> None:
    asked = query.text.partition("flight {")[2].partition("}")[0]
    assert {name.strip().removeprefix(".") for name in asked.split(",")} == set(Targeting.model_fields)


def test_the_input_and_the_type_have_all_but_what_is_worked_out() -> None:
    types: Any = build_schema()._schema.type_map
    for name in ("TargetingInput", "Targeting"):
        shown = {field.extensions["strawberry-definition"].python_name for field in types[name].fields.values()}
        assert set(Targeting.model_fields) - shown == {"similar_tags"}


@pytest.mark.parametrize("names", PAIRS, ids=lambda names: names[0])
def test_nothing_is_asked_for_and_excluded(names: tuple[str, str]) -> None:
    given: dict[str, Any] = dict.fromkeys(names, ("x",))
    both = Targeting.model_construct(**given)
    with pytest.raises(InvalidInput, match="excluded as well"):
        both.check()


@pytest.mark.parametrize("name", [name for pair in PAIRS for name in pair])
def test_no_list_is_too_long(name: str) -> None:
    given: dict[str, Any] = {name: tuple(map(str, range(MAX_NAMED + 1)))}
    long = Targeting.model_construct(**given)
    with pytest.raises(InvalidInput, match="at most 50") as refused:
        long.check()
    assert refused.value.path[:2] == ("input", "targeting")
