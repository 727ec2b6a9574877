"""Small random communities for the ranking: drawn by hypothesis, put into the graph, and told to the reference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.access import ANYBODY, SIGNED_IN
from domain.consent import IMPORTED
from domain.content import STANDALONE_KINDS, ContentKind, Visibility
from domain.features import FOUND, TREND, Community, Item, Reader
from domain.ids import UserId
from domain.preference import factor
from graph.database import Transaction
from graph.recommendation import RankParams
from tests import sample

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
READER = UserId(sample.user("a"))
AUTHORS = [READER, sample.user("b"), sample.user("c")]
TAGS = {sample.tag(letter): idf for letter, idf in zip("abcd", (1.0, 1.4, 2.5, 3.3), strict=True)}
AREAS = [sample.area("a"), sample.area("b")]
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"

past = st.integers(0, 4000).map(lambda hours: NOW - timedelta(hours=hours))
amounts = st.floats(0, 50)
embeddings = st.none() | st.lists(st.floats(-1, 1), min_size=3, max_size=3).filter(any)
trends = st.fixed_dictionaries({name: amounts for name in TREND})


@dataclass(frozen=True)
class Written:
    """One content of a world, and what the reader has to do with it."""

    item: Item
    kind: ContentKind
    visibility: Visibility
    touched: bool
    recent: bool
    stale: bool
    """Its embedding is of another run than the reader's."""


@dataclass(frozen=True)
class World:
    """A community, and somebody to rank for: READER, or nobody; `listed` when jobs have found something for them."""

    contents: Sequence[Written]
    community: Community | None
    interests: Mapping[str, float]
    wishes: Mapping[str, float]
    follows: frozenset[str]
    last_visit_at: datetime | None
    embedding: Sequence[float] | None
    signed_in: bool
    consents: bool
    listed: bool
    kinds: tuple[ContentKind, ...]
    area: str | None

    @property
    def params(self) -> RankParams:
        """What to ask."""
        return RankParams(
            user_id=READER if self.signed_in else None,
            kinds=self.kinds,
            area=self.area,
            audience=SIGNED_IN if self.signed_in else ANYBODY,
            now=NOW,
            limit=1000,
        )

    @property
    def personalised(self) -> bool:
        """Whether the ranking may go by what is known of the reader."""
        return self.signed_in and self.consents

    @property
    def reader(self) -> Reader:
        """What the reference is told of the reader."""
        if not self.personalised:
            return Reader()
        recent = [written.item for written in self.contents if written.recent and self.listed]
        return Reader(
            interests=self.interests,
            follows=self.follows,
            read_authors=[item.author_id for item in recent if item.author_id],
            read_areas=[item.area_id for item in recent if item.area_id],
            last_visit_at=self.last_visit_at if self.listed else None,
            embedding=self.embedding,
        )

    def wished(self, item: Item) -> float:
        """By what the reader's wishes multiply what a content has."""
        about = (item.author_id, item.area_id, *item.tags)
        return factor(self.wishes.get(id, 0.0) for id in about if id) if self.personalised else 1.0

    @property
    def expected(self) -> list[Item]:
        """All that passes the hard filters: so small a world is looked at whole."""
        return [self._seen(written) for written in self.contents if self._passes(written)]

    def _seen(self, written: Written) -> Item:
        item = replace(written.item, embedding=None) if written.stale else written.item
        return item if self.personalised and self.listed else replace(item, found={})

    def _passes(self, written: Written) -> bool:
        params = self.params
        mine = self.signed_in and (written.touched or written.item.author_id == READER)
        return (
            written.kind in params.kinds
            and written.visibility in params.audience
            and written.item.published_at <= NOW
            and not mine
            and (self.area is None or written.item.area_id == sample.area(self.area))
        )


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    """A content with any of the signals there may be."""
    readers = draw(st.integers(0, 40))
    return Item(
        id=sample.content(LETTERS[number]),
        published_at=NOW - timedelta(hours=draw(st.integers(-3, 4000)), seconds=draw(st.integers(0, 3599))),
        author_id=draw(st.none() | st.sampled_from(AUTHORS)),
        area_id=draw(st.none() | st.sampled_from(AREAS)),
        tags={tag: TAGS[tag] for tag in draw(st.sets(st.sampled_from(sorted(TAGS))))},
        readers=readers,
        positive_readers=draw(st.integers(0, readers)),
        last_new_reader_at=draw(st.none() | past),
        last_active_at=draw(st.none() | past),
        signals_at=draw(st.none() | past),
        trends=draw(st.just({}) | trends),
        found=draw(st.just({}) | st.fixed_dictionaries({name: amounts for name in FOUND})),
        embedding=draw(embeddings),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A community of at most eight contents."""
    written = [
        Written(
            item=draw(items(number)),
            kind=draw(st.sampled_from([ContentKind.ARTICLE, ContentKind.QUESTION, ContentKind.ANSWER])),
            visibility=draw(st.sampled_from(Visibility)),
            touched=draw(st.sampled_from([False, False, False, True])),
            recent=draw(st.booleans()),
            stale=draw(st.sampled_from([False, False, True])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    return World(
        contents=written,
        community=draw(st.none() | st.builds(Community, st.just(NOW), st.integers(0, 200), trends)),
        interests=draw(st.dictionaries(st.sampled_from(sorted(TAGS)), st.floats(0.01, 1))),
        wishes=draw(st.dictionaries(st.sampled_from([*AUTHORS[1:], *TAGS, *AREAS]), st.floats(-1, 1))),
        follows=draw(st.frozensets(st.sampled_from([*AUTHORS[1:], *TAGS, *AREAS]))),
        last_visit_at=draw(st.none() | past),
        embedding=draw(embeddings),
        signed_in=draw(st.sampled_from([True, True, False])),
        consents=draw(st.sampled_from([True, True, True, False])),
        listed=draw(st.booleans()),
        kinds=draw(st.sampled_from([STANDALONE_KINDS, STANDALONE_KINDS, (ContentKind.QUESTION, ContentKind.ANSWER)])),
        area=draw(st.none() | st.sampled_from(["a", "b"])),
    )


CREATE = """
UNWIND $authors AS id
CREATE (user:User {id: id, handle: id, display_name: id, joined_at: $now, consents: $consents})
FOREACH (_ IN CASE WHEN id = $reader AND $embedding IS NOT NULL THEN [1] ELSE [] END |
  SET user.graph_embedding = $embedding, user.graph_embedding_at = $now)
WITH count(*) AS done UNWIND $tags AS row CREATE (tag:Tag) SET tag = row
WITH count(*) AS done UNWIND $areas AS id CREATE (:Area {id: id, slug: right(id, 1), name: id, kind: 'TOPIC'})
WITH count(*) AS done
CALL () {
  UNWIND $contents AS row
  CREATE (content:Content:$(row.labels)) SET content = row.properties
  WITH content, row
  FOREACH (_ IN CASE WHEN row.touched THEN [1] ELSE [] END |
    MERGE (reader:User {id: $reader}) CREATE (reader)-[:INTERACTED {key: $reader + '|' + content.id}]->(content))
  FOREACH (id IN row.author | MERGE (author:User {id: id})
    CREATE (author)-[:AUTHORED {user_id: id, at: content.published_at}]->(content))
  FOREACH (id IN row.area | MERGE (area:Area {id: id})
    CREATE (content)-[:IN_AREA {area_id: id, published_at: content.published_at}]->(area))
  FOREACH (id IN row.tags | MERGE (tag:Tag {id: id})
    CREATE (content)-[:TAGGED {tag_id: id, published_at: content.published_at}]->(tag))
}
MATCH (reader:User {id: $reader})
FOREACH (row IN $interests |
  MERGE (tag:Tag {id: row.id}) CREATE (reader)-[:INTERESTED_IN {affinity: row.affinity}]->(tag))
FOREACH (row IN $list | CREATE (reader)-[:HAS_CANDIDATES]->(list:CandidateList) SET list = row)
FOREACH (row IN $community | CREATE (signals:CommunitySignals {name: 'all'}) SET signals += row)
"""
FOLLOW = """
MATCH (reader:User {id: $reader}) UNWIND $follows AS id
MATCH (followed:User|Tag|Area {id: id}) CREATE (reader)-[:FOLLOWS]->(followed)
"""


WISH = """
MATCH (reader:User {id: $reader}) UNWIND keys($wishes) AS id
MATCH (target:User|Tag|Area {id: id}) CREATE (reader)-[:PREFERS {weight: $wishes[id]}]->(target)
"""


async def put(tx: Transaction, world: World) -> None:
    """Write a world into an empty graph."""
    community = world.community
    rows = {
        "reader": READER,
        "embedding": world.embedding,
        "authors": AUTHORS,
        "consents": IMPORTED if world.consents else (),
        "now": NOW,
        "tags": [{"id": id, "slug": id, "name": id, "idf": idf} for id, idf in TAGS.items()],
        "areas": AREAS,
        "contents": [_row(written) for written in world.contents],
        "interests": [{"id": id, "affinity": affinity} for id, affinity in world.interests.items()],
        "list": [_list(world)] if world.listed else [],
        "community": [{"latest_at": NOW, "readers": community.readers, **community.trends}] if community else [],
    }
    await (await tx.run(CREATE, rows)).consume()
    await (await tx.run(FOLLOW, {"reader": READER, "follows": sorted(world.follows)})).consume()
    await (await tx.run(WISH, {"reader": READER, "wishes": world.wishes})).consume()


def _row(written: Written) -> dict[str, Any]:
    item = written.item
    names = ("id", "published_at", "readers", "positive_readers", "last_new_reader_at", "last_active_at", "signals_at")
    return {
        "labels": [written.kind.label, *(["Standalone"] if written.kind.standalone else [])],
        "properties": {
            **{name: getattr(item, name) for name in names},
            **item.trends,
            "slug": item.id,
            "title": f"About {item.id}",
            "kind": written.kind,
            "visibility": written.visibility,
            "graph_embedding": item.embedding,
            "graph_embedding_at": item.embedding and (NOW - timedelta(days=1) if written.stale else NOW),
        },
        "touched": written.touched,
        "author": [item.author_id] if item.author_id else [],
        "area": [item.area_id] if item.area_id else [],
        "tags": list(item.tags),
    }


def _list(world: World) -> dict[str, Any]:
    found = [written.item for written in world.contents if written.item.found]
    return {
        "user_id": READER,
        "last_visit_at": world.last_visit_at,
        "recent_ids": [written.item.id for written in world.contents if written.recent],
        "content_ids": [item.id for item in found],
        **{name: [item.found[name] for item in found] for name in FOUND},
    }
