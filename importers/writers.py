"""Batches of members, content and links into the graph; what contradicts itself or points nowhere becomes a problem."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from graph.import_links import Link, LinkKind, Piece, add_pieces, draw
from graph.importing import Added, NewContent, NewUser, add_contents, add_users
from importers.run import Placed, Run, Tally

T = TypeVar("T")


async def write_users(run: Run, rows: Sequence[Placed[NewUser]]) -> Tally:
    """Add members."""
    distinct = _distinct(run, rows, lambda user: user.external_id)
    added = await run.graph.write(add_users, [row.item for row in distinct], run.consents, run.now)
    return _tally(run, {row.item.external_id: row for row in distinct}, added, "display name")


async def write_contents(run: Run, rows: Sequence[Placed[NewContent]]) -> Tally:
    """Add content."""
    distinct = _distinct(run, rows, lambda content: content.external_id)
    added = await run.graph.write(add_contents, [row.item for row in distinct])
    return _tally(run, {row.item.external_id: row for row in distinct}, added, "title")


async def write_named_users(run: Run, rows: Sequence[Placed[NewUser]]) -> Tally:
    """Add members who were only ever named, so that nothing of theirs can contradict what is known."""
    added = await run.graph.write(add_users, [row.item for row in rows], run.consents, run.now)
    _note_erased(run, added)
    return Counter(new=added.new, known=added.known)


async def write_named_contents(run: Run, rows: Sequence[Placed[NewContent]]) -> Tally:
    """Add content that was only ever named."""
    added = await run.graph.write(add_contents, [row.item for row in rows])
    _note_erased(run, added)
    return Counter(new=added.new, known=added.known)


async def write_links(run: Run, kind: LinkKind, rows: Sequence[Placed[Link]]) -> Tally:
    """Draw links. Whether one was there before isn't told: drawn again, it counts again."""
    distinct = _distinct(run, rows, lambda link: (link.source, link.target, link.kind))
    loose = await run.graph.write(draw, kind, [row.item for row in distinct])
    places = {(row.item.source, row.item.target): row.place for row in distinct}
    for link in loose:
        run.problems.add(places[link.source, link.target], _loose(kind, link))
    return Counter(linked=len(distinct) - len(loose))


async def write_pieces(run: Run, rows: Sequence[Placed[Piece]]) -> Tally:
    """Add content together with its links."""
    distinct = _distinct(run, rows, lambda piece: piece.content.external_id)
    added, loose = await run.graph.write(add_pieces, [row.item for row in distinct])
    owners = {link: row for row in distinct for link in row.item.links}
    for kind, link in loose:
        run.problems.add(owners[kind, link].place, _loose(kind, link))
    return _tally(run, {row.item.content.external_id: row for row in distinct}, added, "title")


def _loose(kind: LinkKind, link: Link) -> str:
    ends = " or ".join(dict.fromkeys((link.source[:80], link.target[:80])))
    return f"{kind.name}: {ends} is not known"


def _distinct(run: Run, rows: Iterable[Placed[T]], key: Callable[[T], object]) -> list[Placed[T]]:
    """The first row of each key. A later one that says something else is a problem; one that repeats it is not."""
    first: dict[object, Placed[T]] = {}
    for row in rows:
        kept = first.setdefault(key(row.item), row)
        if kept.item != row.item:
            run.problems.add(row.place, f"says something else than line {kept.place.line} with the same id: left out")
    return list(first.values())


def _tally(run: Run, rows: dict[str, Placed[T]], added: Added, what: str) -> Tally:
    for external_id in added.differing:
        reason = f"{external_id[:80]} is here already with another {what}: left as it was"
        run.problems.add(rows[external_id].place, reason)
    _note_erased(run, added)
    return Counter(new=added.new, known=added.known - len(added.differing))


def _note_erased(run: Run, added: Added) -> None:
    if added.erased:
        run.left_out["erased here"] += added.erased
