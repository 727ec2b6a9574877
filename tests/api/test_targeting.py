"""Targeting over the API: written, kept and given back, and refused where nobody could match it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from tests import sample
from tests.api.conftest import Api

SHOWN = """includeTags { slug } excludeTags { slug } interestTags { slug } excludeInterestTags { slug } areas { slug }
  excludeAreas { slug } segments excludeSegments savedSegments excludeSavedSegments contentKinds
  excludeContentKinds countries excludeCountries languages
  excludeLanguages devices excludeDevices keywords excludeKeywords weekdays hours similarTo { id }
  frequencyCapPerDay frequencyCapPerWeek"""
FLIGHT = f"""mutation ($input: CreateFlightInput!) {{ createFlight(input: $input) {{
  flight {{ id targeting {{ {SHOWN} }} }} userErrors {{ code path message }} }} }}"""
EDIT = f"""mutation ($input: EditFlightInput!) {{ editFlight(input: $input) {{
  flight {{ id targeting {{ {SHOWN} }} }} userErrors {{ code path message }} }} }}"""
START = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
TERMS = {
    "campaignId": sample.CAMPAIGN,
    "name": "Autumn",
    "pricing": "CPM",
    "price": {"amountMinor": 400, "currency": "EUR"},
    "budget": {"amountMinor": 100_000, "currency": "EUR"},
    "startsAt": START.isoformat(),
    "endsAt": (START + timedelta(days=30)).isoformat(),
}
NOTHING: dict[str, Any] = {
    "includeTags": [], "excludeTags": [], "interestTags": [], "excludeInterestTags": [], "areas": [],
    "excludeAreas": [], "segments": [], "excludeSegments": [], "savedSegments": [], "excludeSavedSegments": [],
    "contentKinds": [], "excludeContentKinds": [],
    "countries": [], "excludeCountries": [], "languages": [], "excludeLanguages": [], "devices": [],
    "excludeDevices": [], "keywords": [], "excludeKeywords": [], "weekdays": [], "hours": [], "similarTo": [],
    "frequencyCapPerDay": None, "frequencyCapPerWeek": None,
}  # fmt: skip
EVERYTHING: dict[str, Any] = {
    "includeTags": ["python"],
    "excludeTags": ["rust"],
    "interestTags": ["neo4j", "python"],
    "excludeInterestTags": ["rust"],
    "areas": ["blog"],
    "excludeAreas": ["help"],
    "segments": ["HIGH_VALUE"],
    "excludeSegments": ["LOW_VALUE"],
    "savedSegments": [],
    "excludeSavedSegments": [],
    "contentKinds": ["ARTICLE"],
    "excludeContentKinds": ["TALK"],
    "countries": ["DE"],
    "excludeCountries": ["CN"],
    "languages": ["en"],
    "excludeLanguages": ["zh"],
    "devices": ["desktop"],
    "excludeDevices": ["mobile"],
    "keywords": ["Graphs", "C++", "graphs"],
    "excludeKeywords": ["Börse"],
    "weekdays": [5, 1, 1],
    "hours": [18, 9],
    "similarTo": [sample.GRAPHS],
    "frequencyCapPerDay": 3,
    "frequencyCapPerWeek": 9,
}
KEPT = {
    **{name: [{"slug": slug} for slug in EVERYTHING[name]] for name in EVERYTHING if name.endswith(("Tags", "reas"))},
    "keywords": ["graphs", "cplusplus"],
    "excludeKeywords": ["börse"],
    "weekdays": [1, 5],
    "hours": [9, 18],
    "similarTo": [{"id": sample.GRAPHS}],
}


async def written(api: Api, document: str, **input: Any) -> dict[str, Any]:
    (payload,) = (await api.data(document, role=Role.OPERATOR, input=input)).values()
    found: dict[str, Any] = payload
    return found


async def test_all_that_is_asked_for_is_kept_and_given_back(api: Api) -> None:
    payload = await written(api, FLIGHT, **TERMS, targeting=EVERYTHING)
    assert payload["userErrors"] == []
    assert payload["flight"]["targeting"] == {**EVERYTHING, **KEPT}
    node = f'{{ node(id: "{payload["flight"]["id"]}") {{ ... on Flight {{ targeting {{ {SHOWN} }} }} }} }}'
    assert (await api.data(node, role=Role.OPERATOR))["node"]["targeting"] == {**EVERYTHING, **KEPT}


async def test_new_targeting_takes_the_place_of_the_old(api: Api) -> None:
    id = (await written(api, FLIGHT, **TERMS, targeting=EVERYTHING))["flight"]["id"]
    payload = await written(api, EDIT, id=id, targeting={"hours": [0]})
    assert payload["flight"]["targeting"] == {**NOTHING, "hours": [0]}


async def test_a_flight_that_was_written_before_asks_for_nothing_new(api: Api) -> None:
    """That of the sample has none of the later lists in the graph."""
    node = f'{{ node(id: "{sample.FLIGHT}") {{ ... on Flight {{ targeting {{ {SHOWN} }} }} }} }}'
    named = {"includeTags": [{"slug": "python"}], "excludeTags": [{"slug": "rust"}], "areas": [{"slug": "blog"}]}
    assert (await api.data(node, role=Role.OPERATOR))["node"]["targeting"] == {**NOTHING, **named}


async def test_of_contents_to_be_similar_to_the_tags_are_kept_as_they_were(api: Api) -> None:
    id = (await written(api, FLIGHT, **TERMS, targeting={"similarTo": [sample.ASKED, sample.GRAPHS]}))["flight"]["id"]
    log = f'{{ auditLog(target: "{id}") {{ nodes {{ after }} }} }}'
    (entry,) = (await api.data(log, role=Role.OPERATOR))["auditLog"]["nodes"]
    kept = json.loads(entry["after"])["targeting"]
    assert kept["similar_tags"] == [sample.NEO4J, f"{sample.NEO4J}+{sample.PYTHON}"]


@pytest.mark.parametrize(
    ("targeting", "code", "path"),
    [
        ({"excludeCountries": ["Germany"]}, "INVALID_INPUT", ["excludeCountries"]),
        ({"excludeLanguages": ["xx"]}, "INVALID_INPUT", ["excludeLanguages"]),
        ({"excludeDevices": ["fridge"]}, "INVALID_INPUT", ["excludeDevices"]),
        ({"weekdays": [0]}, "INVALID_INPUT", ["weekdays"]),
        ({"weekdays": [8]}, "INVALID_INPUT", ["weekdays"]),
        ({"hours": [24]}, "INVALID_INPUT", ["hours"]),
        ({"hours": [-1]}, "INVALID_INPUT", ["hours"]),
        ({"keywords": ["two words"]}, "INVALID_INPUT", ["keywords"]),
        ({"keywords": ["!"]}, "INVALID_INPUT", ["keywords"]),
        ({"excludeKeywords": ["x" * 51]}, "INVALID_INPUT", ["excludeKeywords"]),
        ({"keywords": [f"word{number}" for number in range(51)]}, "INVALID_INPUT", ["keywords"]),
        ({"keywords": ["C++"], "excludeKeywords": ["c++"]}, "INVALID_INPUT", ["excludeKeywords"]),
        ({"areas": ["blog"], "excludeAreas": ["blog"]}, "INVALID_INPUT", ["excludeAreas"]),
        ({"segments": ["POTENTIAL"], "excludeSegments": ["POTENTIAL"]}, "INVALID_INPUT", ["excludeSegments"]),
        ({"contentKinds": ["TALK"], "excludeContentKinds": ["TALK"]}, "INVALID_INPUT", ["excludeContentKinds"]),
        ({"interestTags": ["rust"], "excludeInterestTags": ["rust"]}, "INVALID_INPUT", ["excludeInterestTags"]),
        ({"interestTags": ["python", "none"]}, "NOT_FOUND", ["interestTags", "1"]),
        ({"excludeInterestTags": ["none"]}, "NOT_FOUND", ["excludeInterestTags", "0"]),
        ({"excludeAreas": ["blog", "nowhere"]}, "NOT_FOUND", ["excludeAreas", "1"]),
        ({"similarTo": [sample.content(letter) for letter in "0123456789hjkmnpqrstv"]}, "INVALID_INPUT", ["similarTo"]),
        ({"similarTo": ["graphs-in-anger"]}, "INVALID_INPUT", ["similarTo", "0"]),
        ({"similarTo": [sample.PYTHON]}, "INVALID_INPUT", ["similarTo", "0"]),
        ({"similarTo": [sample.GRAPHS, sample.content("z")]}, "NOT_FOUND", ["similarTo", "1"]),
    ],
)
async def test_what_nobody_could_match_is_refused(api: Api, targeting: Any, code: str, path: list[str]) -> None:
    payload = await written(api, EDIT, id=sample.FLIGHT, targeting=targeting)
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [
        (code, ["input", "targeting", *path])
    ]
    assert payload["flight"] is None
