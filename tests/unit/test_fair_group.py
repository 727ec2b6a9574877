"""What contents are grouped by, and that a group of few authors isn't told of, nor found by subtraction."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from domain.fair_group import LEAST, ExposureDimension, Facts, groups_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ({}, ("unknown", "none", "unknown", "none")),
        ({"joined_at": NOW - timedelta(days=89), "in_area": 99}, ("under 90 days", "small", "unknown", "none")),
        ({"joined_at": NOW - timedelta(days=364), "in_area": 100}, ("under a year", "medium", "unknown", "none")),
        (
            {"joined_at": NOW - timedelta(days=365), "in_area": 1001, "language": "de", "segment": "LOW_VALUE"},
            ("a year or more", "large", "de", "LOW_VALUE"),
        ),
    ],
)
def test_what_a_content_is_grouped_by(facts: dict[str, object], groups: tuple[str, ...]) -> None:
    known = {"author_id": None, "joined_at": None, "segment": None, "in_area": None, "language": None} | facts
    assert tuple(Facts.model_validate({"id": "c", **known}).groups(NOW).values()) == groups


def languages(authors: Mapping[str, int], of_each: int = 1) -> dict[str, int]:
    """How many contents stand in each group of language, with so many authors that wrote in each."""
    facts = [
        Facts(
            id=f"{language}{n}-{k}", author_id=f"{language}{n}", joined_at=NOW, segment=None, in_area=None,
            language=language,
        )
        for language, count in authors.items()
        for n in range(count)
        for k in range(of_each)
    ]  # fmt: skip
    found: dict[str, int] = {}
    for groups in groups_of(facts, NOW).values():
        if ExposureDimension.LANGUAGE in groups:
            group = groups[ExposureDimension.LANGUAGE]
            found[group] = found.get(group, 0) + 1
    return found


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ({"en": LEAST, "de": LEAST}, {"en": LEAST, "de": LEAST}),
        ({"en": 50, "de": 30, "fr": 5}, {"en": 50, "other": 35}),
        ({"en": 50, "de": 12, "fr": 9}, {"en": 50, "other": 21}),
        ({"en": 50, "de": 30, "fr": 12, "it": 9}, {"en": 50, "de": 30, "other": 21}),
        ({"en": 50, "fr": 1}, {"other": 51}),
        ({"en": LEAST - 1}, {}),
    ],
    ids=["enough", "one small takes the next", "two small", "two small of four", "all in one", "too few in all"],
)
def test_groups_of_few_authors_stand_together(authors: dict[str, int], told: dict[str, int]) -> None:
    assert languages(authors) == told


def test_authors_count_and_not_contents() -> None:
    assert languages({"en": 50, "de": 2}, of_each=30) == {"other": 52 * 30}


def test_contents_of_nobody_are_about_nobody() -> None:
    facts = [
        Facts(id=f"c{n}", author_id=None, joined_at=None, segment=None, in_area=None, language="en")
        for n in range(LEAST)
    ]
    assert {groups[ExposureDimension.LANGUAGE] for groups in groups_of(facts, NOW).values()} == {"en"}
