"""Answers and comments into the graph, below what they belong to."""

from collections.abc import Sequence

from graph.import_links import LinkKind, Piece
from graph.importing import content_ids
from importers.acts import Directory
from importers.run import Placed, Run, Tally
from importers.writers import write_pieces


class ReplyWriter:
    """Adds replies; one whose parent isn't here is a problem and left out, for it would be found nowhere."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._contents = Directory(run.graph, content_ids)

    async def write(self, rows: Sequence[Placed[Piece]]) -> Tally:
        """Add one batch."""
        parents = await self._contents.find(_parent(row.item) for row in rows)
        attached = []
        for row in rows:
            if _parent(row.item) in parents:
                attached.append(row)
            else:
                self._run.problems.add(row.place, f"post {_parent(row.item)[:80]}, to which it belongs, is not known")
        return await write_pieces(self._run, attached)


def _parent(piece: Piece) -> str:
    return next(link.target for kind, link in piece.links if kind in (LinkKind.ANSWERS, LinkKind.REPLIES_TO))
