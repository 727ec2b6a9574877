"""The relationships imports draw between what is here already, in batches, any number of times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.record import Record
from graph.database import Transaction
from graph.importing import RowsParams
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
    FOLLOWS_USER = "follows_user"
    FOLLOWS_TAG = "follows_tag"
    FOLLOWS_AREA = "follows_area"


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship. `at` and `kind` are kept where the relationship has them."""

    source: str
    target: str
    at: datetime | None = None
    kind: str | None = None


class Ends(Record):
    source: str
    target: str


QUERIES = {kind: Query(f"import/{kind.value}", RowsParams, Ends) for kind in LinkKind}


async def draw(tx: Transaction, kind: LinkKind, links: Sequence[Link]) -> list[Link]:
    """Draw the links whose ends exist; the others come back."""
    rows = [{"source": link.source, "target": link.target, "at": link.at, "kind": link.kind} for link in links]
    drawn = {(ends.source, ends.target) for ends in await QUERIES[kind].all(tx, RowsParams(rows=rows))}
    return [link for link in links if (link.source, link.target) not in drawn]
