"""Badges over the API: earned by acts, gone with them, told once, given and taken by moderators with a reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.access import Role
from domain.badge_award import BadgeAward
from domain.badges import badge_id
from graph import badge as graph_badge
from graph.badge_store import store
from graph.database import Graph
from jobs import award_badges, notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_vote import rows, vote
from tests.profiling import hits

BADGES = """query ($id: ID!, $first: Int, $after: String) { user(id: $id) { badges(first: $first, after: $after) {
  nodes { id awardedAt badge { slug level name holders } evidence { id } scope { id } reason }
  pageInfo { hasNextPage endCursor } } } }"""
HISTORY = """query ($id: ID!) { user(id: $id) { badgeHistory {
  nodes { badge { slug } revokedAt cause reason } } } }"""
HEARD = """{ viewer { notifications { nodes { kind count content { id } about { ... on Badge { slug level } } } } } }"""
AWARD = """mutation ($id: ID!, $slug: String!, $scope: ID, $reason: String!) {
  awardBadge(input: {userId: $id, slug: $slug, scopeId: $scope, reason: $reason}) {
    award { id badge { slug } } userErrors { __typename path } } }"""
REVOKE = """mutation ($id: ID!, $reason: String!) { revokeBadge(input: {awardId: $id, reason: $reason}) {
  award { revokedAt cause } userErrors { __typename path } } }"""
VOTERS = [f"usr_{sample.ULID[:-1]}v{number}" for number in range(10)]
MODERATOR = {"as_": sample.CLEO, "role": Role.MODERATOR}


async def settle(graph: Graph) -> None:
    """What the jobs do within seconds."""
    await award_badges.run(graph, datetime.now(UTC))
    await notify.run_due(graph, datetime.now(UTC))


async def held(api: Api, id: str = sample.ADA) -> list[tuple[str, int]]:
    """A member's badges by slug and level."""
    nodes = (await api.data(BADGES, id=id))["user"]["badges"]["nodes"]
    return sorted((node["badge"]["slug"], node["badge"]["level"]) for node in nodes)


async def popular(api: Api, graph: Graph) -> None:
    """Let just so many members vote for Ada's answer that it is a good one."""
    people = "UNWIND $ids AS id CREATE (:User {id: id, handle: id, joined_at: datetime(), consents: []})"
    await rows(graph, people, ids=VOTERS)
    for voter in VOTERS:
        await vote(api, "UP", voter)


async def test_a_badge_comes_with_what_it_stands_on_and_goes_with_it(api: Api, graph: Graph) -> None:
    await popular(api, graph)
    await settle(graph)
    (award,) = (await api.data(BADGES, id=sample.ADA))["user"]["badges"]["nodes"]
    assert award["badge"] == {"slug": "good-answer", "level": 1, "name": "Good answer", "holders": 1}
    assert (award["evidence"], award["scope"]) == ([{"id": sample.ANSWERED}], {"id": sample.ANSWERED})
    change = "mutation ($id: ID!) { %s(input: {id: $id}) { userErrors { message } } }"
    for mutation, left in (("withdrawContent", []), ("restoreContent", [("good-answer", 1)])):
        await api.data(change % mutation, as_=sample.ADA, id=sample.ANSWERED)
        await settle(graph)
        assert await held(api) == left
    await vote(api, "NONE", VOTERS[0])
    await settle(graph)
    assert await held(api) == []
    (gone,) = (await api.data(HISTORY, as_=sample.ADA, id=sample.ADA))["user"]["badgeHistory"]["nodes"]
    assert (gone["badge"], gone["cause"], gone["reason"]) == ({"slug": "good-answer"}, "UNDONE", None)
    assert gone["revokedAt"]
    assert await api.code(HISTORY, as_=sample.BEN, id=sample.ADA) == "NOT_ALLOWED"


async def test_votes_stay_secret(api: Api, graph: Graph) -> None:
    await vote(api, "UP", sample.BEN)
    await settle(graph)
    (award,) = (await api.data(BADGES, id=sample.BEN))["user"]["badges"]["nodes"]
    assert (award["badge"]["slug"], award["evidence"]) == ("first-vote", [])


async def test_a_member_hears_of_a_badge_once(api: Api, graph: Graph) -> None:
    await popular(api, graph)
    await settle(graph)
    await vote(api, "NONE", VOTERS[0])
    await settle(graph)
    await vote(api, "UP", VOTERS[0])
    await settle(graph)
    assert await held(api) == [("good-answer", 1)]
    heard = (await api.data(HEARD, as_=sample.ADA))["viewer"]["notifications"]["nodes"]
    assert heard == [
        {
            "kind": "BADGE_AWARDED",
            "count": 1,
            "content": {"id": sample.ANSWERED},
            "about": {"slug": "good-answer", "level": 1},
        }
    ]


async def test_a_moderator_gives_and_takes_with_a_reason(api: Api, graph: Graph) -> None:
    given = await _award(api, reason="She wrote the guide")
    assert (await held(api), given["userErrors"]) == ([("thanks", 1)], [])
    assert (await _award(api))["userErrors"] == [{"__typename": "ConflictError", "path": ["input", "userId"]}]
    await settle(graph)
    heard = (await api.data(HEARD, as_=sample.ADA))["viewer"]["notifications"]["nodes"]
    assert [(each["kind"], each["about"]) for each in heard] == [("BADGE_AWARDED", {"slug": "thanks", "level": 1})]
    for refused in (False, True):
        done = await api.data(REVOKE, **MODERATOR, id=given["award"]["id"], reason="It was Ben who did")
        assert bool(done["revokeBadge"]["userErrors"]) is refused
    await settle(graph)
    assert await held(api) == []
    (gone,) = (await api.data(HISTORY, as_=sample.ADA, id=sample.ADA))["user"]["badgeHistory"]["nodes"]
    assert (gone["cause"], gone["reason"]) == ("MODERATOR", "It was Ben who did")
    entries = (await log(api, first=2))["nodes"]
    assert [entry["action"] for entry in entries] == ["badge.revoked", "badge.awarded"]
    await _award(api)
    assert await held(api) == [("thanks", 1)]


async def test_what_a_moderator_takes_stays_away_though_the_rules_give_it(api: Api, graph: Graph) -> None:
    await popular(api, graph)
    await settle(graph)
    (award,) = (await api.data(BADGES, id=sample.ADA))["user"]["badges"]["nodes"]
    await api.data(REVOKE, **MODERATOR, id=award["id"], reason="Friends voted for her")
    await vote(api, "UP", sample.BEN)
    await settle(graph)
    assert await held(api) == []
    await _award(api, slug="good-answer", scope=sample.ANSWERED)
    assert await held(api) == [("good-answer", 1)]
    await vote(api, "NONE", sample.BEN)
    await vote(api, "NONE", VOTERS[0])
    await settle(graph)
    assert await held(api) == [], "what was given back goes by the rules again"


async def test_what_cannot_be_decided_is_refused_with_what_to_change(api: Api) -> None:
    nobody = f"usr_{sample.ULID}x"
    for path, more in (
        ("userId", {"id": sample.CLEO}),
        ("userId", {"id": nobody}),
        ("slug", {"slug": "none"}),
        ("scopeId", {"slug": "expert"}),
        ("scopeId", {"slug": "expert", "scope": sample.GRAPHS}),
        ("scopeId", {"scope": sample.RUST}),
        ("reason", {"reason": " "}),
    ):
        refused = (await _award(api, **more))["userErrors"]
        assert [error["path"][-1] for error in refused] == [path], more
    done = await api.data(REVOKE, **MODERATOR, id=f"bga_{sample.ULID}x", reason="x")
    assert done["revokeBadge"]["userErrors"][0]["__typename"] == "NotFoundError"
    assert await held(api) == []


async def test_a_badge_lists_who_has_it_but_for_who_stays_off_lists(api: Api, graph: Graph) -> None:
    for id in (sample.ADA, sample.BEN):
        await _award(api, id=id)
    listed = '{ badge(slug: "thanks") { holders awards { nodes { user { handle } } } } }'
    shown = (await api.data(listed))["badge"]
    assert (shown["holders"], [node["user"]["handle"] for node in shown["awards"]["nodes"]]) == (2, ["ben", "ada"])
    await api.data("mutation { setLeaderboardOptOut(input: {optOut: true}) { userErrors { code } } }", as_=sample.BEN)
    shown = (await api.data(listed))["badge"]
    assert [node["user"]["handle"] for node in shown["awards"]["nodes"]] == ["ada"]
    assert await held(api, sample.BEN) == [("thanks", 1)], "on their own page it is to be seen"
    assert (await api.data('{ badge(slug: "none") { name } }'))["badge"] is None
    found = (await api.data("{ badges(first: 100) { nodes { slug level } pageInfo { hasNextPage } } }"))["badges"]
    assert {"slug": "writer", "level": 3} in found["nodes"] and not found["pageInfo"]["hasNextPage"]


async def test_pages_of_awards_neither_overlap_nor_cost_more_in_a_larger_crowd(api: Api, graph: Graph) -> None:
    costs = []
    for start, end in ((0, 500), (500, 5_000)):
        await graph.write(store, [({}, [_old(number) for number in range(start, end)])])
        costs.append(await _hits(graph))
    assert costs[1] <= costs[0] * 1.2 and costs[1] <= 2_000
    seen, after = list[str](), None
    for _ in range(3):
        page = (await api.data(BADGES, id=sample.ADA, first=100, after=after))["user"]["badges"]
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert len(set(seen)) == 300


def _old(number: int) -> BadgeAward:
    """One of many awards that came with an imported community."""
    at, id = sample.NOW - timedelta(minutes=number), badge_id("thanks", 1)
    named = {"user_id": sample.ADA, "badge_id": id, "scope": f"import:{number}", "earned": True}
    return BadgeAward.model_validate(named | {"awarded_at": at, "recorded_at": at})


async def _hits(graph: Graph) -> int:
    """What a page in the middle of a member's badges, and one of a badge's awards, ask of the database."""
    before = f"{sample.NOW - timedelta(minutes=300):%Y-%m-%dT%H:%M}"
    asked = (
        (graph_badge.OF_USER, {"user_id": sample.ADA, "before": before, "limit": 21}),
        (graph_badge.OF_BADGE, {"badge_id": badge_id("thanks", 1), "before": before, "limit": 21}),
    )
    return sum([await hits(graph, query, params) for query, params in asked])


async def _award(api: Api, **more: Any) -> dict[str, Any]:
    """What a moderator is told who thanks Ada, or does otherwise."""
    given = {"id": sample.ADA, "slug": "thanks", "reason": "For all she did", **more}
    answer: dict[str, Any] = (await api.data(AWARD, **MODERATOR, **given))["awardBadge"]
    return answer
