"""Trials of a scoring model: members are dealt to it or to the one in use, and what they read tells which is better.

Who consents to personalisation is in it, for good in one arm: a hash of trial and member decides, so nothing is stored
of members and nobody changes sides. A member enters with their first act after the start, and counts once, by how many
different contents they had to do with in their first `WINDOW` days, when these are over.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from domain.errors import InvalidInput
from domain.ids import ModelId, UserId
from domain.record import Moment, Record
from domain.scoring import ScoringKind
from domain.trial_count import Counted, Term

TrialId = NewType("TrialId", str)

WINDOW = timedelta(days=7)
LONGEST = timedelta(days=90)
"""A trial is counted for so long at most."""

STEPS = 10_000


class ModelTrial(Record):
    """A model tried beside the one that was in use when it began. One of a kind runs at a time."""

    id: TrialId
    kind: ScoringKind
    model_id: ModelId
    """The challenger."""
    former_id: ModelId
    share_percent: int
    started_at: Moment
    ended_at: Moment | None
    counted: Counted


def challenged(trial_id: TrialId, share_percent: int, user_id: UserId) -> bool:
    """Whether a member is in the challenger's arm: the same answer for ever, and apart from every other trial's."""
    digest = hashlib.blake2b(f"{trial_id}:{user_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) % STEPS < share_percent * STEPS // 100


def check_share(percent: int) -> None:
    """Go on only with a share that leaves both arms somebody.

    Raises:
        InvalidInput: it doesn't.
    """
    if not 1 <= percent <= 99:
        raise InvalidInput("Give 1 to 99 percent.", ("input", "sharePercent"))


@dataclass(frozen=True, slots=True)
class Reader:
    """A member since they entered a trial: what they had to do with in the days that count."""

    user_id: str
    entered_at: datetime
    contents: set[str]


def terms(trial: ModelTrial, readers: Iterable[Reader], until: datetime) -> Iterator[Term]:
    """Those whose days were over by then, in the order in which they were."""
    over = (reader for reader in readers if reader.entered_at + WINDOW <= until)
    for reader in sorted(over, key=lambda one: (one.entered_at, one.user_id)):
        yield Term(challenged(trial.id, trial.share_percent, UserId(reader.user_id)), len(reader.contents))
