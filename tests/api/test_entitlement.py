"""What is paid for, on every surface: read by who holds a grant, from the moment it is given to the moment it ends."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.content import ContentKind, Visibility
from domain.export import SECTIONS
from domain.grant import Given, Source, SourceKind
from domain.ids import UserId
from domain.outbox import EventType, outbox_event
from domain.publish import Manuscript, draft_of, publication
from graph import consumption, feed_balance, grant, outbox, search
from graph import publish as publishing
from graph.database import Graph
from jobs import export_persons
from tests import sample
from tests.api import library
from tests.api.conftest import Api
from tests.api.judged import embed
from tests.api.subscribing import over_websocket, settled, soon, token
from tests.api.test_kept_away import BY, LISTS, STAYS, fill
from tests.graph.privacy import rows

WORD = "zanzibar"
"""Stands behind the beginning of every paid text."""
BODY = "<p>" + " ".join(f"open{n}" for n in range(300)) + f" <b>{WORD}</b> @cleo</p>"
DORA = sample.user("d")
ORDER = Source(SourceKind.ORDER, "ord_1")
TOLD = """id body teaser access { allowed reason until source benefit { slug } price { amountMinor currency } priceId }
  text { excerpt source links { id } mentions { handle } } revisions { number diff }"""
ONE = f"query ($id: ID!) {{ content(id: $id) {{ {TOLD} ... on Talk {{ recordingUrl }} }} }}"
OTHERS = {"Viewer.notifications", "a member by their name", "members", "members found by their names", "a leaderboard",
          "whom others follow", "whom others mention", "what one keeps"}  # fmt: skip
"""Surfaces of people, and of what somebody else keeps."""
SURFACES = {name: document.replace(BY, TOLD) for name, document in (LISTS | STAYS).items() if name not in OTHERS} | {
    "Query.node": f'{{ node(id: "{sample.GRAPHS}") {{ ... on Content {{ {TOLD} }} }} }}',
    "Query.nodes": f'{{ nodes(ids: ["{sample.GRAPHS}"]) {{ ... on Content {{ {TOLD} }} }} }}',
    "SearchEdge.excerpt": '{ search(query: "anger") { edges { excerpt { text } node { ... on Content { body } } } } }',
    "Viewer.bookmarks": f"{{ viewer {{ bookmarks {{ nodes {{ content {{ {TOLD} }} }} }} }} }}",
    "User.following": f'{{ user(handle: "dora") {{ following {{ nodes {{ ... on Content {{ {TOLD} }} }} }} }} }}',
}
LOCK = """
CREATE (dora:User {id: $dora, handle: 'dora', display_name: 'Dora', joined_at: $at}), (all:Benefit {id: 'ben_all',
  slug: 'all', name: 'All', kind: 'ALL_CONTENT', created_at: $at})
WITH dora
MATCH (:User {id: $ada})-[:AUTHORED]->(content:Content)
SET content.visibility = 'PAID', content.body = $body, content.excerpt = left($body, 200), content.source = $body
WITH dora, content WHERE content.id = $graphs
CREATE (dora)-[:BOOKMARKED {key: $dora, user_id: $dora, at: $at}]->(content), (dora)-[:FOLLOWS {since: $at}]->(content)
RETURN content.id AS id
"""
ASKED_BY = "MATCH (:User)-[wrote:AUTHORED]->(q:Content {id: $id}) DELETE wrote"
MENTIONED = "MATCH (c:Content {id: $graphs}), (u:User {id: $cleo}) CREATE (c)-[:MENTIONS]->(u)"
QUIET = {"Content.comments", "Question.answers", "the accepted answer", "ContentText.linkedFrom", "SearchEdge.excerpt"}
"""Surfaces without teasers: replies aren't for sale, and what links to something tells of its text."""
WRITING = {"Query.similarContents", "TagSuggestion.votes"}
"""Surfaces of who writes: others are refused them."""
MINE = {"User.recommendations", "Viewer.bookmarks", *WRITING}
"""Surfaces of who is signed in."""


EVERY_SECOND = {"merge/since", "erasure/since", "sanction/changed", "trial/runs", "rate/lease"}
"""What a worker looks up now and then, whoever asks."""


async def lock(api: Api, graph: Graph) -> None:
    """Let Ada be on every surface with what is paid for, in feeds however much of it, and Dora find her."""
    await fill(api, graph)
    await rows(graph, ASKED_BY, id=sample.ASKED)
    await rows(graph, LOCK, dora=DORA, ada=sample.ADA, graphs=sample.GRAPHS, body=BODY, at=sample.NOW)
    await rows(graph, MENTIONED, graphs=sample.GRAPHS, cleo=sample.CLEO)
    ids = [row["id"] for row in await rows(graph, "MATCH (c:Content) RETURN c.id AS id")]
    await graph.write(search.index, ids)
    await embed(graph)
    await graph.write(feed_balance.SET.run, feed_balance.SetParams(locked_percent=100))


async def _give(graph: Graph, until: datetime | None = None, *benefits: str, user: str = DORA) -> None:
    at = datetime.now(UTC) - timedelta(minutes=1)
    await graph.write(grant.give, Given(UserId(user), benefits or ("ben_all",), ORDER, at, until))


async def handed_out(api: Api, **asking: Any) -> set[str]:
    """The surfaces that hand out paid texts. Where they don't, they show teasers and nothing else of them."""
    open = {name: document for name, document in SURFACES.items() if asking or name not in WRITING}
    answers = {name: await api.data(document, **asking) for name, document in open.items()}
    assert not {name: told for name, answer in answers.items() for told in _told_of_locked(answer)}
    texts = {name: json.dumps(answer) for name, answer in answers.items()}
    told = {name for name, text in texts.items() if WORD in text}
    silent = {name for name in SURFACES if "open0" not in texts.get(name, "")}
    assert silent == (set() if told else QUIET if asking else QUIET | MINE)
    return told


def _told_of_locked(answer: Any) -> Iterator[Any]:
    """What an answer tells of locked texts, teasers and excerpts apart."""
    if isinstance(answer, list):
        for each in answer:
            yield from _told_of_locked(each)
    if isinstance(answer, dict):
        if not answer.get("access", {"allowed": True})["allowed"]:
            text = answer["text"]
            told = [answer["body"], text["source"], text["links"], text["mentions"], answer.get("recordingUrl")]
            yield from filter(None, told)
        yield from _told_of_locked(list(answer.values()))


async def test_every_surface_gives_a_paid_text_to_who_holds_a_grant_and_to_nobody_else(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    assert await handed_out(api) == set(), "who isn't signed in"
    assert await handed_out(api, as_=DORA) == set(), "a stranger"
    await _give(graph)
    assert await handed_out(api, as_=DORA) == SURFACES.keys(), "a holder, at once"
    await graph.write(grant.end, ORDER, datetime.now(UTC), "Refunded.")
    assert await handed_out(api, as_=DORA) == set(), "one whose grant has just ended"
    assert await handed_out(api, as_=DORA, role=Role.OPERATOR) == SURFACES.keys()
    moderator = await api.data(ONE, as_=DORA, role=Role.MODERATOR, id=sample.GRAPHS)
    assert moderator["content"]["body"] is None
    author = (await api.data(ONE, as_=sample.ADA, id=sample.GRAPHS))["content"]
    assert WORD in author["body"] and author["teaser"] is None and author["access"]["reason"] == "You wrote it."


async def test_a_grant_says_why_and_until_when_and_its_end_is_an_end(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    until = (datetime.now(UTC) + timedelta(seconds=1)).replace(microsecond=0) + timedelta(seconds=1)
    await _give(graph, until)
    found = (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]
    assert found["access"] == {
        "allowed": True,
        "reason": "You hold All, which you bought.",
        "until": until.isoformat(),
        "source": "ORDER",
        "benefit": {"slug": "all"},
        "price": None,
        "priceId": None,
    }
    assert found["teaser"] is None and found["text"]["mentions"] == [{"handle": "cleo"}]
    await rows(graph, "MATCH (g:EntitlementGrant) SET g.expires_at = $at", at=datetime.now(UTC))
    gone = (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]
    assert (gone["body"], gone["access"]["allowed"], gone["access"]["until"]) == (None, False, None)
    assert gone["access"]["reason"] == "Paid: you hold no grant for it."


async def test_of_two_sources_the_one_that_lasts_counts(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    now = datetime.now(UTC)
    await _give(graph, now + timedelta(days=1))
    gift = Source(SourceKind.GIFT, "ord_2")
    await graph.write(grant.give, Given(UserId(DORA), ("ben_all",), gift, now - timedelta(days=1), None))
    access = (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["access"]
    assert (access["source"], access["until"]) == ("GIFT", None)
    await graph.write(grant.end, gift, datetime.now(UTC), "Returned.")
    assert (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["access"]["source"] == "ORDER"


SOLD = """
MATCH (content:Content {id: $id})
CREATE (benefit:Benefit {id: 'ben_one', slug: 'one', name: 'One', kind: 'CONTENT', created_at: $at}),
  (benefit)-[:UNLOCKS]->(content), (product:Product {id: 'prd_1', kind: 'COURSE', name: 'One', created_at: $at}),
  (product)-[:INCLUDES]->(benefit), (product)-[:PRICED]->(:Price {id: 'prc_1', product_id: 'prd_1', amount_minor: 900,
    currency: 'EUR', interval: 'ONCE', created_at: $at})
"""


async def test_a_lesson_is_unlocked_and_priced_as_its_course(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    await rows(graph, SOLD, id=sample.PAID, at=sample.NOW)
    lesson = sample.content("n")
    locked = (await api.data(ONE, as_=DORA, id=lesson))["content"]
    assert locked["access"]["price"] == {"amountMinor": 900, "currency": "EUR"}
    assert locked["access"]["priceId"] == "prc_1"
    assert (await api.data(ONE, id=lesson))["content"]["access"] == locked["access"], "who isn't signed in"
    await _give(graph, None, "ben_one")
    assert (await api.data(ONE, as_=DORA, id=lesson))["content"]["access"]["source"] == "ORDER"
    assert (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["body"] is None, "it is in another course"
    course = (await api.data(ONE, as_=sample.ADA, id=lesson))["content"]
    assert course["access"]["allowed"], "she wrote it"
    ben = (await api.data(ONE, as_=sample.BEN, id=lesson))["content"]
    assert ben["access"]["reason"] == "You wrote what it is part of."


async def test_what_leads_to_a_locked_thing_is_locked_with_it(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    talk = "MATCH (c:Content {id: $id}) SET c.kind = 'TALK', c.recording_url = 'https://v.example/1' REMOVE c:Article"
    await rows(graph, talk, id=sample.GRAPHS)
    for who in (None, DORA):
        locked = (await api.data(ONE, as_=who, id=sample.GRAPHS))["content"]
        assert locked["teaser"] and not list(_told_of_locked(locked))
    await _give(graph)
    found = (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]
    assert found["recordingUrl"] == "https://v.example/1" and found["text"]["links"] != []


async def _publish(graph: Graph, body: str = BODY) -> str:
    """The id of a paid article of Ada's, told of as any."""
    given = Manuscript(
        ContentKind.ARTICLE, "Costly", body, tags=("python",), visibility=Visibility.PAID, cross_post=True
    )
    new = publication(draft_of(given), UserId(sample.ADA), datetime.now(UTC))
    await graph.write(publishing.publish, new, outbox_event(EventType.CONTENT_PUBLISHED, new.at, new.told()))
    return new.id


async def test_nothing_that_leaves_by_itself_has_a_paid_text(api: Api, graph: Graph) -> None:
    """Feeds for readers, what partners are told by webhooks, and what others get of what is known of them."""
    await lock(api, graph)
    id = await _publish(graph)
    for path in ("site", "areas/blog", "tags/python", "users/ada"):
        for form in ("json", "xml"):
            text = (await api.http.get(f"/feeds/{path}.{form}")).text
            assert "open0" in text and WORD not in text and "@cleo" not in text, path
    told = await graph.read(outbox.after, 0)
    assert id in {event.payload.get("contentId") for event in told}
    assert not [event for event in told if WORD in str(event.payload) or "open1" in str(event.payload)]
    parts = [part async for part, _ in export_persons.document(graph, UserId(DORA), SECTIONS, sample.NOW)]
    assert WORD not in "".join(parts)


async def test_a_paid_text_isnt_searched_for_anybody(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    await _give(graph)
    document = f'{{ search(query: "{WORD}", types: [CONTENT]) {{ edges {{ node {{ __typename }} }} }} }}'
    asked: tuple[dict[str, Any], ...] = ({}, {"as_": DORA}, {"as_": sample.ADA}, {"as_": DORA, "role": Role.OPERATOR})
    for asking in asked:
        assert (await api.data(document, **asking))["search"]["edges"] == []


async def test_who_listens_reads_what_they_hold_at_that_moment(api: Api, graph: Graph, address: str) -> None:
    await lock(api, graph)
    document = "subscription { contentPublished { id body teaser access { allowed } } }"
    async with (
        over_websocket(address, document, token(DORA), {}) as answers,
        over_websocket(address, document, token(None), {}) as anybodys,
    ):
        await settled()
        heard = []
        for change in (None, "give", "end"):
            if change == "give":
                await _give(graph)
            elif change == "end":
                await graph.write(grant.end, ORDER, datetime.now(UTC), "Refunded.")
            await _publish(graph, f"{BODY}<p>{change}</p>" + f"<p>{change}</p>" * 90)
            heard.append((await soon(answers))["data"]["contentPublished"])
            public = (await soon(anybodys))["data"]["contentPublished"]
            assert public["id"] == heard[-1]["id"] and public["body"] is None and public["teaser"]
    assert [each["access"]["allowed"] for each in heard] == [False, True, False]
    assert [each["body"] is None for each in heard] == [True, False, True]
    assert [each["teaser"] is None for each in heard] == [False, True, False]


async def test_a_key_and_who_isnt_a_person_hold_nothing(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    await rows(graph, "MATCH (g:EntitlementGrant) DELETE g")
    machine = (await api.data(ONE, role=Role.MEMBER, id=sample.GRAPHS))["content"]
    assert machine["body"] is None and machine["teaser"]


@pytest.fixture
def twenty() -> Iterator[str]:
    """A page of twenty contents, to be filled with what is asked of each."""
    yield "query { contents(first: 20, kinds: [ARTICLE]) { nodes { id %s } } }"


async def test_a_page_of_twenty_takes_one_statement_more(
    api: Api, graph: Graph, statements: list[str], twenty: str
) -> None:
    await graph.write(library.fill)
    await rows(graph, LOCK, dora=DORA, ada=sample.ADA, graphs=sample.GRAPHS, body=BODY, at=sample.NOW)
    await rows(graph, "MATCH (c:Article) SET c.visibility = 'PAID'")

    async def read(fields: str, as_: str | None = DORA) -> tuple[list[dict[str, Any]], list[str]]:
        statements.clear()
        nodes = (await api.data(twenty % fields, as_=as_))["contents"]["nodes"]
        assert len(nodes) == 20
        return nodes, sorted(name for name in statements if name not in EVERY_SECOND)

    _, plain = await read("title")
    checked = sorted([*plain, "access/claims"])
    for fields in ("access { allowed reason until source }", "body access { allowed }"):
        assert (await read(fields))[1] == checked
        _, anybodys = await read(fields, None)
        assert sorted([*anybodys, "block/avoided"]) == checked, "who isn't signed in keeps nobody away"
    await _give(graph)
    for noted in (["consumption/note"], []):
        nodes, asked = await read("body access { allowed }")
        assert all(node["access"]["allowed"] for node in nodes)
        assert asked == sorted([*checked, "content/bodies", "consumption/lessons", *noted])
        assert len(await graph.read(consumption.of, UserId(DORA), [node["id"] for node in nodes])) == 20
