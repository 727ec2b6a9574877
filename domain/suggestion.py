"""Tags for a text: those of the contents nearest to it in meaning, by their votes.

A neighbour's vote for each of its tags is how much nearer it is than the farthest of the neighbours:
vote = likeness − least likeness, so that a tag which is everywhere gains little by it. The score of a tag is the share
of the votes that it could have had, from 0 to 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

VOTERS = 20
"""Contents that vote."""


@dataclass(frozen=True, slots=True)
class TagVote:
    """One neighbour's part of a tag's score."""

    content_id: str
    likeness: float
    score: float


@dataclass(frozen=True, slots=True)
class VotedTag:
    """A tag, and who voted for it, the nearest first. The scores of its votes add up to its own."""

    tag: str
    votes: tuple[TagVote, ...]

    @property
    def score(self) -> float:
        """The share of all votes, from 0 to 1."""
        return sum(vote.score for vote in self.votes)


def votes(neighbours: Iterable[tuple[str, float, Sequence[str]]]) -> list[VotedTag]:
    """The tags of neighbours, given by id, likeness and tags; the best first, equals by name."""
    near = sorted(neighbours, key=lambda row: (-row[1], row[0]))[:VOTERS]
    if not near:
        return []
    least = near[-1][1] if len(near) == VOTERS else 0.0
    whole = sum(max(likeness - least, 0.0) for _, likeness, _ in near)
    found: dict[str, list[TagVote]] = {}
    for id, likeness, tags in near:
        for tag in dict.fromkeys(tags) if likeness > least else ():
            found.setdefault(tag, []).append(TagVote(id, likeness, (likeness - least) / whole))
    voted = (VotedTag(tag, tuple(cast)) for tag, cast in found.items())
    return sorted(voted, key=lambda one: (-one.score, one.tag))
