"""Drafts: their author's alone until they are published, once, by hand or when their time comes."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.draft import HELD
from domain.review import Author, Submission
from graph import outbox
from graph.database import Graph
from jobs import notify, publish_due
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

SAVE = """mutation ($input: SaveDraftInput!) { saveDraft(input: $input) {
  draft { id version kind title body tags area publishAt details { licence } } userErrors { __typename path } } }"""
PUBLISH = """mutation ($id: ID!) { publishDraft(input: {id: $id}) {
  content { id title body text { version } author { id } } userErrors { __typename message path } } }"""
DELETE = "mutation ($id: ID!) { deleteDraft(input: {id: $id}) { draftId userErrors { __typename } } }"
MINE = "{ viewer { drafts { nodes { id title problem publishAt } } } }"
DRAFT = {"kind": "ARTICLE", "title": "Not *yet*", "body": "**Soon**", "tags": ["neo4j"], "area": "blog"}
MANY = 6


async def save(api: Api, as_: str | None = sample.ADA, **changes: Any) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = (await api.data(SAVE, as_=as_, input=DRAFT | changes))["saveDraft"]
    return answer


async def drafts(api: Api, as_: str = sample.ADA) -> list[dict[str, Any]]:
    """A member's drafts."""
    nodes: list[dict[str, Any]] = (await api.data(MINE, as_=as_))["viewer"]["drafts"]["nodes"]
    return nodes


async def publish(api: Api, id: str, as_: str | None = sample.ADA) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = (await api.data(PUBLISH, as_=as_, id=id))["publishDraft"]
    return answer


async def told(graph: Graph) -> list[str]:
    """The types of all events."""
    return [event.type for event in await graph.read(outbox.after, 0)]


async def test_a_draft_is_its_authors_alone_until_it_is_published(api: Api, graph: Graph) -> None:
    draft = (await save(api, title="", body=""))["draft"]
    assert (await save(api, id=draft["id"]))["draft"] == {
        "id": draft["id"],
        "version": 2,
        "kind": "ARTICLE",
        "title": "Not *yet*",
        "body": "**Soon**",
        "tags": ["neo4j"],
        "area": "blog",
        "publishAt": None,
        "details": {"licence": None},
    }
    assert [row["id"] for row in await drafts(api)] == [draft["id"]]
    assert await drafts(api, sample.BEN) == []
    for answer in (await publish(api, draft["id"], sample.BEN), await save(api, sample.BEN, id=draft["id"])):
        assert answer["userErrors"][0]["__typename"] == "NotFoundError"
    assert await told(graph) == []
    made = (await publish(api, draft["id"]))["content"]
    assert (made["title"], made["body"]) == ("Not *yet*", "<p><strong>Soon</strong></p>")
    assert await drafts(api) == [] and await told(graph) == ["content.published"]


async def test_of_many_who_publish_a_draft_one_does(api: Api, graph: Graph) -> None:
    id = (await save(api))["draft"]["id"]
    answers = await asyncio.gather(*(publish(api, id) for _ in range(MANY)))
    assert sum(answer["content"] is not None for answer in answers) == 1
    assert await told(graph) == ["content.published"]


async def test_what_is_scheduled_is_published_once_when_its_time_comes(api: Api, graph: Graph) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    id = (await save(api, publishAt=at.isoformat()))["draft"]["id"]
    before, after = at - timedelta(seconds=1), at + timedelta(days=2)
    assert (await publish_due.run(graph, before, print)).counts["published"] == 0
    reports = await asyncio.gather(*(publish_due.run(graph, after, print) for _ in range(MANY)))
    assert sum(report.counts["published"] for report in reports) == 1
    assert await drafts(api) == [] and await told(graph) == ["content.published"]
    (made,) = await rows(graph, "MATCH (c:Content {title: 'Not *yet*'}) RETURN c.published_at AS at")
    assert made["at"].to_native() == after, "as its lists have it, and not in the past of a feed"
    assert (await publish(api, id))["userErrors"][0]["__typename"] == "NotFoundError"


async def test_what_cant_be_published_any_more_says_why_and_waits(api: Api, graph: Graph) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    id = (await save(api, publishAt=at.isoformat()))["draft"]["id"]
    await rows(graph, "MATCH (d:Draft {id: $id}) SET d.title = ''", id=id)
    for refused in (1, 0):
        report = await publish_due.run(graph, at, print)
        assert (report.counts["published"], report.counts["refused"]) == (0, refused)
    (draft,) = await drafts(api)
    assert (draft["problem"], draft["publishAt"]) == ("A title has 1 to 300 characters.", None)
    await save(api, id=id)
    assert (await drafts(api))[0]["problem"] is None


@pytest.mark.parametrize(
    ("meanwhile", "problem"),
    [
        ("SET a.post_role = 'operator'", "In Blog only those with the role `operator` start something."),
        ("SET a.slug = 'journal'", "There is no area 'blog'."),
        ("SET t.slug = 'graphs'", "There is no tag 'neo4j'."),
    ],
)
async def test_what_would_be_refused_by_then_waits_and_its_author_hears(
    api: Api, graph: Graph, meanwhile: str, problem: str
) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    await save(api, publishAt=at.isoformat())
    await rows(graph, f"MATCH (a:Area {{slug: 'blog'}}), (t:Tag {{slug: 'neo4j'}}) {meanwhile}")
    assert (await publish_due.run(graph, at, print)).counts["refused"] == 1
    assert (await drafts(api))[0]["problem"] == problem
    await notify.run_due(graph, at)
    heard = "{ viewer { unreadNotifications notifications { nodes { kind actor { id } about { id } } } } }"
    for who, nodes in ((sample.ADA, [{"kind": "DRAFT_REFUSED", "actor": None, "about": None}]), (sample.BEN, [])):
        assert (await api.data(heard, as_=who))["viewer"]["notifications"]["nodes"] == nodes


async def test_the_checks_of_that_moment_look_at_it(api: Api, graph: Graph) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)

    async def against_all(submission: Submission, author: Author) -> str | None:
        return f"{submission.title} by {author.joined_at}"

    for role, problems in ((Role.MEMBER, [HELD]), (Role.MODERATOR, [HELD])):
        await api.data(SAVE, as_=sample.ADA, role=role, input=DRAFT | {"publishAt": at.isoformat()})
        await publish_due.run(graph, at, print, (against_all,))
        assert [draft["problem"] for draft in await drafts(api)] == problems, "moderators aren't checked"


async def test_moderators_schedule_for_areas_of_their_own(api: Api, graph: Graph) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    await rows(graph, "MATCH (a:Area {slug: 'blog'}) SET a.post_role = 'moderator'")
    await api.data(SAVE, as_=sample.ADA, role=Role.MODERATOR, input=DRAFT | {"publishAt": at.isoformat()})
    assert (await publish_due.run(graph, at, print)).counts["published"] == 1


async def test_what_the_muted_have_scheduled_waits(api: Api, graph: Graph) -> None:
    at = datetime.now(UTC) + timedelta(hours=1)
    await save(api, publishAt=at.isoformat())
    mute = "CREATE (:Sanction {user_id: $id, kind: 'MUTE', until: $until})"
    await rows(graph, mute, id=sample.ADA, until=at + timedelta(days=1))
    assert (await publish_due.run(graph, at, print)).counts["published"] == 0
    ban = "CREATE (:Sanction {user_id: $id, kind: 'BAN'})"
    await rows(graph, ban, id=sample.ADA)
    assert (await publish_due.run(graph, at + timedelta(days=2), print)).counts["published"] == 0, "for ever"
    await rows(graph, "MATCH (ban:Sanction {kind: 'BAN'}) SET ban.until = $until", until=at)
    assert (await publish_due.run(graph, at + timedelta(days=2), print)).counts["published"] == 1


async def test_what_a_check_would_hold_is_not_scheduled(api: Api) -> None:
    at = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    body = "https://a.example https://b.example https://c.example"
    answer = await save(api, sample.CLEO, body=body, publishAt=at)
    assert answer["userErrors"][0]["path"] == ["input", "publishAt"] and await drafts(api, sample.CLEO) == []


async def test_a_draft_is_deleted_by_its_author(api: Api) -> None:
    id = (await save(api))["draft"]["id"]
    for as_, problems in ((sample.BEN, ["NotFoundError"]), (sample.ADA, []), (sample.ADA, ["NotFoundError"])):
        answer = (await api.data(DELETE, as_=as_, id=id))["deleteDraft"]
        assert [error["__typename"] for error in answer["userErrors"]] == problems
    assert await drafts(api) == []


async def test_drafts_have_an_end(api: Api, graph: Graph) -> None:
    text = "UNWIND range(1, 100) AS n CREATE (:Draft {id: 'dft_' + n, user_id: $id})"
    await rows(graph, text, id=sample.ADA)
    assert (await save(api))["userErrors"][0]["__typename"] == "LimitReachedError"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"publishAt": "2020-01-01T00:00:00Z"}, ["input", "publishAt"]),
        ({"publishAt": "2999-01-01T00:00:00Z", "body": ""}, ["input", "body"]),
        ({"publishAt": "2999-01-01T00:00:00Z", "tags": ["none"]}, ["input", "tags", "0"]),
        ({"publishAt": "2999-01-01T00:00:00Z", "kind": "COMMENT"}, ["input", "kind"]),
        ({"title": "x" * 301}, ["input", "title"]),
        ({"body": "x" * 200_001}, ["input", "body"]),
        ({"tags": ["neo4j"] * 11}, ["input", "tags"]),
    ],
)
async def test_bad_drafts_are_refused_and_not_kept(api: Api, changes: dict[str, Any], path: list[str]) -> None:
    answer = await save(api, **changes)
    assert (answer["draft"], answer["userErrors"][0]["path"]) == (None, path)
    assert await drafts(api) == []
