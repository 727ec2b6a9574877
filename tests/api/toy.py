"""A small schema without a database, to try the engine on: authors and articles in a circle, and every way to fail."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import strawberry

from domain.errors import InvalidInput, NotAllowed, NotFound, Unavailable
from domain.page import Connection as Rows
from domain.page import CursorKey, Edge, Page, Slice, connect
from domain.record import Record
from schema.cost import cost
from schema.engine import Schema
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.page import Connection
from schema.scalars import BigInt
from schema.user_errors import USER_ERROR_TYPES, Payload

CURSORS = CursorKey(b"a secret only for tests")
PUBLISHED = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)


class Kind(StrEnum):
    ARTICLE = "ARTICLE"
    TALK = "TALK"


@dataclass(slots=True)
class AuthorRecord:
    id: str
    name: str
    karma: int = 7
    score: float = 0.5
    views: int = 2**40


class StoredAuthor(Record):
    """A row as it comes from the database, but not checked."""

    id: Any
    name: Any
    karma: Any = 7
    score: Any = 0.5
    views: Any = 2**40


class StoredPiece(Record):
    """The same of a piece."""

    id: Any
    title: Any
    author: Any = None


@dataclass(slots=True)
class PieceRecord:
    id: str
    kind: Kind
    title: str
    author: AuthorRecord | None
    published_at: datetime = PUBLISHED
    labels: list[str] = field(default_factory=lambda: ["graph", "python"])


AUTHORS = [AuthorRecord(f"usr_{n}", f"Author {n}") for n in range(3)]
PIECES = [
    PieceRecord(f"cnt_{n:03}", Kind.TALK if n % 3 == 2 else Kind.ARTICLE, f"Piece {n}", AUTHORS[n % 3])
    for n in range(250)
]
RECORDS: dict[str, AuthorRecord | PieceRecord] = {
    **{author.id: author for author in AUTHORS},
    **{piece.id: piece for piece in PIECES},
}


@dataclass
class Context:
    """What the engine asks of a context, and a note of who made it."""

    request_id: str = "req-1"
    cost_limit: int = 5_000
    viewer: str | None = None
    seen: list[str] = field(default_factory=list)

    async def before_mutation(self) -> None:
        pass


Info = strawberry.Info[Context, None]
strawberry.enum(Kind, description="What a piece is.")


@strawberry.interface(description="Anything with an id.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque and stable.")

    @classmethod
    def resolve_type(cls, record: Any, *_: Any) -> str:
        return "Author" if isinstance(record, AuthorRecord) else Piece.resolve_type(record)


@strawberry.interface(description="Something published.")
class Piece(Node):
    kind: Kind = strawberry.field(description="What it is.")
    title: str = strawberry.field(description="Its headline.")
    published_at: datetime = strawberry.field(description="When it came out.")
    labels: list[str] = strawberry.field(description="What it is about.")
    author: Annotated["Author", strawberry.lazy("tests.api.toy")] | None = strawberry.field(description="Who wrote it.")

    @classmethod
    def resolve_type(cls, record: Any, *_: Any) -> str:
        return {Kind.ARTICLE: "Article", Kind.TALK: "Talk"}[record.kind]


@strawberry.type(description="A written piece.")
class Article(Piece):
    @strawberry.field(description="Words in the title.")
    def words(self) -> int:
        return len(self.title.split())


@strawberry.type(description="A spoken piece.")
class Talk(Piece):
    @strawberry.field(description="How long it takes.")
    async def minutes(self) -> int:
        await asyncio.sleep(0)
        return 45


def page_of(name: str, first: int | None, after: str | None, rows: list[Any]) -> Rows[Edge[Any]]:
    cursors, page = CURSORS.listing(name), Page.of(first, after)
    position = cursors.after(page)
    start = 0 if position is None else next(n for n, row in enumerate(rows) if row.id == position.keys[0]) + 1
    found = Slice.cut(rows[start : start + page.first + 1], page.first)

    async def count() -> int:
        COUNTED.append(name)
        return len(rows)

    return connect(found, page, lambda row: cursors.encode((row.id,)), count)


COUNTED: list[str] = []
"""The listings that were counted, to see that nobody counts unasked."""


@strawberry.type(description="Somebody who writes.")
class Author(Node):
    name: str = strawberry.field(description="As printed.")
    karma: int = strawberry.field(description="Thanks received.")
    score: float = strawberry.field(description="From 0 to 1.")
    views: BigInt = strawberry.field(description="Times read.")

    @strawberry.field(description="What they published.", graphql_type=Connection[Piece])
    async def pieces(self, first: int | None = 20, after: str | None = None) -> Rows[Edge[PieceRecord]]:
        theirs = [piece for piece in PIECES if piece.author and piece.author.id == self.id]
        return page_of(f"pieces of {self.id}", first, after, theirs)


@strawberry.type(description="Reads.")
class Query:
    @strawberry.field(description="All pieces, newest first.", graphql_type=Connection[Piece] | None)
    async def pieces(self, first: int | None = 20, after: str | None = None) -> Rows[Edge[PieceRecord]]:
        return page_of("pieces", first, after, PIECES)

    @strawberry.field(description="All authors.", graphql_type=Connection[Author] | None)
    async def authors(self, first: int | None = 20, after: str | None = None) -> Rows[Edge[AuthorRecord]]:
        return page_of("authors", first, after, AUTHORS)

    @strawberry.field(description="One thing by its id.", graphql_type=Node | None)
    async def node(self, id: strawberry.ID) -> AuthorRecord | PieceRecord | None:
        return RECORDS.get(id)

    @strawberry.field(description="Things by their ids, null for those unknown.", graphql_type=list[Node | None] | None)
    async def nodes(self, ids: list[strawberry.ID]) -> list[AuthorRecord | PieceRecord | None]:
        return [RECORDS.get(id) for id in ids]

    @strawberry.field(
        description="The two best pieces.", graphql_type=list[Piece] | None, metadata=cost(assumed_size=2)
    )
    def best(self) -> list[PieceRecord]:
        return PIECES[:2]

    @strawberry.field(description="Fails with a secret in the text.")
    async def broken(self) -> str | None:
        raise RuntimeError("bolt://neo4j:password@localhost")

    @strawberry.field(description="Refuses.")
    async def refused(self, how: str | None = "not found") -> str | None:
        raise {"not found": NotFound, "not allowed": NotAllowed}.get(how or "", InvalidInput)("Try another.", ("how",))

    @strawberry.field(description="Meets a database that is down.")
    async def outage(self) -> str | None:
        raise Unavailable("connection refused")

    @strawberry.field(description="Takes its time.")
    async def slow(self, seconds: float) -> str | None:
        await asyncio.sleep(seconds)
        return "done"

    @strawberry.field(description="Null where none may be.", graphql_type=Author | None)
    async def hollow(self) -> AuthorRecord:
        return AuthorRecord("usr_x", None)  # type: ignore[arg-type]

    @strawberry.field(description="Who asks.")
    async def viewer(self, info: Info) -> str | None:
        return info.context.viewer

    @strawberry.field(description="How often this operation's context was used.")
    async def uses(self, info: Info) -> int | None:
        info.context.seen.append("use")
        return len(info.context.seen)

    @strawberry.field(description="Gives a moment back.")
    async def echo_time(self, at: datetime) -> datetime | None:
        return at

    @strawberry.field(description="Gives a number back.")
    async def echo_number(self, number: BigInt) -> BigInt | None:
        return number


class Strange:
    """A record with attributes of every kind a well-kept record hasn't."""

    id = 7
    karma = True
    score = 3

    @property
    def name(self) -> str:
        raise RuntimeError("a secret")


class Late:
    """A record whose attribute has to be awaited."""

    id = "usr_late"

    @property
    def name(self) -> Any:
        async def late() -> str:
            await asyncio.sleep(0)
            return "Late"

        return late()


async def _awaited(record: object) -> object:
    await asyncio.sleep(0)
    if record is None:
        raise NotFound("It is gone.")
    return record


Found = Annotated[Author | Article, strawberry.union("Found", description="What is found.")]


def member_type(record: Record, *_: Any) -> str:
    """The type that a stored record has in a union."""
    return "Author" if isinstance(record, StoredAuthor) else "Article"


@strawberry.type(name="Query", description="Reads, and answers no careful resolver would give.")
class OddQuery(Query):
    @strawberry.field(description="Odd attributes.", graphql_type=Author | None)
    def strange(self) -> Strange:
        return Strange()

    @strawberry.field(description="Odd rows.", graphql_type=list[Author | None] | None, metadata=cost(assumed_size=3))
    def strangers(self) -> list[object]:
        return [AUTHORS[0], Strange(), None, ValueError("a secret"), Late()]

    @strawberry.field(description="No object.", graphql_type=Author | None)
    async def lost(self) -> object:
        return 5

    @strawberry.field(
        description="Rows to await.", graphql_type=list[Author | None] | None, metadata=cost(assumed_size=3)
    )
    def scattered(self) -> list[object]:
        return [_awaited(AUTHORS[0]), AUTHORS[1], _awaited(None), _awaited(Late())]

    @strawberry.field(description="Null rows.", graphql_type=list[Author] | None, metadata=cost(assumed_size=3))
    def hollows(self) -> list[object]:
        return [AUTHORS[0], None]

    @strawberry.field(
        description="Rows as a query gives them, whole and broken.",
        graphql_type=list[Author | None] | None,
        metadata=cost(assumed_size=3),
    )
    def stored(self) -> list[StoredAuthor]:
        broken = StoredAuthor(id="usr_2", name=None, score=float("nan"), views=[])
        return [StoredAuthor(id="usr_0", name="Author 0"), broken, StoredAuthor(id="usr_1", name="Author 1", score=1)]

    @strawberry.field(
        description="Rows of several types.", graphql_type=list[Found | None] | None, metadata=cost(assumed_size=3)
    )
    def found(self) -> list[Record]:
        author = StoredAuthor(id="usr_0", name="Author 0")
        return [author, StoredPiece(id="cnt_0", title="One", author=author), StoredPiece(id="cnt_1", title=None)]

    @strawberry.field(description="Hollow rows.", graphql_type=list[Author] | None, metadata=cost(assumed_size=3))
    async def hollow_rows(self) -> Any:
        return (record for record in [AUTHORS[0], Late(), AuthorRecord("usr_x", None)])  # type: ignore[arg-type]


@strawberry.input(description="A piece to rename.")
class RenameInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which one.")
    title: str = strawberry.field(description="Its new title.")


@strawberry.type(description="The renamed piece.")
class RenamePayload(Payload):
    piece: Piece | None = strawberry.field(default=None, description="As it is now.")


@strawberry.type(description="Writes.")
class Mutation:
    @mutation(description="Rename a piece.")
    async def rename_piece(self, info: Info, input: RenameInput) -> RenamePayload:
        if not input.title.strip():
            raise InvalidInput("Give a title.", ("input", "title"))
        if input.title == "broken":
            raise RuntimeError("a secret")
        piece = next((piece for piece in PIECES if piece.id == input.id), None)
        if piece is None:
            raise NotFound("There is no such piece.", ("input", "id"))
        return RenamePayload(piece=piece)  # type: ignore[arg-type]


@strawberry.type(description="Live updates.")
class LiveUpdates:
    @strawberry.subscription(description="Count down to zero.")
    async def countdown(self, start: int, delay: float | None = 0.01) -> AsyncIterator[int]:
        for number in range(start, -1, -1):
            yield number
            await asyncio.sleep(delay or 0)

    @strawberry.subscription(description="Fails after the first event.")
    async def stumble(self) -> AsyncIterator[int]:
        yield 1
        raise RuntimeError("bolt://neo4j:password@localhost")


def toy_schema(**options: Any) -> Schema:
    """A schema of its own; options as of `Schema`."""
    return Schema(Query, Mutation, LiveUpdates, types=(Article, Talk, *USER_ERROR_TYPES), **options)
