"""A data set as it is judged: who did what to which item when, when items appeared, and their tags.

The same four files as `stoa import dataset` reads, under the same names of columns. What its importer would refuse is
left out here too, except kinds of behaviour it doesn't know, which count as views: the judge knows no kinds either.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import NamedTuple

from domain.errors import InvalidInput
from domain.exposure import place_of
from domain.interaction import InteractionType
from importers.dataset_rows import COLUMNS
from importers.fields import behaviour, identifier, moment
from importers.problems import BadRow, Problems
from importers.tables import Row, Table, find

ASK = "ASK"
"""Who asked a question isn't recommended it."""


class Act(NamedTuple):
    """One event; `at` is in Unix seconds, 0 where nothing is dated."""

    user: str
    item: str
    at: float
    kind: str
    place: int | None = None
    """Where in a list of recommendations it was come upon, from 1, if that is known."""
    aside: bool = False
    """Whether it says nothing of what to recommend to the user: it is their own, or they turned it down."""

    @property
    def own(self) -> bool:
        """Whether the item is no candidate for the user that day."""
        return self.kind == ASK or self.aside


@dataclass(frozen=True)
class Log:
    """All that a data set says. Acts are in the order of time."""

    acts: Sequence[Act]
    items: Mapping[str, Mapping[str, str]]
    """Rows of items.csv by id."""
    tags: Mapping[str, Sequence[str]]
    born: Mapping[str, float] | None
    """When each item of items.csv appeared, in Unix seconds; None where the file doesn't tell, or isn't there."""
    dated: bool
    """Whether acts have times, and not all the same."""
    problems: Problems
    unasked: frozenset[str] = frozenset()
    """Users who don't consent to be recommended what suits them: others' rankings are all that their acts enter."""

    @property
    def end(self) -> float:
        """The moment of the last act."""
        return self.acts[-1].at


def read(directory: Path, now: datetime | None = None) -> Log:
    """The data set in `directory`.

    Raises:
        InvalidInput: no interaction is there that could be used.
    """
    now, problems = now or datetime.now(UTC), Problems()
    files = {name: find(directory, f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    log = files["interactions"]
    timed = log is not None and "timestamp" in log.header()
    acts = _acts(log, timed, now, problems) if log else []
    if not acts:
        why = f", the first problem: {_told(problems)}" if problems else ""
        raise InvalidInput(f"{directory} has no interactions that can be used{why}.", ("directory",))
    items = {row.get("item_id").strip(): row.values for row in _rows(files["items"], problems)}
    tags: dict[str, list[str]] = defaultdict(list)
    for row in _rows(files["item_tags"], problems):
        tags[row.get("item_id").strip()].append(row.get("tag"))
    acts.sort(key=lambda act: act.at)
    dated = acts[0].at < acts[-1].at
    return Log(acts, items, tags, _born(files["items"], items, now, problems), dated, problems)


def _acts(log: Table, timed: bool, now: datetime, problems: Problems) -> list[Act]:
    acts = []
    for row in log.rows(problems):
        try:
            user, item = identifier(row.get("user_id"), "user_id"), identifier(row.get("item_id"), "item_id")
            at = moment(row.get("timestamp"), "timestamp", now).timestamp() if timed else 0.0
        except BadRow as reason:
            problems.add(row.place, str(reason))
            continue
        acts.append(Act(user, item, at, _kind(row.get("event_type")), place_of(row.get("exposure_id"))))
    return acts


def _kind(text: str) -> str:
    """The behaviour in its own words; a view where these mean nothing to us."""
    try:
        if text:
            behaviour(text)
        return text.strip().upper() or InteractionType.VIEW.value
    except BadRow:
        return InteractionType.VIEW.value


def _born(
    table: Table | None, items: Mapping[str, Mapping[str, str]], now: datetime, problems: Problems
) -> dict[str, float] | None:
    if table is None or "created_at" not in table.header():
        return None
    born = {}
    for id, row in items.items():
        try:
            born[id] = moment(row.get("created_at", ""), "created_at", now).timestamp()
        except BadRow:
            born[id] = inf  # as for the judge, it is never there
    return born


def _rows(table: Table | None, problems: Problems) -> Sequence[Row]:
    return list(table.rows(problems)) if table else []


def _told(problems: Problems) -> str:
    first = problems.first[0]
    return f"{first.place.file}:{first.place.line} {first.reason}"
