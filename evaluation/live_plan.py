"""What learning from a live log does in which order: earlier days teach, the last ones judge."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from domain.errors import Conflict
from domain.learning import FEWEST
from evaluation.log import Log
from evaluation.plan import Plan, Stage
from evaluation.splits import DAY, Block, rolling

SMALL = 200_000
"""Up to so many acts a day passes in seconds, and more days are lived through."""

LEARNED_DAYS, JUDGED_DAYS = (28, 12), (14, 6)
"""So many of the days, of a small log and of a large one; between them time passes in one step."""

JUDGED_QUERIES = 1_500
"""Lists that are judged, spread over the days; each is made by two models or three."""


def plan_live(log: Log, days: int, judged: int) -> Plan:
    """Learn on `days` days, at most half of what there is before the last `judged`, and judge on these.

    Raises:
        Conflict: too few members came to anything new in one of the two parts.
    """
    stop = (log.end // DAY - judged + 1) * DAY
    first = log.acts[0].at
    start = max(stop - days * DAY, ((first + stop) / 2) // DAY * DAY)
    learning, judging = (_consenting(log, rolling(log, *span)) for span in ((start, stop), (stop, log.end + 1)))
    for what, blocks, option in (("learn from", learning, "days"), ("judge by", judging, "judged")):
        users = {user for block in blocks for user in block.relevant}
        if len(users) < FEWEST:
            raise Conflict(
                f"Too little to {what}: {len(users)} members who consent to personalisation came to something new, "
                f"and {FEWEST} are needed. Wait for more of them, or take more --{option}.",
                (option,),
            )
    large = len(log.acts) > SMALL
    stages = [Stage(block) for block in _thinned(_spread(judging, JUDGED_DAYS[large]), JUDGED_QUERIES)]
    return Plan([Stage(block) for block in _spread(learning, LEARNED_DAYS[large])], stages, [])


def _consenting(log: Log, blocks: Sequence[Block]) -> list[Block]:
    asked = [
        replace(block, relevant={user: items for user, items in block.relevant.items() if user not in log.unasked})
        for block in blocks
    ]
    return [block for block in asked if block.relevant]


def _spread(blocks: Sequence[Block], most: int) -> list[Block]:
    """At most so many, as far from each other as can be, the last among them."""
    step = max(1.0, len(blocks) / most)
    return [blocks[len(blocks) - 1 - round(n * step)] for n in reversed(range(min(most, len(blocks))))]


def _thinned(blocks: Sequence[Block], most: int) -> list[Block]:
    """The same with at most so many queries in all, drawn by day."""
    share = min(1.0, most / max(1, sum(len(block.relevant) for block in blocks)))
    found = []
    for block in blocks:
        users = sorted(block.relevant)
        drawn = Random(len(users)).sample(users, max(1, round(share * len(users))))
        found.append(replace(block, relevant={user: block.relevant[user] for user in sorted(drawn)}))
    return found
