"""`addAnswer` and `addComment` over the API: threads of a bounded depth, counts that hold, pages of a bounded cost."""

import asyncio
from typing import Any

import pytest

from domain.content import Visibility
from domain.ids import ContentId
from domain.outbox import outbox_event
from domain.takedown import BY_MODERATOR
from graph import outbox, takedown
from graph.content import BY_IDS, COMMENTS, EARLIEST, STATS, ByIdsParams, CommentsParams, IdsParams
from graph.database import Graph
from graph.queries import Params, Query
from graph.reply import COUNTS
from tests import sample
from tests.api.conftest import Api
from tests.api.test_vote import rows
from tests.profiling import hits

COMMENT = """mutation ($id: ID!, $body: String!) { addComment(input: {parentId: $id, body: $body}) {
  comment { id title body visibility parent { id commentCount } } userErrors { __typename path } } }"""
ANSWER = """mutation ($id: ID!, $body: String!) { addAnswer(input: {questionId: $id, body: $body}) {
  answer { id title question { id ... on Question { answerCount } } } userErrors { __typename path } } }"""
CHILDREN = """query ($id: ID!, $first: Int, $after: String) { content(id: $id) { commentCount
  comments(first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } }"""
ANSWERS = """query ($id: ID!, $first: Int, $after: String) { content(id: $id) { ... on Question { answerCount
  answers(first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } } }"""
COMMENTS_OF = """
UNWIND range(0, size($ids) - 1) AS n
CREATE (made:Content:Comment {id: $ids[n], slug: $ids[n], kind: 'COMMENT', title: '', visibility: 'PUBLIC',
        published_at: $now + duration({seconds: n})})
WITH made, n MATCH (above:Content {id: CASE WHEN n = 0 OR NOT $deep THEN $root ELSE $ids[n - 1] END})
CREATE (made)-[:REPLIES_TO {above_id: above.id, published_at: made.published_at}]->(above)
"""


async def comments(graph: Graph, root: str, ids: list[str], deep: bool = False) -> None:
    """Put comments below a content, one below the other if `deep`."""
    await rows(graph, COMMENTS_OF, root=root, ids=ids, deep=deep, now=sample.NOW)


def ids(count: int, series: int = 0) -> list[str]:
    """Ids of contents; each series has its own."""
    return [f"cnt_{series:06d}{n:06d}".ljust(30, "0") for n in range(count)]


async def comment(api: Api, id: str, as_: str | None = sample.CLEO, body: str = "<p>So?</p>") -> dict[str, Any]:
    """The comment that was added, or the payload of the refusal."""
    payload: dict[str, Any] = (await api.data(COMMENT, as_=as_, id=id, body=body))["addComment"]
    return payload["comment"] or payload


async def test_a_reply_stands_below_and_reads_like_what_it_is_about(api: Api) -> None:
    made = await comment(api, sample.SECRET, body='<p onclick="x()">Yes<script>steal()</script></p>')
    assert (made["title"], made["body"], made["visibility"]) == ("For members", "<p>Yes</p>", "MEMBERS")
    assert made["parent"] == {"id": sample.SECRET, "commentCount": 1}
    below = await comment(api, made["id"])
    assert below["parent"] == {"id": made["id"], "commentCount": 1}
    assert (await api.data(CHILDREN, id=sample.SECRET, as_=sample.ADA))["content"]["comments"]["nodes"] == [
        {"id": made["id"]}
    ]
    hidden = await api.data("query ($id: ID!) { content(id: $id) { id } }", id=made["id"])
    assert hidden["content"] is None, "nobody finds it who can't find what it is about"


async def test_it_counts_and_is_told_once(api: Api, graph: Graph) -> None:
    await rows(graph, "MATCH (q)<-[:ANSWERS]-(old) DETACH DELETE old SET q:Unanswered, q.answer_count = 0")
    made = (await api.data(ANSWER, as_=sample.CLEO, id=sample.ASKED, body="<p>Index.</p>"))["addAnswer"]["answer"]
    assert made["question"] == {"id": sample.ASKED, "answerCount": 1}
    (published,) = [event for event in await graph.read(outbox.after, 0) if event.type == "content.published"]
    assert (published.payload["kind"], published.payload["rootId"]) == ("ANSWER", sample.ASKED)
    events = "MATCH (e:Event) RETURN e.type, e.user_id, e.content_id"
    assert await rows(graph, events) == [("ANSWER", sample.CLEO, sample.ASKED)]
    assert await rows(graph, "MATCH (q:Unanswered) RETURN q.id") == []
    points = "MATCH (:User {id: $id}) MATCH (p:PointEntry {user_id: $id}) RETURN p.rule, p.delta"
    assert await rows(graph, points, id=sample.CLEO) == [("ANSWERED", 3)]


async def test_all_count_when_many_comment_at_once(api: Api) -> None:
    made = await asyncio.gather(*(comment(api, sample.GRAPHS, who) for who in (sample.ADA, sample.BEN) * 10))
    assert len({one["id"] for one in made}) == 20
    assert (await api.data(CHILDREN, id=sample.GRAPHS, first=50))["content"]["commentCount"] == 21


async def test_pages_of_comments_have_each_once(api: Api, graph: Graph) -> None:
    await comments(graph, sample.ASKED, ids(25))
    seen: list[str] = []
    after = None
    for _ in range(3):
        page = (await api.data(CHILDREN, id=sample.ASKED, first=10, after=after))["content"]["comments"]
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == ids(25) and not page["pageInfo"]["hasNextPage"]


async def test_pages_of_answers_go_by_acceptance_votes_and_time(api: Api, graph: Graph) -> None:
    made = [
        (await api.data(ANSWER, as_=sample.CLEO, id=sample.ASKED, body=f"<p>{n}</p>"))["addAnswer"]["answer"]["id"]
        for n in range(4)
    ]
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.vote_up_held = 2", id=made[2])
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.vote_down_held = 1", id=made[0])
    seen: list[str] = []
    after = None
    for _ in range(5):
        page = (await api.data(ANSWERS, id=sample.ASKED, first=1, after=after))["content"]["answers"]
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == [sample.ANSWERED, made[2], made[1], made[3], made[0]]


async def test_what_is_taken_down_isnt_counted(api: Api, graph: Graph) -> None:
    down, back = (outbox_event(f"content.{what}", sample.NOW, {}) for what in ("withdrawn", "restored"))
    taken = (sample.REMARK, Visibility.HIDDEN, sample.NOW, down)
    for change, counted in (((takedown.take, *taken), 0), ((takedown.put_back, sample.REMARK, BY_MODERATOR, back), 1)):
        for _ in range(2):
            await graph.write(*change)
        found = (await api.data(CHILDREN, id=sample.GRAPHS, first=5))["content"]
        assert (found["commentCount"], len(found["comments"]["nodes"])) == (counted, counted)


async def test_a_thread_is_at_most_a_hundred_deep(api: Api, graph: Graph) -> None:
    for length, allowed in ((99, True), (100, False), (1_000, False)):
        chain = ids(length, length)
        await comments(graph, sample.GRAPHS, chain, deep=True)
        answer = await comment(api, chain[-1])
        assert ("parent" in answer) is allowed, answer
        assert allowed or answer["userErrors"][0]["__typename"] == "ConflictError"


@pytest.mark.parametrize(
    ("mutation", "who", "id", "body", "problem"),
    [
        (COMMENT, None, sample.GRAPHS, "x", "NotAllowedError"),
        (COMMENT, sample.ADA, sample.LATER, "x", "NotFoundError"),
        (COMMENT, sample.ADA, sample.content("z"), "x", "NotFoundError"),
        (COMMENT, sample.user("z"), sample.GRAPHS, "x", "NotFoundError"),
        (COMMENT, sample.ADA, sample.NEO4J, "x", "InvalidInputError"),
        (COMMENT, sample.ADA, sample.GRAPHS, " ", "InvalidInputError"),
        (COMMENT, sample.ADA, sample.GRAPHS, "<script>x()</script>", "InvalidInputError"),
        (COMMENT, sample.ADA, sample.GRAPHS, "x" * 30_001, "InvalidInputError"),
        (COMMENT, sample.ADA, sample.GRAPHS, "[" * 900_000, "InvalidInputError"),
        (ANSWER, sample.ADA, sample.GRAPHS, "x", "InvalidInputError"),
    ],
)
async def test_bad_replies_are_refused_and_change_nothing(
    api: Api, graph: Graph, mutation: str, who: str | None, id: str, body: str, problem: str
) -> None:
    (payload,) = (await api.data(mutation, as_=who, id=id, body=body)).values()
    assert payload["userErrors"][0]["__typename"] == problem
    assert await graph.read(outbox.after, 0) == []
    assert await rows(graph, "MATCH (e:Event) RETURN e") == []


async def test_the_first_page_of_a_thread_costs_the_same_however_long_and_deep_it_is(graph: Graph) -> None:
    await graph.write(sample.load)
    costs = []
    for n in (50, 500):
        await comments(graph, sample.ASKED, ids(n, n))
        await comments(graph, ids(50, 50)[0], ids(2 * n, n + 1), deep=True)
        costs.append(await first_page(graph))
    assert costs[1] <= costs[0] * 1.1 + 20 <= 2_000, costs


async def first_page(graph: Graph) -> int:
    """The db hits of twenty comments with their authors and counts, and the first three replies to each."""
    viewer = {"audience": (Visibility.PUBLIC,), "now": sample.NOW.replace(year=2027)}
    top = CommentsParams(content_id=ContentId(sample.ASKED), after_at=EARLIEST, limit=21, **viewer)
    shown = [row.id for row in await graph.read(COMMENTS.all, top)]
    below = [top.model_copy(update={"content_id": id, "limit": 4}) for id in shown]
    asked: list[tuple[Query[Any, Any], Params]] = [(COMMENTS, params) for params in (top, *below)]
    asked += [(BY_IDS, ByIdsParams(ids=shown, **viewer)), (COUNTS, IdsParams(ids=shown)), (STATS, IdsParams(ids=shown))]
    return sum([await hits(graph, query, params) for query, params in asked])


async def test_a_loop_of_comments_is_shown_and_not_added_to(api: Api, graph: Graph) -> None:
    one, other = ids(2, 7)
    await comments(graph, sample.GRAPHS, [one, other], deep=True)
    loop = """MATCH (a:Content {id: $a})-[r:REPLIES_TO]->(), (b:Content {id: $b}) DELETE r
    CREATE (a)-[:REPLIES_TO {above_id: $b, published_at: $now}]->(b)"""
    await rows(graph, loop, a=one, b=other, now=sample.NOW)
    for above, below in ((one, other), (other, one)):
        assert (await api.data(CHILDREN, id=above, first=5))["content"]["comments"]["nodes"] == [{"id": below}]
        assert (await comment(api, above))["userErrors"][0]["__typename"] == "ConflictError"
