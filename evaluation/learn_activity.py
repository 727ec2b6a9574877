"""Weights of A(u) learned from who came back within 28 days, judged on the last 28 beside those in use.

What a member did is kept by UTC days, so A(u) as of a past day is known from the days up to it, and the live graph can
be read as it stands. Members who were active in the 90 days before a moment are one observation each at that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from domain.activity import COUNTERS
from domain.errors import Conflict
from domain.judging import Floats
from domain.return_learning import FEWEST, Returns, compared, decayed, fit
from domain.scoring import ScoringFeature, ScoringModel, Training, Weighting
from graph import activity, learning
from graph.activity import EveryoneParams
from graph.database import Graph
from graph.learning import Days, DaysParams

SPAN = 28
"""Days in which who comes back has come back, and between two moments that are learned from."""

RECENT = 90
MOMENTS = 6
A_PAGE = 1_000
FIRST = date(1970, 1, 1)
NAMES = tuple(sorted(set(chain.from_iterable(COUNTERS.values()))))


@dataclass(frozen=True)
class ActivityLesson:
    """What was learned, and how often it tells who comes back beside the weights in use."""

    weightings: Sequence[Weighting]
    former: ScoringModel
    former_auc: float
    training: Training


@dataclass(frozen=True, slots=True)
class Log:
    """Rows are days of members: whose, when (days since 1970), and the counts of each feature."""

    users: NDArray[np.int64]
    days: NDArray[np.int64]
    counts: Floats


async def read_days(graph: Graph, features: Sequence[ScoringFeature]) -> Log:
    """Every day on which a member did anything."""
    found: list[Days] = []
    after = ""
    while page := await graph.read(activity.EVERYONE.all, EveryoneParams(after_id=after, limit=A_PAGE)):
        ids = [row.id for row in page]
        found.append(await graph.read(learning.DAYS.one, DaysParams(user_ids=ids, since=FIRST, counters=NAMES)))
        after = ids[-1]
    names = list(chain.from_iterable(page.user_ids for page in found))
    _, users = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
    days = np.array(list(chain.from_iterable(page.days for page in found)), dtype=np.int64)
    counts = np.array(list(chain.from_iterable(page.counts for page in found)), dtype=float).reshape(-1, len(NAMES))
    summed = [counts[:, [NAMES.index(name) for name in COUNTERS[one.name]]].sum(axis=1) for one in features]
    return Log(users, days, np.column_stack(summed))


def observed(log: Log, at: int, features: Sequence[ScoringFeature]) -> Returns:
    """Who was active of late at the end of a day, with the features then, and whether they came back."""
    if not len(log.users):
        return Returns(np.zeros((0, len(features))), np.zeros(0, dtype=bool))
    known, size = log.days <= at, int(log.users.max()) + 1
    half_lives, caps = (
        np.array([np.inf if value is None else float(value) for value in values])
        for values in ([one.half_life_days for one in features], [one.daily_cap for one in features])
    )
    sums = np.zeros((size, len(features)))
    ages = (at - log.days[known]).astype(float)
    np.add.at(sums, log.users[known], decayed(log.counts[known], ages, half_lives, caps))
    saturation = np.array([one.saturation or 0.0 for one in features])
    values = np.divide(sums, sums + saturation, out=np.zeros_like(sums), where=sums > 0)
    recent = np.unique(log.users[known & (log.days > at - RECENT)])
    came = np.isin(recent, log.users[(log.days > at) & (log.days <= at + SPAN)])
    return Returns(values[recent], came)


def learn_returns(log: Log, former: ScoringModel) -> ActivityLesson:
    """Weights from all moments but the last, judged on the last.

    Raises:
        Conflict: too few came back, or didn't.
    """
    features = sorted((one for one in former.features if one.name in COUNTERS), key=lambda one: one.name)
    last = int(log.days.max(initial=0)) - SPAN
    first = int(log.days.min(initial=0))
    moments = [at for n in range(1, MOMENTS + 1) if (at := last - n * SPAN) >= first + SPAN]
    taught = [observed(log, at, features) for at in moments]
    known = Returns(
        np.concatenate([one.values for one in taught] or [np.zeros((0, len(features)))]),
        np.concatenate([one.came for one in taught] or [np.zeros(0, dtype=bool)]),
    )
    judged = observed(log, last, features)
    for what, one in (("learn from", known), ("judge by", judged)):
        if not one.enough:
            raise Conflict(
                f"Too little to {what}: {int(one.came.sum())} members came back within {SPAN} days and "
                f"{int((~one.came).sum())} didn't, and {FEWEST} of either are needed. Wait for more of them.",
                ("kind",),
            )
    start = np.array([one.weight for one in features])
    weights = fit(known, start / start.sum())
    was, gain = compared(judged, weights, start)
    training = Training(
        since=end_of(min(moments)),
        until=end_of(last),
        acts=int((log.days <= last).sum()),
        queries=len(known.came),
        judged=len(judged.came),
        gain=gain.value,
        gain_low=gain.low,
        gain_high=gain.high,
        by_place=False,
        compared_version=former.version,
    )
    return ActivityLesson([weighed(*pair) for pair in zip(features, weights, strict=True)], former, was, training)


def weighed(feature: ScoringFeature, weight: float) -> Weighting:
    """The same half-life, cap and saturation as in use: they are what the weights were learned with."""
    shape = feature.half_life_days, feature.daily_cap, feature.saturation
    return Weighting(feature.name, float(weight), *shape)


def end_of(day: int) -> datetime:
    """The moment after a day that is counted from 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day + 1)
