"""The relationships imports draw between what is here already, in batches, any number of times."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.record import Record
from graph.database import Transaction
from graph.importing import Added, NewContent, RowsParams, add_contents, milliseconds
from graph.queries import Query


class LinkKind(StrEnum):
    """What is drawn; the value is the query's name. Ends are external ids, or slugs of tags and areas."""

    AUTHORED = "authored"
    TAGGED = "tagged"
    IN_AREA = "in_area"
    ANSWERS = "answers"
    REPLIES_TO = "replies"
    PART_OF = "lessons"
    ACCEPTED = "accepted"
    LINKS_TO = "links"
    CLOSED = "closed"
    FOLLOWS_USER = "follows_user"
    FOLLOWS_TAG = "follows_tag"
    FOLLOWS_AREA = "follows_area"


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship. `at` and `kind` are kept where the relationship has them.

    ACCEPTED is drawn from the question of the answer `source`; its `target` says nothing more.
    """

    source: str
    target: str
    at: datetime | None = None
    kind: str | None = None


class Drawn(Record):
    drawn: list[int]


QUERIES = {kind: Query(f"import/{kind.value}", RowsParams, Drawn) for kind in LinkKind}


async def draw(tx: Transaction, kind: LinkKind, links: Sequence[Link]) -> list[Link]:
    """Draw the links whose ends exist; the others come back."""
    rows = [
        {"number": number, "source": link.source, "target": link.target, "at_ms": _ms(link.at), "kind": link.kind}
        for number, link in enumerate(links)
    ]
    drawn = set((await QUERIES[kind].one(tx, RowsParams(rows=rows))).drawn)
    return [link for number, link in enumerate(links) if number not in drawn]


def _ms(at: datetime | None) -> int | None:
    return None if at is None else milliseconds(at)


@dataclass(frozen=True, slots=True)
class Piece:
    """Content with the links that belong to it from the first moment."""

    content: NewContent
    links: tuple[tuple[LinkKind, Link], ...] = ()


async def add_pieces(tx: Transaction, pieces: Sequence[Piece]) -> tuple[Added, list[tuple[LinkKind, Link]]]:
    """Add content and its links at once; the links with an unknown end come back."""
    added = await add_contents(tx, [piece.content for piece in pieces])
    by_kind: dict[LinkKind, list[Link]] = defaultdict(list)
    for piece in pieces:
        for kind, link in piece.links:
            by_kind[kind].append(link)
    loose = [(kind, link) for kind in LinkKind if by_kind[kind] for link in await draw(tx, kind, by_kind[kind])]
    return added, loose
