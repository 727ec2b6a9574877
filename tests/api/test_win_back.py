"""What may bring a member back, over the API: the first that there is, with what shows it, and only by consent."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import UserId
from graph.database import Graph
from jobs import refresh_churn
from tests import sample
from tests.api.conftest import Api
from tests.graph.days import add_day
from tests.graph.privacy import rows

WIN_BACK = """
query ($handle: String!) { user(handle: $handle) {
  winBack { kind reason evidence { __typename ... on Content { title } ... on Tag { slug } ... on Tier { slug } } }
} }
"""
NOW = datetime.now(UTC)
NEWS = """
MATCH (tag:Tag {id: $tag}), (user:User {id: $ben}), (ada:User {id: $ada})
MERGE (ada)-[:INTERESTED_IN {affinity: 0.9}]->(tag)
CREATE (content:Content:Article:Standalone {id: $id, kind: 'ARTICLE', slug: 'rust-news', title: 'Rust news',
  visibility: 'PUBLIC', published_at: $now})-[:TAGGED {tag_id: tag.id, published_at: $now}]->(tag)
CREATE (user)-[:AUTHORED {user_id: user.id, at: $now}]->(content)
"""
COURSE = """
CREATE (:Consumption {key: $ada + '|' + $course, user_id: $ada, content_id: $course, percent: 20, first_at: $now,
                      last_at: $now, begun_at: $now})
"""
ENDING = """
CREATE (:Tier {id: $tier, slug: 'gold-2', name: 'Gold', product_id: 'prd_9', rank: 9, trial_days: 0, created_at: $now})
CREATE (:Subscription {id: 'sub_ada', user_id: $ada, live_key: $ada, tier_id: $tier, state: 'CANCELLED',
                       period_end: $now + duration('P9D')})
"""
TOLD = """
CREATE (:Notification {id: 'ntf_ada', user_id: $ada, actor_id: $ben, content_id: $content, kind: 'ANSWERED', at: $now,
                       unread: '1', place: '1', group: 'g'})
"""


@pytest.fixture(autouse=True)
async def away(api: Api, graph: Graph) -> None:
    """Ada came daily until six days ago, and Ben until yesterday; both consent."""
    for id, ages in ((sample.ADA, (6, 7, 8, 9)), (sample.BEN, (1, 2, 3, 4))):
        for age in ages:
            await add_day(graph, UserId(id), (NOW - timedelta(days=age)).date(), view=1)
    await refresh_churn.run(graph, NOW)
    await rows(graph, "MATCH (user:User) SET user.consents = ['PERSONALISATION']")


async def found(api: Api, handle: str = "ada") -> dict[str, Any] | None:
    answer: dict[str, Any] | None = (await api.data(WIN_BACK, handle=handle, role=Role.OPERATOR))["user"]["winBack"]
    return answer


async def test_the_first_that_there_is_with_what_shows_it(api: Api, graph: Graph) -> None:
    known = {"ada": sample.ADA, "ben": sample.BEN, "now": NOW - timedelta(hours=1)}
    await rows(graph, NEWS, **known, tag=sample.RUST, id=sample.content("w"))
    fresh = await found(api)
    assert fresh is not None and fresh["kind"] == "NEW_CONTENT"
    assert fresh["evidence"] == [{"__typename": "Article", "title": "Rust news"}, {"__typename": "Tag", "slug": "rust"}]
    assert fresh["reason"].startswith("1 new on ") and "“Rust news”" in fresh["reason"]
    await rows(graph, COURSE, **known, course=sample.PAID)
    course = await found(api)
    assert course is not None and course["kind"] == "UNFINISHED_COURSE" and "haven't finished" in course["reason"]
    await rows(graph, ENDING, **known, tier=f"tier_{sample.ULID}z")
    ending = await found(api)
    assert ending is not None and ending["kind"] == "MEMBERSHIP_ENDS" and "“Gold” was cancelled" in ending["reason"]
    await rows(graph, TOLD, **known, content=sample.content("w"))
    spoken = await found(api)
    assert spoken is not None and spoken["kind"] == "REPLY" and "was answered on" in spoken["reason"]
    await rows(graph, "MATCH (a:User {id: $ada}), (b:User {id: $ben}) CREATE (a)-[:MUTES {since: $now}]->(b)", **known)
    muted = await found(api)
    assert muted is not None and muted["kind"] == "MEMBERSHIP_ENDS", "whom she mutes doesn't bring her back"


async def test_only_for_who_stays_away_and_consents(api: Api, graph: Graph) -> None:
    await rows(graph, COURSE, ada=sample.ADA, course=sample.PAID, now=NOW)
    await rows(graph, COURSE, ada=sample.BEN, course=sample.PAID, now=NOW)
    assert await found(api) is not None and await found(api, "ben") is None
    await rows(graph, "MATCH (user:User) SET user.consents = ['ANALYTICS']")
    assert await found(api) is None
    mine = (await api.data(WIN_BACK, handle="ada", as_=sample.ADA))["user"]["winBack"]
    assert mine is None and await api.code(WIN_BACK, handle="ada", as_=sample.BEN) == "NOT_ALLOWED"


async def test_operators_have_a_list(api: Api, graph: Graph) -> None:
    await rows(graph, COURSE, ada=sample.ADA, course=sample.PAID, now=NOW)
    document = "{ users(churn: AT_RISK, orderBy: CHURN_RISK) { nodes { handle churn { risk } winBack { kind } } } }"
    (ada,) = (await api.data(document, role=Role.MODERATOR))["users"]["nodes"]
    assert ada["handle"] == "ada" and ada["winBack"] == {"kind": "UNFINISHED_COURSE"}
