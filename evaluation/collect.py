"""What learning sees: of each query its candidates with all features, as the ranking in Cypher computes them.

A probe, an inactive model in which every feature weighs the same, makes the ranking return them all; so nothing is
computed twice, and what is learned is what is served.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from domain.examples import Example
from domain.exposure import examined
from domain.ids import ModelId
from domain.ranking import Ranking
from domain.recommendation import FORMULA
from evaluation.community import Community
from evaluation.splits import Block

NAMES = tuple(sorted(feature.name for feature in FORMULA.features))
"""In the order of a probe's values: all weights being equal, a ranking orders features by name."""

ALL = 240
"""No ranking has more candidates, but for those by lot."""


async def collect(community: Community, probe: ModelId, block: Block, users: Sequence[str]) -> list[Example]:
    """An example for each of these users of the block."""
    found: list[Example] = []

    def keep(user: str, ranking: Ranking) -> None:
        items = ranking.external_ids
        kept = [n for n, item in enumerate(items) if item is not None and block.open_to(user, item)]
        relevant = block.relevant[user]
        found.append(
            Example(
                user=user,
                values=np.array([ranking.values[n] for n in kept], dtype=np.float32).reshape(-1, len(NAMES)),
                hits=np.array([items[n] in relevant for n in kept], dtype=bool),
                relevant=len(relevant),
                chances=_chances(block, user, [items[n] for n in kept]),
            )
        )

    await community.rank(block.draws(users), probe, ALL, keep)
    return found


def _chances(block: Block, user: str, items: Sequence[str | None]) -> NDArray[np.float32] | None:
    """How likely each was looked at where it was shown; None where nothing is known of any."""
    places = [block.places.get((user, item)) if item is not None else None for item in items]
    if not any(places):
        return None
    return np.array([examined(place) if place else 1.0 for place in places], dtype=np.float32)
