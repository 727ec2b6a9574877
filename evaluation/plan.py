"""What an evaluation does in which order: on which blocks it learns, and which it ranks."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import InvalidInput
from evaluation.log import Act, Log
from evaluation.splits import DAY, Block, Protocol, asked_for, at_random, drawn, moment, rolling

VALID_DAYS = 28
"""So many days before the cut are learned from, if nothing else is said; at most half of what there is."""

ENOUGH = 0.1
"""Where the MD5 holds back less than this share, somebody else has taken the test pairs out before."""

Queries = Mapping[tuple[str, float], Sequence[str]]
"""Users by the label of their block and the moment until which things were known."""


@dataclass(frozen=True, eq=False)
class Stage:
    """A block to rank, and what becomes known before it: `adding` these acts, or all that happened before it began."""

    block: Block
    adding: Sequence[Act] | None = None


@dataclass(frozen=True)
class Plan:
    """Stages in their order: first those to learn from, then those to judge, then those only to be written."""

    learning: Sequence[Stage]
    judged: Sequence[Stage]
    written: Sequence[Stage]
    """What goes to the file: the judged ones unless other queries were asked."""


def plan(log: Log, protocol: Protocol, cut: datetime | None, valid: datetime | None, queries: Queries | None) -> Plan:
    """The stages of a protocol.

    Raises:
        InvalidInput: no cut is named and no queries tell it, it lies after the end, or nothing is left to rank.
    """
    if protocol is Protocol.RANDOM:
        return _at_random(log, queries)
    if not log.dated:
        raise InvalidInput("All interactions have the same time or none: only --protocol random fits.", ("protocol",))
    stop = _cut(log, cut, queries)
    start = _valid(log, stop, valid)
    learning = [Stage(block) for block in rolling(log, start, stop)]
    blocks = asked_for(log, queries) if queries is not None else rolling(log, stop, log.end + 1)
    if not blocks:
        raise InvalidInput("Nobody comes to anything new after the cut: name an earlier --cut.", ("cut",))
    asked = [Stage(block) for block in blocks]
    return Plan(learning, asked, asked)


def _cut(log: Log, cut: datetime | None, queries: Queries | None) -> float:
    if cut is None and not queries:
        raise InvalidInput("Name the day from which on it is judged: --cut 2026-01-31.", ("cut",))
    first = min(until for _, until in queries) if queries else cut.timestamp() if cut else 0.0
    stop = min(first, cut.timestamp()) if cut else first // DAY * DAY
    if stop > log.end and queries is None:
        raise InvalidInput(f"The cut lies after the last interaction, {moment(log.end):%Y-%m-%d}.", ("cut",))
    return stop


def _valid(log: Log, stop: float, valid: datetime | None) -> float:
    if valid is None:
        return max(stop - VALID_DAYS * DAY, (log.acts[0].at + stop) / 2) // DAY * DAY
    if valid.timestamp() >= stop:
        raise InvalidInput(
            "--valid has to lie before the cut: what is learned may not know what is judged.", ("valid",)
        )
    return valid.timestamp()


def _at_random(log: Log, queries: Queries | None) -> Plan:
    """Learn on the fifth `valid` of what isn't `test`, judge on `test`; rank what was asked for from everything."""
    salt = "test" if _share(log, "test") >= ENOUGH else "held back"
    parts: dict[str, list[Act]] = {"known": [], "valid": [], "test": []}
    for act in log.acts:
        parts["test" if drawn(salt, act) else "valid" if drawn("valid", act) else "known"].append(act)
    learning = at_random(log, parts["known"], parts["valid"])
    judged = at_random(log, parts["known"] + parts["valid"], parts["test"])
    stages = [Stage(learning, parts["known"])], [Stage(judged, parts["valid"])]
    if queries is None:
        if not judged.relevant:
            raise InvalidInput("There are too few interactions to hold any back.", ("directory",))
        return Plan(*stages, stages[1])
    everything = at_random(log, log.acts, [])
    users: dict[str, list[str]] = defaultdict(list)
    for (label, _), some in queries.items():
        users[label] += some
    blocks = [_asking(everything, label, some) for label, some in users.items()]
    left = [parts["test"], *([[]] * len(blocks))]
    return Plan(*stages, [Stage(block, acts) for block, acts in zip(blocks, left, strict=False)])


def _asking(block: Block, label: str, users: Sequence[str]) -> Block:
    return replace(block, label=label, relevant=dict.fromkeys(users, frozenset[str]()))


def _share(log: Log, salt: str) -> float:
    return sum(drawn(salt, act) for act in log.acts) / len(log.acts)


def read_queries(path: Path) -> Queries:
    """A CSV file with the columns block, user_id and known_until (Unix seconds).

    Raises:
        InvalidInput: a column is missing, a time is none, or nobody is asked for.
    """
    queries: dict[tuple[str, float], list[str]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = {"block", "user_id", "known_until"} - set(rows.fieldnames or ())
        if missing:
            raise InvalidInput(f"{path} has no column {', '.join(sorted(missing))}.", ("queries",))
        for row in rows:
            try:
                until = float(row["known_until"])
                moment(until)
                queries[row["block"], until].append(row["user_id"].strip())
            except (TypeError, ValueError, OverflowError):
                line = rows.line_num
                raise InvalidInput(f"{path}:{line} has no Unix seconds in known_until.", ("queries",)) from None
    if not queries:
        raise InvalidInput(f"{path} asks for nobody.", ("queries",))
    return {key: list(dict.fromkeys(users)) for key, users in queries.items()}


def day(text: str) -> datetime:
    """A day in UTC.

    Raises:
        InvalidInput: the text is none.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"{text!r} is no day: write 2026-01-31.", ("cut",)) from None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
