"""Landing lists over the API: what stands first, and pages that neither repeat nor drop while lists are made anew."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.landing import KEPT
from graph.database import Graph, Transaction
from graph.event import record
from jobs import prune, refresh_landing
from jobs.job import silent
from tests import sample
from tests.api import library
from tests.api.conftest import Api

LIST = """
query ($order: ContentOrder, $period: TopPeriod, $first: Int, $after: String, $kinds: [ContentKind!], $tags: [String!],
       $area: String) {
  contents(orderBy: $order, period: $period, first: $first, after: $after, kinds: $kinds, tags: $tags, area: $area) {
    edges { cursor node { id title } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
PUBLISH = "mutation ($input: PublishContentInput!) { publishContent(input: $input) { content { id } } }"


async def _ids(api: Api, **options: Any) -> list[str]:
    found = await api.data(LIST, first=100, as_=sample.CLEO, **options)
    return [edge["node"]["id"] for edge in found["contents"]["edges"]]


async def _like(graph: Graph, contents: dict[str, int]) -> None:
    """Let so many different people like contents just now."""
    now = datetime.now(UTC)
    people = [sample.user("0")[:-2] + f"{n:02}" for n in range(max(contents.values()))]
    create = "UNWIND $ids AS id MERGE (user:User {id: id}) SET user.handle = id, user.display_name = id"

    async def work(tx: Transaction) -> None:
        await (await tx.run(create, {"ids": people})).consume()
        likes = [
            Event("test", f"{now}{id}{n}", InteractionType.LIKE, UserId(people[n]), ContentId(id), now)
            for id, count in contents.items()
            for n in range(count)
        ]
        await record(tx, likes, now)

    await graph.write(work)


async def _refresh(graph: Graph) -> None:
    await refresh_landing.run(graph, datetime.now(UTC))


async def test_hot_is_what_people_turn_to_and_area_lists_are_hot_by_default(api: Api, graph: Graph) -> None:
    await _like(graph, {sample.GRAPHS: 6, sample.PAID: 3})
    await _refresh(graph)
    everything = [sample.GRAPHS, sample.PAID, sample.ASKED, sample.SECRET]
    assert await _ids(api, order="HOT") == everything
    assert await _ids(api, order="HOT", area="blog") == [sample.GRAPHS, sample.PAID, sample.SECRET]
    assert await _ids(api, order="HOT", tags=["python"]) == [sample.GRAPHS, sample.SECRET]
    assert await _ids(api, order="HOT", kinds=["COURSE", "QUESTION"]) == [sample.PAID, sample.ASKED]
    assert await _ids(api, order="TOP", period="DAY") == [sample.GRAPHS, sample.PAID]
    areas = (await api.data("{ areas { slug contents { nodes { id } } } }", as_=sample.CLEO))["areas"]
    assert [row["id"] for row in areas[0]["contents"]["nodes"]] == [sample.GRAPHS, sample.PAID, sample.SECRET]


async def test_what_is_published_after_the_list_was_made_stands_first_at_once(api: Api, graph: Graph) -> None:
    await _like(graph, {sample.GRAPHS: 6})
    await _refresh(graph)
    new = {"kind": "QUESTION", "title": "How", "body": "<p>How?</p>", "area": "help"}
    made = (await api.data(PUBLISH, as_=sample.ADA, input=new))["publishContent"]["content"]["id"]
    assert (await _ids(api, order="HOT"))[:2] == [made, sample.GRAPHS]
    assert await _ids(api, order="HOT", area="help") == [made, sample.ASKED]
    assert await _ids(api, order="UNANSWERED") == [made]


@pytest.mark.parametrize(("filters", "size"), [({}, library.SIZE + 4), ({"area": "blog"}, library.SIZE + 3)])
async def test_pages_of_hot_hold_while_everything_moves(
    api: Api, graph: Graph, filters: dict[str, Any], size: int
) -> None:
    await graph.write(library.fill)
    await _like(graph, {id: n % 9 for n, id in enumerate(library.ids()[30:])})
    await graph.write(_age_of_the_list, library.ids()[:10])
    await _refresh(graph)
    await graph.write(_rank_only, 40)
    whole = await _ids(api, order="HOT", **filters)
    seen: list[str] = []
    after, pages = None, 0
    while True:
        options = {"first": 7, "after": after, "as_": sample.CLEO, **filters}
        page = (await api.data(LIST, order="HOT", **options))["contents"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after, pages = page["pageInfo"]["endCursor"], pages + 1
        if pages in (2, 4, 8):
            await _like(graph, {id: 12 - pages for id in library.ids()[20 + pages :: 7]})
            await _refresh(graph)
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == size == len(whole)
    assert seen == whole
    assert await _ids(api, order="HOT", **filters) != whole


async def _age_of_the_list(tx: Transaction, ids: list[str]) -> None:
    """Make some contents as new as what is published right after the list was made."""
    text = """
    UNWIND $ids AS id MATCH (content:Content {id: id})-[placed:IN_AREA]->()
    SET content.published_at = $at, placed.published_at = $at
    """
    await (await tx.run(text, {"ids": ids, "at": datetime.now(UTC) - timedelta(seconds=1)})).consume()


async def _rank_only(tx: Transaction, count: int) -> None:
    """Cut the lists, as in a community that has more contents than a list can hold."""
    await (await tx.run("MATCH (edition:Edition) SET edition.ids = edition.ids[..$count]", {"count": count})).consume()


async def test_a_cursor_of_a_list_that_was_replaced_long_ago_says_so(api: Api, graph: Graph) -> None:
    await _refresh(graph)
    page = await api.data(LIST, order="HOT", first=1)
    await _like(graph, {sample.GRAPHS: 4})
    await _refresh(graph)
    cursor = page["contents"]["pageInfo"]["endCursor"]
    assert "errors" not in await api.ask(LIST, order="HOT", first=1, after=cursor)
    await prune.run(graph, datetime.now(UTC) + KEPT, silent)
    answer = await api.ask(LIST, order="HOT", first=1, after=cursor)
    assert "start again without `after`" in answer["errors"][0]["message"]
    assert len(await _ids(api, order="HOT")) == 4


@pytest.mark.parametrize(
    "bad",
    [
        {"order": "HOT", "period": "WEEK"},
        {"period": "WEEK"},
        {"order": "UNANSWERED", "kinds": ["ARTICLE"]},
        {"order": "HOT", "tags": []},
        {"order": "TOP", "first": 0},
    ],
)
async def test_what_does_not_fit_the_order_is_refused(api: Api, bad: dict[str, Any]) -> None:
    assert await api.code(LIST, **bad) == "INVALID_INPUT"


async def test_a_cursor_of_another_order_is_refused(api: Api, graph: Graph) -> None:
    await _refresh(graph)
    cursor = (await api.data(LIST, order="HOT", first=1))["contents"]["pageInfo"]["endCursor"]
    for other in ({"order": "NEWEST"}, {"order": "TOP"}, {"order": "HOT", "area": "blog"}, {"order": "UNANSWERED"}):
        assert await api.code(LIST, after=cursor, **other) == "INVALID_INPUT"


async def test_unanswered_keeps_to_area_and_tags(api: Api, graph: Graph) -> None:
    for area in ("help", "blog"):
        new = {"kind": "QUESTION", "title": area, "body": "<p>How?</p>", "area": area, "tags": ["rust"]}
        await api.data(PUBLISH, as_=sample.ADA, input=new)
    filters: dict[str, dict[str, Any]] = {
        "all": {},
        "area": {"area": "help"},
        "tag": {"tags": ["rust"]},
        "no": {"area": "x"},
    }
    titles = {}
    for name, chosen in filters.items():
        found = (await api.data(LIST, order="UNANSWERED", **chosen))["contents"]["edges"]
        titles[name] = [edge["node"]["title"] for edge in found]
    assert titles == {"all": ["blog", "help"], "area": ["help"], "tag": ["blog", "help"], "no": []}
