"""What holds of sponsors over the API: what is one's alone, beside what it doesn't stand, and areas that refuse it."""

import asyncio
from typing import Any

import pytest

from domain.access import Role
from tests import sample
from tests.api.conftest import Api
from tests.api.test_sponsor import DECIDE, EDIT, FUND, change, made

EXCLUSIVE = """mutation ($input: SetSponsorExclusivityInput!) { setSponsorExclusivity(input: $input) {
  sponsor { id rules { exclusiveTags { slug } exclusiveAreas { slug } } } userErrors { code message path } } }"""
SAFETY = """mutation ($input: SetBrandSafetyInput!) { setBrandSafety(input: $input) {
  sponsor { rules { excludedTags { slug } excludedAreas { slug } excludedKinds excludedWords } }
  userErrors { code path } } }"""
OFFER = """mutation ($input: SetSponsorOfferInput!) { setSponsorOffer(input: $input) {
  sponsor { rules { offeredTags { slug } offeredAreas { slug } offeredKinds offeredSegments } }
  userErrors { code path } } }"""
VETO = """mutation ($input: VetoSponsorInput!) { vetoSponsor(input: $input) {
  area { slug refusedSponsors { id name } } userErrors { code path } } }"""
DELETE = """mutation ($input: DeleteSponsorInput!) { deleteSponsor(input: $input) {
  sponsorId userErrors { code message path } } }"""
REFUSED_BY = "query ($id: ID!) { node(id: $id) { ... on Sponsor { rules { refusedBy { slug } } } } }"
ACTIONS = "{ auditLog(first: 100) { nodes { action targetId after } } }"


async def alone(api: Api, id: str, *tags: str, areas: tuple[str, ...] = ()) -> Any:
    return await change(api, EXCLUSIVE, id=id, tags=list(tags), areas=list(areas))


async def test_what_one_sponsor_has_alone_no_other_gets(api: Api) -> None:
    first, second = await made(api), await made(api, name="Other")
    got = await alone(api, first, "neo4j", "python", areas=("blog",))
    assert got["sponsor"]["rules"] == {
        "exclusiveTags": [{"slug": "neo4j"}, {"slug": "python"}],
        "exclusiveAreas": [{"slug": "blog"}],
    }
    for wanted in ({"tags": ["rust", "python"]}, {"areas": ["blog"]}):
        (error,) = (await change(api, EXCLUSIVE, id=second, **wanted))["userErrors"]
        assert error["code"] == "CONFLICT" and "Graph Tools alone stands with" in error["message"]
    assert (await alone(api, second, "rust"))["userErrors"] == []
    assert (await alone(api, first))["sponsor"]["rules"]["exclusiveTags"] == []
    assert (await alone(api, second, "python"))["userErrors"] == []


async def test_terms_that_follow_each_other_share_it_until_one_is_stretched(api: Api) -> None:
    first = await made(api, endsAt="2027-01-01T00:00:00Z")
    second = await made(api, name="Other", startsAt="2027-01-01T00:00:00Z")
    for id in (first, second):
        assert (await alone(api, id, "python"))["userErrors"] == []
    stretched = await change(api, EDIT, id=first, endsAt="2027-01-02T00:00:00Z")
    assert [error["code"] for error in stretched["userErrors"]] == ["CONFLICT"]
    kept = await api.data(
        "query ($id: ID!) { node(id: $id) { ... on Sponsor { endsAt } } }", role=Role.OPERATOR, id=first
    )
    assert kept["node"]["endsAt"].startswith("2027-01-01")


async def test_it_is_free_once_its_sponsor_ended_and_held_while_it_is_suspended(api: Api) -> None:
    first, second = await made(api), await made(api, name="Other")
    await alone(api, first, "python")
    await change(api, DECIDE, id=first, state="SUSPENDED", reason="Late.")
    assert [error["code"] for error in (await alone(api, second, "python"))["userErrors"]] == ["CONFLICT"]
    await change(api, DECIDE, id=first, state="ENDED", reason="Over.")
    assert (await alone(api, second, "python"))["userErrors"] == []


async def test_of_two_that_are_given_the_same_at_once_one_gets_it(api: Api) -> None:
    ids = [await made(api, name=f"Sponsor {n}") for n in range(6)]
    answers = await asyncio.gather(*(alone(api, id, "python", "rust", areas=("blog",)) for id in ids))
    refused = [error["code"] for answer in answers for error in answer["userErrors"]]
    assert refused == ["CONFLICT"] * 5


async def test_brand_safety_is_kept_as_pages_are_read(api: Api) -> None:
    set_ = await change(
        api, SAFETY, id=sample.ACME, tags=["rust"], areas=["help"], kinds=["COMMENT"], words=["Layoffs", "C++"]
    )
    assert set_["sponsor"]["rules"] == {
        "excludedTags": [{"slug": "rust"}],
        "excludedAreas": [{"slug": "help"}],
        "excludedKinds": ["COMMENT"],
        "excludedWords": ["layoffs", "cplusplus"],
    }
    again = await change(api, SAFETY, id=sample.ACME, words=["war"])
    assert again["sponsor"]["rules"]["excludedTags"] == []


async def test_an_offer_names_what_it_is_about_and_for_whom(api: Api) -> None:
    set_ = await change(
        api,
        OFFER,
        id=sample.ACME,
        tags=["python"],
        areas=["blog"],
        kinds=["ARTICLE", "ARTICLE"],
        segments=["POTENTIAL"],
    )
    assert set_["sponsor"]["rules"] == {
        "offeredTags": [{"slug": "python"}],
        "offeredAreas": [{"slug": "blog"}],
        "offeredKinds": ["ARTICLE"],
        "offeredSegments": ["POTENTIAL"],
    }


@pytest.mark.parametrize(
    ("document", "input", "error"),
    [
        (EXCLUSIVE, {"tags": ["none"]}, ("NOT_FOUND", ["input", "tags", "0"])),
        (EXCLUSIVE, {"areas": ["none"]}, ("NOT_FOUND", ["input", "areas", "0"])),
        (EXCLUSIVE, {"tags": ["python"] * 51}, ("INVALID_INPUT", ["input", "tags"])),
        (SAFETY, {"words": ["two words"]}, ("INVALID_INPUT", ["input", "words", "0"])),
        (OFFER, {"id": "spo_01jz000000000000000000000z"}, ("NOT_FOUND", ["input", "id"])),
        (OFFER, {"id": sample.ADA}, ("INVALID_INPUT", ["id"])),
    ],
)
async def test_what_is_not_there_is_refused(api: Api, document: str, input: Any, error: Any) -> None:
    payload = await change(api, document, **{"id": sample.ACME, **input})
    assert [(each["code"], each["path"]) for each in payload["userErrors"]] == [error]


async def test_a_moderator_keeps_a_sponsor_out_of_an_area_and_it_is_told_once(api: Api) -> None:
    input = {"area": "help", "sponsorId": sample.ACME, "reason": "They hunt those who ask."}
    for _ in range(2):
        answer = await api.data(VETO, as_=sample.CLEO, role=Role.MODERATOR, input=input)
        assert answer["vetoSponsor"]["area"]["refusedSponsors"] == [{"id": sample.ACME, "name": "Acme"}]
    found = await api.data(REFUSED_BY, role=Role.OPERATOR, id=sample.ACME)
    assert found["node"]["rules"]["refusedBy"] == [{"slug": "help"}]
    log = (await api.data(ACTIONS, role=Role.OPERATOR))["auditLog"]["nodes"]
    (told,) = [row for row in log if row["action"] == "area.sponsor_refused"]
    assert told["targetId"] == sample.HELP and "hunt" in str(told["after"])
    lifted = await api.data(VETO, as_=sample.CLEO, role=Role.MODERATOR, input={**input, "refused": False})
    assert lifted["vetoSponsor"]["area"]["refusedSponsors"] == []


@pytest.mark.parametrize(
    ("input", "error"),
    [
        ({"area": "none"}, ("NOT_FOUND", ["input", "area"])),
        ({"sponsorId": "spo_01jz000000000000000000000z"}, ("NOT_FOUND", ["input", "sponsorId"])),
        ({"sponsorId": sample.ADA}, ("INVALID_INPUT", ["sponsorId"])),
        ({"reason": " "}, ("INVALID_INPUT", ["input", "reason"])),
    ],
)
async def test_a_veto_names_area_sponsor_and_reason(api: Api, input: Any, error: Any) -> None:
    payload = await change(api, VETO, **{"area": "help", "sponsorId": sample.ACME, "reason": "No.", **input})
    assert [(each["code"], each["path"]) for each in payload["userErrors"]] == [error]


async def test_a_bound_key_sets_its_brand_safety_and_nothing_of_another(api: Api) -> None:
    own, other = await made(api), await made(api, name="Other")
    key = await change(
        api,
        "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { message } } }",
        name="Portal",
        scopes=["sponsor:manage"],
        sponsorId=own,
    )
    api.http.headers["Authorization"] = f"Bearer {key['secret']}"
    codes = []
    for document, id in ((SAFETY, own), (SAFETY, other), (EXCLUSIVE, own)):
        ((payload),) = (await api.data(document, input={"id": id, "tags": ["rust"]})).values()
        codes.append([error["code"] for error in payload["userErrors"]])
    assert codes == [[], ["NOT_FOUND"], ["NOT_ALLOWED"]]


async def test_only_a_sponsor_on_which_nothing_hangs_is_deleted(api: Api) -> None:
    id = await made(api)
    assert (await change(api, DELETE, id=id)) == {"sponsorId": id, "userErrors": []}
    assert (await change(api, DELETE, id=id))["userErrors"][0]["code"] == "NOT_FOUND"
    funded = await made(api)
    await change(api, FUND, id=funded, amount={"amountMinor": 5, "currency": "EUR"}, reference="R1")
    for kept in (funded, sample.ACME):
        (error,) = (await change(api, DELETE, id=kept))["userErrors"]
        assert (error["code"], error["path"]) == ("CONFLICT", ["input", "id"])
    bare = await made(api)
    await change(
        api,
        "mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { userErrors { code } } }",
        sponsorId=bare,
        name="Autumn",
    )
    assert "campaigns (1)" in (await change(api, DELETE, id=bare))["userErrors"][0]["message"]
