"""Merging duplicates over the API: what stands below one moves to what it repeats, and back when that was wrong."""

from typing import Any

from graph.database import Graph
from jobs import refresh_points
from tests import sample
from tests.api.conftest import Api
from tests.api.test_moderation import ANOTHER, APPEAL, DECIDE, mine, moderate, refusal
from tests.graph.privacy import rows

ASK = """mutation ($title: String!) {
  publishContent(input: {kind: QUESTION, title: $title, body: "<p>Minutes.</p>", tags: ["neo4j"], area: "help"}) {
    content { id slug } userErrors { message } } }"""
ANSWER = 'mutation ($id: ID!) { addAnswer(input: {questionId: $id, body: "<p>An index.</p>"}) { answer { id } } }'
COMMENT = 'mutation ($id: ID!) { addComment(input: {parentId: $id, body: "<p>Which one?</p>"}) { comment { id } } }'
THREAD = """query ($id: ID!) { content(id: $id) { id title comments { nodes { id title } }
  ... on Question { answers { nodes { id title comments { nodes { id title } } } } } } }"""
COUNTS = """
MATCH (c:Content {id: $id}) RETURN coalesce(c.answer_count, 0) AS answers, coalesce(c.comment_count, 0) AS comments
"""
UNANSWERED = '{ contents(orderBy: UNANSWERED, area: "help") { nodes { id } } }'


async def asked(api: Api, title: str, as_: str = sample.ADA) -> dict[str, Any]:
    """A question as it was published."""
    answer = (await api.data(ASK, as_=as_, title=title))["publishContent"]
    assert answer["userErrors"] == []
    content: dict[str, Any] = answer["content"]
    return content


async def discussed(api: Api) -> tuple[dict[str, Any], list[str]]:
    """A duplicate with an answer, a comment on that, and a comment of its own."""
    question = await asked(api, "Why is it slow")
    answer = (await api.data(ANSWER, as_=sample.BEN, id=question["id"]))["addAnswer"]["answer"]["id"]
    below = (await api.data(COMMENT, as_=sample.CLEO, id=answer))["addComment"]["comment"]["id"]
    beside = (await api.data(COMMENT, as_=sample.CLEO, id=question["id"]))["addComment"]["comment"]["id"]
    return question, [answer, below, beside]


async def thread(api: Api, id: str) -> list[tuple[str, str]]:
    """What stands below a question, each with the title it carries."""
    found = (await api.data(THREAD, id=id))["content"]
    answers = found["answers"]["nodes"]
    nodes = [*answers, *(one for answer in answers for one in answer["comments"]["nodes"]), *found["comments"]["nodes"]]
    return [(node["id"], node["title"]) for node in nodes]


async def test_what_stands_below_a_duplicate_moves_and_comes_back(api: Api, graph: Graph) -> None:
    question, below = await discussed(api)
    await refresh_points.run(graph, sample.NOW)
    earned = await rows(graph, "MATCH (u:User) RETURN u.handle AS who, u.points AS points ORDER BY who")
    before = await thread(api, sample.ASKED)
    done = await moderate(api, "MERGE_DUPLICATE", targetId=question["id"], originalId=sample.ASKED)
    assert done["userErrors"] == []
    after = await thread(api, sample.ASKED)
    assert {id for id, _ in after} == {*below, *(id for id, _ in before)}
    assert {title for id, title in after if id in below} == {"Why so slow"}
    assert await rows(graph, COUNTS, id=sample.ASKED) == [{"answers": 2, "comments": 1}]
    assert await rows(graph, COUNTS, id=question["id"]) == [{"answers": 0, "comments": 0}]
    publish = 5  # of the question itself, which is taken from its readers
    (ada,) = await rows(graph, "MATCH (u:User {id: $id}) RETURN u.points AS points", id=sample.ADA)
    assert ada["points"] == earned[0]["points"] - publish
    (action,) = await mine(api, sample.ADA)
    await api.data(APPEAL.format(action["id"]), as_=sample.ADA)
    await api.data(DECIDE, **ANOTHER, id=action["id"], accepted=True)
    assert await thread(api, sample.ASKED) == before
    assert {id for id, _ in await thread(api, question["id"])} == set(below)
    assert {title for _, title in await thread(api, question["id"])} == {"Why is it slow"}
    assert await rows(graph, COUNTS, id=question["id"]) == [{"answers": 1, "comments": 1}]
    now = await rows(graph, "MATCH (u:User) RETURN u.handle AS who, u.points AS points ORDER BY who")
    assert now == earned
    left = "MATCH ()-[r:ANSWERS|REPLIES_TO]->() WHERE r.moved_from IS NOT NULL RETURN r"
    assert await rows(graph, left) == []


async def test_an_address_of_the_duplicate_leads_to_what_it_repeats(api: Api) -> None:
    question, _ = await discussed(api)
    await moderate(api, "MERGE_DUPLICATE", targetId=question["id"], originalId=sample.ASKED)
    addresses = f"""{{ node(id: "{question["id"]}") {{ id }} content(id: "{question["id"]}") {{ id }}
      bySlug: content(slug: "{question["slug"]}") {{ id }} }}"""
    for as_ in (None, sample.BEN, sample.ADA):
        found = await api.data(addresses, as_=as_)
        assert {one["id"] for one in found.values()} == {sample.ASKED}
    listed = '{ contents(area: "help") { nodes { id } } }'
    assert question["id"] not in str(await api.data(listed))


async def test_a_question_that_got_an_answer_is_unanswered_no_more(api: Api) -> None:
    waiting = await asked(api, "Why does it take so long", sample.BEN)
    question, _ = await discussed(api)
    assert waiting["id"] in str(await api.data(UNANSWERED))
    await moderate(api, "MERGE_DUPLICATE", targetId=question["id"], originalId=waiting["id"])
    assert waiting["id"] not in str(await api.data(UNANSWERED))
    reply = await api.ask(ANSWER, as_=sample.BEN, id=question["id"])
    assert reply["data"]["addAnswer"]["answer"] is None, "nothing new is said below the duplicate"


async def test_what_cant_stand_there_is_refused_and_stays(api: Api, graph: Graph) -> None:
    question, below = await discussed(api)
    duplicate = {"targetId": question["id"]}
    assert await refusal(api, "MERGE_DUPLICATE", **duplicate, originalId=sample.GRAPHS) == "InvalidInputError"
    assert await refusal(api, "MERGE_DUPLICATE", **duplicate, originalId=below[0]) == "InvalidInputError", "no circle"
    assert {id for id, _ in await thread(api, question["id"])} == set(below)
    assert await rows(graph, "MATCH ()-[l:LINKS_TO {kind: 'DUPLICATE'}]->() RETURN l") == []
