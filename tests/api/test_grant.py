"""Grants over the API: what members hold, what operators give and end, and what badges bring."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.benefit import AD_FREE_ID
from domain.grant import Given
from domain.ids import UserId
from graph import grant
from graph.database import Graph
from jobs import award_badges
from tests import sample
from tests.api.conftest import Api
from tests.api.test_entitlement import ORDER
from tests.api.test_sponsor import change
from tests.graph.privacy import rows

GRANT = "grant { id source sourceId expiresAt endedAt endReason live benefit { slug } }"
GIVE = f"""mutation ($input: GrantBenefitInput!) {{ grantBenefit(input: $input) {{
  {GRANT} userErrors {{ code path }} }} }}"""
END = f"mutation ($input: EndGrantInput!) {{ endGrant(input: $input) {{ {GRANT} userErrors {{ code path }} }} }}"
LET = """mutation ($input: SetBadgeBenefitsInput!) { setBadgeBenefits(input: $input) {
  badge { slug benefits { slug } } userErrors { code path } } }"""
AWARD = (
    """mutation ($input: AwardBadgeInput!) { awardBadge(input: $input) { award { id } userErrors { code path } } }"""
)
REVOKE = """mutation ($input: RevokeBadgeInput!) { revokeBadge(input: $input) { userErrors { code path } } }"""
MINE = "{ viewer { grants { source live benefit { slug } expiresAt } } }"
ALL = """query ($first: Int, $after: String) { user(handle: "ben") { grants(first: $first, after: $after) {
  nodes { id live endReason source } pageInfo { hasNextPage endCursor } } } }"""
FREE = """mutation ($input: GrantAdFreeInput!) { grantAdFree(input: $input) {
  user { adFreeUntil } userErrors { code } } }"""
READS = f'{{ content(id: "{sample.GRAPHS}") {{ body access {{ reason source }} }} }}'
LOG = "{ auditLog { nodes { action targetId before after } } }"
BENEFIT = f"ben_{sample.ULID}a"
LATER = (datetime.now(UTC) + timedelta(days=30)).replace(microsecond=0)
SOLD = """
CREATE (:Benefit {id: $id, slug: 'all', name: 'All', kind: 'ALL_CONTENT', created_at: $at})
WITH 1 AS made MATCH (c:Content {id: $content}) SET c.visibility = 'PAID'
"""


async def _begin(api: Api, graph: Graph) -> None:
    await rows(graph, SOLD, id=BENEFIT, content=sample.GRAPHS, at=sample.NOW)


async def _give(api: Api, **more: Any) -> dict[str, Any]:
    given = {"userId": sample.BEN, "benefitId": BENEFIT, "reason": "He helped."}
    return await change(api, GIVE, **(given | more))


async def test_what_an_operator_gives_counts_at_once_until_one_ends_it(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    given = (await _give(api, until=LATER.isoformat()))["grant"]
    assert (given["source"], given["live"], given["benefit"]) == ("OPERATOR", True, {"slug": "all"})
    assert given["sourceId"] == given["id"]
    mine = (await api.data(MINE, as_=sample.BEN))["viewer"]["grants"]
    assert mine == [{"source": "OPERATOR", "live": True, "benefit": {"slug": "all"}, "expiresAt": LATER.isoformat()}]
    assert (await api.data(READS, as_=sample.BEN))["content"]["access"] == {
        "reason": "You hold All, which an operator gave you.",
        "source": "OPERATOR",
    }
    over = (await change(api, END, id=given["id"], reason="It was Cleo."))["grant"]
    assert (over["live"], over["endReason"]) == (False, "It was Cleo.")
    assert (await api.data(MINE, as_=sample.BEN))["viewer"]["grants"] == []
    assert (await api.data(READS, as_=sample.BEN))["content"]["body"] is None
    last, first = (await api.data(LOG, role=Role.OPERATOR))["auditLog"]["nodes"]
    assert (first["action"], first["targetId"]) == ("grant.given", sample.BEN)
    assert (last["action"], last["targetId"]) == ("grant.ended", given["id"])
    assert "He helped." in str(first["after"]) and "It was Cleo." in str(last["after"])


async def test_given_and_ended_again_nothing_changes(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    first = (await _give(api, until=LATER.isoformat()))["grant"]
    assert (await _give(api, until=LATER.isoformat()))["grant"] == first
    longer = (await _give(api))["grant"]
    assert (longer["id"], longer["expiresAt"]) == (first["id"], None), "one grant, with another end"
    for reason in ("Once.", "Twice."):
        over = (await change(api, END, id=first["id"], reason=reason))["grant"]
    assert over["endReason"] == "Once."
    assert len((await api.data(LOG, role=Role.OPERATOR))["auditLog"]["nodes"]) == 3
    (left,) = await rows(graph, "MATCH (g:EntitlementGrant) RETURN count(g) AS n")
    assert left["n"] == 1


async def test_an_operator_can_end_what_was_bought_and_the_rest_goes_on(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    at = datetime.now(UTC) - timedelta(minutes=1)
    await graph.write(grant.give, Given(UserId(sample.BEN), (BENEFIT,), ORDER, at, None))
    await _give(api)
    found = (await api.data(ALL, role=Role.OPERATOR))["user"]["grants"]["nodes"]
    bought = next(each for each in found if each["source"] == "ORDER")
    await change(api, END, id=bought["id"], reason="Charged back.")
    assert (await api.data(READS, as_=sample.BEN))["content"]["access"]["source"] == "OPERATOR"


async def test_the_history_has_pages_and_is_their_own(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    for _ in range(3):
        id = (await _give(api))["grant"]["id"]
        await change(api, END, id=id, reason="Over.")
    whole = (await api.data(ALL, as_=sample.BEN))["user"]["grants"]["nodes"]
    assert [each["live"] for each in whole] == [False] * 3
    assert [each["id"] for each in whole] == sorted((each["id"] for each in whole), reverse=True)
    head = (await api.data(ALL, as_=sample.BEN, first=2))["user"]["grants"]
    tail = (await api.data(ALL, as_=sample.BEN, first=2, after=head["pageInfo"]["endCursor"]))["user"]["grants"]
    assert head["nodes"] + tail["nodes"] == whole and not tail["pageInfo"]["hasNextPage"]
    assert await api.code(ALL, as_=sample.ADA) == "NOT_ALLOWED"


@pytest.mark.parametrize(
    ("input", "error"),
    [
        ({"until": "2020-01-01T00:00:00Z"}, ("INVALID_INPUT", ["input", "until"])),
        ({"until": "2099-01-01T00:00:00Z"}, ("INVALID_INPUT", ["input", "until"])),
        ({"reason": " "}, ("INVALID_INPUT", ["input", "reason"])),
        ({"userId": sample.user("z")}, ("NOT_FOUND", ["input", "userId"])),
        ({"benefitId": f"ben_{sample.ULID}z"}, ("NOT_FOUND", ["input", "benefitId"])),
        ({"benefitId": sample.RUST}, ("INVALID_INPUT", ["benefitId"])),
    ],
)
async def test_what_cant_be_given_is_refused_and_changes_nothing(
    api: Api, graph: Graph, input: dict[str, Any], error: Any
) -> None:
    await _begin(api, graph)
    payload = await _give(api, **input)
    assert payload["grant"] is None
    assert [(each["code"], each["path"]) for each in payload["userErrors"]] == [error]
    assert await rows(graph, "MATCH (n:EntitlementGrant|AuditEntry|OutboxEvent) RETURN n") == []


async def test_a_badge_gives_its_benefits_as_long_as_it_stands(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    let = await change(api, LET, slug="thanks", benefitIds=[BENEFIT])
    assert let["badge"] == {"slug": "thanks", "benefits": [{"slug": "all"}]}
    award = (await change(api, AWARD, userId=sample.BEN, slug="thanks", reason="For it."))["award"]
    assert (await api.data(READS, as_=sample.BEN))["content"]["access"]["reason"] == (
        "You hold All, by a badge you earned."
    )
    await change(api, REVOKE, awardId=award["id"], reason="It was Cleo.")
    assert (await api.data(READS, as_=sample.BEN))["content"]["body"] is None
    await change(api, AWARD, userId=sample.BEN, slug="thanks", reason="It was him.")
    assert (await api.data(READS, as_=sample.BEN))["content"]["body"] is not None, "given back with it"


async def test_who_has_a_badge_gets_what_it_comes_to_give(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    await change(api, AWARD, userId=sample.BEN, slug="thanks", reason="For it.")
    await change(api, LET, slug="thanks", benefitIds=[BENEFIT])
    await award_badges.run(graph, datetime.now(UTC))
    (held,) = (await api.data(ALL, as_=sample.BEN))["user"]["grants"]["nodes"]
    assert (held["source"], held["live"]) == ("BADGE", True)
    await change(api, LET, slug="thanks", benefitIds=[])
    await award_badges.run(graph, datetime.now(UTC))
    assert (await api.data(MINE, as_=sample.BEN))["viewer"]["grants"] == []
    refused = await change(api, LET, slug="nothing", benefitIds=[])
    assert refused["userErrors"] == [{"code": "NOT_FOUND", "path": ["input", "slug"]}]


async def test_what_an_operator_ended_a_badge_doesnt_give_again(api: Api, graph: Graph) -> None:
    await _begin(api, graph)
    await change(api, LET, slug="thanks", benefitIds=[BENEFIT])
    await change(api, AWARD, userId=sample.BEN, slug="thanks", reason="For it.")
    (held,) = (await api.data(ALL, as_=sample.BEN))["user"]["grants"]["nodes"]
    await change(api, END, id=held["id"], reason="Not this.")
    await change(api, LET, slug="thanks", benefitIds=[BENEFIT])
    await award_badges.run(graph, datetime.now(UTC))
    assert (await api.data(MINE, as_=sample.BEN))["viewer"]["grants"] == []


async def test_no_ads_by_what_is_held_whatever_an_operator_takes_back(api: Api, graph: Graph) -> None:
    await change(api, FREE, userId=sample.BEN, until=LATER.isoformat(), reason="A prize.")
    at = datetime.now(UTC) - timedelta(minutes=1)
    await graph.write(grant.give, Given(UserId(sample.BEN), (AD_FREE_ID,), ORDER, at, LATER + timedelta(days=9)))
    mine = (await api.data(MINE, as_=sample.BEN))["viewer"]["grants"]
    assert {(each["source"], each["benefit"]["slug"]) for each in mine} == {
        ("ORDER", "ad-free"),
        ("OPERATOR", "ad-free"),
    }
    until = (await change(api, FREE, userId=sample.BEN, reason="Not any more."))["user"]["adFreeUntil"]
    assert datetime.fromisoformat(until) == LATER + timedelta(days=9), "what he bought goes on"
