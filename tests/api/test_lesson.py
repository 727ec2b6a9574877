"""Lessons: parts of a course of the same author, in the order they were published, where the course stands."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.database import Graph
from jobs import notify, publish_due
from tests import sample
from tests.api.conftest import Api
from tests.api.test_draft import save
from tests.api.test_follow import FOLLOW
from tests.api.test_publish import publish
from tests.api.test_revision import edit
from tests.graph.privacy import rows

COURSE = (
    """query ($id: ID!) { content(id: $id) { area { slug } ... on Course { lessons { id title course { id } } } } }"""
)
MANY = 4


async def course(api: Api) -> str:
    """The id of a course of Ada's."""
    id: str = (await publish(api, kind="COURSE", title="Graphs", body="All of it."))["content"]["id"]
    return id


async def lesson(api: Api, course: str, title: str = "One", **more: Any) -> dict[str, Any]:
    """What publishing a lesson answers."""
    given = {"kind": "LESSON", "title": title, "body": "Read.", "area": None, "parentId": course}
    return await publish(api, **(given | more))


async def lessons(api: Api, id: str) -> list[dict[str, Any]]:
    """The lessons of a course."""
    found: list[dict[str, Any]] = (await api.data(COURSE, id=id))["content"]["lessons"]
    return found


async def test_lessons_are_read_in_their_course(api: Api) -> None:
    id = await course(api)
    made = [(await lesson(api, id, title))["content"] for title in ("One", "Two")]
    assert [(each["__typename"], each["area"], each["tags"]) for each in made] == [
        ("Lesson", {"slug": "blog"}, [{"slug": "neo4j"}])
    ] * 2
    assert await lessons(api, id) == [
        {"id": each["id"], "title": title, "course": {"id": id}}
        for each, title in zip(made, ("One", "Two"), strict=True)
    ]
    listed = (await api.data('{ contents(area: "blog") { nodes { id } } }'))["contents"]["nodes"]
    assert [node["id"] for node in listed] == [id, sample.PAID, sample.GRAPHS], (
        "a course is listed, its lessons are in it"
    )
    assert (await edit(api, made[0]["id"], 1, title="First"))["content"]["title"] == "First"
    assert (await edit(api, made[0]["id"], 2, area="help"))["userErrors"][0]["path"] == ["input", "area"]


async def test_who_follows_the_course_hears_of_a_lesson(api: Api, graph: Graph) -> None:
    id = await course(api)
    await api.data(FOLLOW, as_=sample.CLEO, id=id)
    made = (await lesson(api, id, tags=[]))["content"]["id"]
    await notify.run_due(graph, datetime.now(UTC))
    heard = "{ viewer { notifications { nodes { kind content { id } } } } }"
    nodes = (await api.data(heard, as_=sample.CLEO))["viewer"]["notifications"]["nodes"]
    assert {"kind": "FOLLOWED_CONTENT", "content": {"id": made}} in nodes


async def test_a_lesson_can_be_scheduled(api: Api, graph: Graph) -> None:
    id, at = await course(api), datetime.now(UTC) + timedelta(hours=1)
    saved = await save(api, kind="LESSON", area=None, parentId=id, publishAt=at.isoformat())
    assert saved["userErrors"] == []
    (kept,) = (await api.data("{ viewer { drafts { nodes { parentId } } } }", as_=sample.ADA))["viewer"]["drafts"][
        "nodes"
    ]
    assert kept == {"parentId": id}
    assert (await publish_due.run(graph, at, print)).counts["published"] == 1
    (made,) = await rows(graph, "MATCH (l:Lesson)-[:PART_OF]->(c:Course) RETURN c.id AS course, labels(l) AS labels")
    assert made["course"] == id and sorted(made["labels"]) == ["Content", "Lesson"]


async def test_a_course_has_no_more_lessons_than_it_may(api: Api, graph: Graph) -> None:
    id = await course(api)
    fill = "MATCH (c:Course {id: $id}) UNWIND range(1, 98) AS n CREATE (:Content:Lesson {id: 'l' + n})-[:PART_OF]->(c)"
    await rows(graph, fill, id=id)
    answers = await asyncio.gather(*(lesson(api, id, f"No. {n}") for n in range(MANY)))
    refused = [error["__typename"] for answer in answers for error in answer["userErrors"]]
    assert refused == ["LimitReachedError"] * 2


@pytest.mark.parametrize(
    ("changes", "problem", "path"),
    [
        ({"parentId": None}, "InvalidInputError", ["input", "parentId"]),
        ({"kind": "ARTICLE"}, "InvalidInputError", ["input", "parentId"]),
        ({"parentId": sample.BEN}, "InvalidInputError", ["input", "parentId"]),
        ({"area": "blog"}, "InvalidInputError", ["input", "area"]),
        ({"parentId": sample.PAID}, "NotFoundError", ["input", "parentId"]),
        ({"parentId": sample.GRAPHS}, "NotFoundError", ["input", "parentId"]),
        ({"kind": "COMMENT"}, "InvalidInputError", ["input", "kind"]),
    ],
)
async def test_what_cant_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, changes: dict[str, Any], problem: str, path: list[str]
) -> None:
    before = await rows(graph, "MATCH (c:Content) RETURN count(c) AS contents")
    id = await course(api)
    answer = await lesson(api, id, **changes)
    assert (answer["content"], answer["userErrors"][0]["__typename"]) == (None, problem)
    assert answer["userErrors"][0]["path"] == path
    assert (await rows(graph, "MATCH (c:Content) RETURN count(c) AS contents"))[0]["contents"] == before[0][
        "contents"
    ] + 1
