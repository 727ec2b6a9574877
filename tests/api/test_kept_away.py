"""Muting and blocking on every surface: what a member keeps away is in none of their lists, and what they name stays.

A row of LISTS is a field that lists contents, and asks for some of Ada's: Cleo finds them until she keeps Ada away. A
field of the schema that lists contents and has no row fails a test.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType, get_named_type, is_list_type
from graphql.type.definition import GraphQLField, get_nullable_type

from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from graph.database import Graph
from graph.event import record
from jobs import notify, refresh_landing
from schema.root import build_schema
from tests import sample
from tests.api import judged
from tests.api.conftest import Api
from tests.api.subscribing import over_websocket, settled, soon, token
from tests.api.test_block import BLOCK, MUTE
from tests.api.test_closing import CLOSE
from tests.api.test_follow import done
from tests.api.test_publish import publish
from tests.api.test_reply import COMMENT
from tests.api.test_vote import rows

BY = "author { handle }"
FOUND = f"edges {{ node {{ ... on Content {{ {BY} }} ... on User {{ handle }} }} }}"
SERIES = "ser_01jz000000000000000000000a"
TAUGHT = f'content(id: "{sample.PAID}")'
ASKED = 'content(slug: "why-so-slow")'
LISTS: dict[str, str] = {
    "Query.contents": f"{{ contents {{ nodes {{ {BY} }} }} }}",
    "Query.contents(HOT)": f"{{ contents(orderBy: HOT) {{ nodes {{ {BY} }} }} }}",
    "Query.contents(TOP)": f"{{ contents(orderBy: TOP, period: ALL_TIME) {{ nodes {{ {BY} }} }} }}",
    "Query.contents(UNANSWERED)": f"{{ contents(orderBy: UNANSWERED) {{ nodes {{ {BY} }} }} }}",
    "Query.feed": f"{{ feed {{ edges {{ node {{ {BY} }} }} }} }}",
    "Query.search": f'{{ search(query: "anger", types: [CONTENT]) {{ {FOUND} }} }}',
    "Query.similarContents": f'{{ similarContents(title: "Graphs in anger") {{ content {{ {BY} }} }} }}',
    "TagSuggestion.votes": f'{{ suggestTags(title: "Graphs in anger") {{ votes {{ content {{ {BY} }} }} }} }}',
    "User.recommendations": f"{{ viewer {{ user {{ recommendations {{ edges {{ node {{ {BY} }} }} }} }} }} }}",
    "User.contents": f'{{ user(handle: "ada") {{ contents {{ nodes {{ {BY} }} }} }} }}',
    "Tag.contents": f'{{ tag(slug: "neo4j") {{ contents {{ nodes {{ {BY} }} }} }} }}',
    "Area.featured": f'{{ area(slug: "blog") {{ featured {{ content {{ {BY} }} }} }} }}',
    "Area.contents": f'{{ area(slug: "blog") {{ contents(orderBy: NEWEST) {{ nodes {{ {BY} }} }} }} }}',
    "Content.comments": f"{{ {ASKED} {{ comments {{ nodes {{ {BY} }} }} }} }}",
    "Content.similar": f"{{ {ASKED} {{ similar {{ content {{ {BY} }} }} }} }}",
    "Question.answers": f"{{ {ASKED} {{ ... on Question {{ answers {{ nodes {{ {BY} }} }} }} }} }}",
    "Question.duplicates": f"{{ {ASKED} {{ ... on Question {{ duplicates {{ nodes {{ {BY} }} }} }} }} }}",
    "ContentText.links": f"{{ {ASKED} {{ text {{ links {{ {BY} }} }} }} }}",
    "ContentText.linkedFrom": f"{{ {ASKED} {{ text {{ linkedFrom {{ {BY} }} }} }} }}",
    "ContentText.crossPosts": f"{{ {ASKED} {{ text {{ crossPosts {{ {BY} }} }} }} }}",
    "Series.contents": f'{{ node(id: "{SERIES}") {{ ... on Series {{ contents {{ nodes {{ {BY} }} }} }} }} }}',
    "Chapter.lessons": f"{{ {TAUGHT} {{ ... on Course {{ chapters {{ lessons {{ {BY} }} }} }} }} }}",
    "Course.lessons": f"{{ {TAUGHT} {{ ... on Course {{ lessons {{ {BY} }} }} }} }}",
    "Viewer.notifications": "{ viewer { notifications { nodes { actor { handle } actors { handle } } } } }",
}
STAYS: dict[str, str] = {
    "a content by its name": f'{{ content(slug: "graphs-in-anger") {{ {BY} }} }}',
    "what a content belongs to": f'{{ content(id: "{sample.REMARK}") {{ ... on Comment {{ parent {{ {BY} }} }} }} }}',
    "the accepted answer": f"{{ {ASKED} {{ ... on Question {{ acceptedAnswer {{ {BY} }} }} }} }}",
    "a member by their name": '{ user(handle: "ada") { handle } }',
    "members": "{ users(orderBy: NEWEST) { nodes { handle } } }",
    "members found by their names": f'{{ search(query: "ada", types: [USER]) {{ {FOUND} }} }}',
    "a leaderboard": "{ leaderboard(period: ALL_TIME) { entries { nodes { user { handle } } } } }",
    "whom others follow": '{ user(handle: "ben") { following { nodes { ... on User { handle } } } } }',
    "whom others mention": f"{{ {ASKED} {{ text {{ mentions {{ handle }} }} }} }}",
    "what one keeps": f"{{ viewer {{ bookmarks {{ nodes {{ content {{ {BY} }} }} }} }} }}",
}
OWN = {
    "User.interactions",
    "User.pointEntries",
    "User.following",
    "Viewer.bookmarks",
    "Viewer.takenDown",
    "CourseNumbers.lessons",
    "Targeting.similarTo",
}
"""Lists of what somebody did, wrote or named themselves: it stays done."""
JUDGED = {"Query.nearDuplicates"}
"""What moderators look at is told to them whoever wrote it."""
SOLD = {"Product.unlocks", "Benefit.contents"}
"""Who may buy something is told all of what they buy."""
CONNECT = """
MATCH (article:Content {id: $graphs}), (asked:Content {id: $asked}), (course:Content {id: $paid}), (ada:User {id: $ada})
CREATE (article)-[:CROSS_POST_OF]->(asked),
  (article)-[:IN_SERIES {place: 1}]->(:Series {id: $series, user_id: $ada, slug: 'tour', title: 'Tour',
    created_at: $now, updated_at: $now})
CREATE (asked)-[:LINKS_TO {kind: 'LINK'}]->(article)-[:LINKS_TO {kind: 'LINK'}]->(asked), (asked)-[:MENTIONS]->(ada)
CREATE (ada)-[:AUTHORED {user_id: $ada, at: $now}]->(lesson:Content:Lesson {id: $lesson, slug: 'one', kind: 'LESSON',
  title: 'One', visibility: 'PUBLIC', published_at: $now})-[:PART_OF {chapter_id: 'chp_1'}]->(course)
  -[:HAS_CHAPTER]->(:Chapter {id: 'chp_1', name: 'All', place: 1})
CREATE (:FeaturedPlace {request_id: 'srv_1', content_id: $graphs, area_id: $blog, kind: 'FEATURED_SLOT',
  starts_at: $now, ends_at: datetime('2099-01-01T00:00:00Z')})
"""
BOOKMARK = "mutation ($id: ID!) { bookmarkContent(input: {contentId: $id}) { userErrors { __typename } } }"
PUBLISHED = "subscription { contentPublished { id } }"


async def fill(api: Api, graph: Graph) -> None:
    """Let Ada be on every surface."""
    names = {"graphs": sample.GRAPHS, "asked": sample.ASKED, "paid": sample.PAID, "ada": sample.ADA}
    names["blog"] = sample.BLOG
    await rows(graph, CONNECT, **names, lesson=sample.content("n"), series=SERIES, now=sample.NOW)
    for title in ("Slow again", "Slow at night"):
        await publish(api, sample.ADA, kind="QUESTION", title=title, area="help", tags=["neo4j"])
    (again,) = await rows(graph, "MATCH (q:Question {title: 'Slow again'}) RETURN q.id")
    await done(api, CLOSE, sample.ADA, id=again[0], reason="DUPLICATE", of=sample.ASKED)
    for id in (sample.ASKED, sample.REMARK):
        await done(api, COMMENT, sample.ADA, id=id, body="Look there.")
    await done(api, BOOKMARK, sample.CLEO, id=sample.GRAPHS)
    view = Event("web", "1", InteractionType.VIEW, UserId(sample.BEN), ContentId(sample.GRAPHS), datetime.now(UTC))
    await graph.write(record, [view], datetime.now(UTC))
    await refresh_landing.run(graph, datetime.now(UTC))
    await judged.embed(graph)
    await notify.run_due(graph, datetime.now(UTC))


def handles(answer: dict[str, Any]) -> list[str]:
    """Every handle in an answer."""
    return re.findall(r'"handle": "(\w+)"', json.dumps(answer))


async def where(api: Api, table: dict[str, str]) -> set[str]:
    """The surfaces on which Cleo finds Ada."""
    return {name for name, document in table.items() if "ada" in handles(await api.data(document, as_=sample.CLEO))}


@pytest.mark.parametrize("document", [MUTE, BLOCK])
async def test_who_is_kept_away_is_in_no_list_and_is_found_by_name(api: Api, graph: Graph, document: str) -> None:
    await fill(api, graph)
    assert await where(api, LISTS) == LISTS.keys() and await where(api, STAYS) == STAYS.keys()
    unread = "{ viewer { unreadNotifications } }"
    assert (await api.data(unread, as_=sample.CLEO))["viewer"]["unreadNotifications"] > 0
    await done(api, document, id=sample.ADA)
    assert await where(api, LISTS) == set()
    assert await where(api, STAYS) == STAYS.keys()
    assert (await api.data(unread, as_=sample.CLEO))["viewer"]["unreadNotifications"] == 0
    await done(api, document, id=sample.ADA, on=False)
    assert await where(api, LISTS) == LISTS.keys()


@pytest.mark.parametrize("document", [MUTE, BLOCK])
async def test_nothing_of_theirs_is_heard_live(api: Api, address: str, document: str) -> None:
    await done(api, document, id=sample.ADA)
    async with over_websocket(address, PUBLISHED, token(sample.CLEO), {}) as answers:
        await settled()
        await publish(api, sample.ADA)
        heard = (await publish(api, sample.BEN))["content"]["id"]
        assert (await soon(answers))["data"]["contentPublished"]["id"] == heard


async def test_who_did_it_with_others_isnt_named(api: Api, graph: Graph) -> None:
    for who in (sample.ADA, sample.BEN, sample.ADA):
        await done(api, COMMENT, who, id=sample.REMARK, body="Look there.")
    await notify.run_due(graph, datetime.now(UTC))
    mine = "{ viewer { notifications { nodes { actorCount actor { handle } actors { handle } content { id } } } } }"
    await done(api, MUTE, id=sample.ADA)
    told = (await api.data(mine, as_=sample.CLEO))["viewer"]["notifications"]["nodes"]
    assert told == [{"actorCount": 2, "actor": {"handle": "ben"}, "actors": [{"handle": "ben"}], "content": None}]


async def test_a_search_leaves_out_as_many_as_one_can_keep_away(api: Api, graph: Graph) -> None:
    many = """MATCH (c:User {id: $c})
    UNWIND range(1, 499) AS n CREATE (c)-[:MUTES]->(:User {id: 'usr_' + n, handle: 'm' + n})"""
    await rows(graph, many, c=sample.CLEO)
    await done(api, MUTE, id=sample.ADA)
    words = " ".join(f"anger{n}" for n in range(11)) + " anger"
    document = f"query ($q: String!) {{ search(query: $q, types: [CONTENT]) {{ {FOUND} }} }}"
    assert set(handles(await api.data(document, as_=sample.CLEO, q=words))) == {"cleo"}
    assert set(handles(await api.data(document, as_=sample.BEN, q=words))) == {"ada", "cleo"}
    assert await done(api, MUTE, id=sample.BEN) == "LimitReachedError"


def test_every_field_that_lists_contents_has_a_row() -> None:
    assert set(fields_that_list_contents()) - OWN - SOLD - JUDGED <= {name.partition("(")[0] for name in LISTS}


def fields_that_list_contents() -> Iterator[str]:
    """`Type.field` of all of them; those of the interface once."""
    schema = build_schema()._schema
    content = schema.get_type("Content")
    assert isinstance(content, GraphQLInterfaceType)
    kinds = {content, *schema.get_possible_types(content)}
    for type_ in schema.type_map.values():
        wrapped = type_.name.endswith(("Connection", "Edge"))
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not wrapped:
            for name, field in type_.fields.items():
                inherited = type_ in kinds and type_ is not content and name in content.fields
                if not inherited and any(shown in kinds for shown in listed(field)):
                    yield f"{type_.name}.{name}"


def listed(field: GraphQLField) -> Iterator[Any]:
    """What a list or connection is of: the types of its rows, of their nodes, of what these hold."""
    named = get_named_type(field.type)
    if isinstance(named, GraphQLObjectType) and named.name.endswith("Connection"):
        named = get_named_type(get_named_type(named.fields["edges"].type).fields["node"].type)
    elif not is_list_type(get_nullable_type(field.type)):
        return
    yield from named.types if isinstance(named, GraphQLUnionType) else (named,)
    if isinstance(named, GraphQLObjectType) and set(named.fields) & {"content"} and "id" not in named.fields:
        yield get_named_type(named.fields["content"].type)
