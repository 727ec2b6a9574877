"""The rules of value segments in the graph: versions, the one in use, and what a proposal would change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.errors import LimitReached
from domain.record import Record
from domain.segment_diff import SegmentRulesDiff, ShownMove
from domain.segment_rules import FIRST, MOST_OPEN, SegmentRules, Thresholds, check_compared, is_open
from graph import audit
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query

Row = Mapping[str, Any]


class VersionParams(Params):
    version: int


class VersionsParams(Params):
    limit: int


class ProposeParams(Params):
    found: Row
    sizes: Sequence[Row]


class LockParams(ProposeParams):
    version: int = FIRST.version


class ActivateParams(VersionParams):
    at: datetime


class KeepDiffParams(VersionParams):
    found: Row
    shown: Sequence[Row]


class Version(Record):
    version: int


IN_USE = Query("segment_rules/in_use", NoParams, SegmentRules)
VERSION = Query("segment_rules/version", VersionParams, SegmentRules)
VERSIONS = Query("segment_rules/versions", VersionsParams, SegmentRules)
LOCK = Query("segment_rules/lock", LockParams, NoRow)
PROPOSE = Query("segment_rules/propose", ProposeParams, Version)
ACTIVATE = Query("segment_rules/activate", ActivateParams, NoRow)
DIFF = Query("segment_rules/diff", VersionParams, SegmentRulesDiff)
SHOWN = Query("segment_rules/shown", VersionParams, ShownMove)
KEEP_DIFF = Query("segment_rules/keep_diff", KeepDiffParams, NoRow)


async def in_use(tx: Transaction) -> SegmentRules:
    """The version in use."""
    return await IN_USE.one_or_none(tx, NoParams()) or FIRST


async def find(tx: Transaction, version: int) -> SegmentRules | None:
    """One version."""
    found = await VERSION.one_or_none(tx, VersionParams(version=version))
    return FIRST if found is None and version == FIRST.version else found


async def versions(tx: Transaction, limit: int) -> list[SegmentRules]:
    """The latest versions, the newest first."""
    return await VERSIONS.all(tx, VersionsParams(limit=limit)) or [FIRST]


async def open_ones(tx: Transaction, now: datetime) -> list[SegmentRules]:
    """The proposals that are to be compared with the version in use."""
    return [rules for rules in await versions(tx, MOST_OPEN) if is_open(rules, now)]


async def diff(tx: Transaction, version: int) -> SegmentRulesDiff | None:
    """What a version would change, as last worked out."""
    return await DIFF.one_or_none(tx, VersionParams(version=version))


async def propose(tx: Transaction, wanted: Thresholds, at: datetime, entry: AuditEntry) -> SegmentRules:
    """Store a new version, not in use, and tell of it in the audit log.

    Raises:
        LimitReached: it would push one that waits for a decision out of those that are compared.
    """
    await _lock(tx)
    latest = await versions(tx, MOST_OPEN)
    if len(latest) == MOST_OPEN and is_open(latest[-1], at):
        raise LimitReached(f"The last {MOST_OPEN} proposals are compared, and that is the most.", ("input",))
    params = ProposeParams(found=_thresholds(wanted) | {"created_at": at}, sizes=_sizes(wanted))
    version = (await PROPOSE.one(tx, params)).version
    await audit.append(tx, entry.model_copy(update={"target_id": target(version)}))
    return await VERSION.one(tx, VersionParams(version=version))


async def activate(tx: Transaction, version: int, at: datetime, entry: AuditEntry) -> SegmentRules | None:
    """Put a version in use instead of the one before; None when there is none. The entry gets both.

    Raises:
        Conflict: it was never in use, and nobody could have seen whom it moves.
    """
    if await find(tx, version) is None:
        return None
    await _lock(tx)
    chosen = await VERSION.one(tx, VersionParams(version=version))
    used, compared = await in_use(tx), await diff(tx, version)
    beside, as_of = (compared.compared_version, compared.as_of) if compared else (None, None)
    check_compared(chosen, beside, as_of, at, used.version)
    await ACTIVATE.run(tx, ActivateParams(version=version, at=at))
    told = {"before": {"version": used.version}, "after": {"version": version}}
    await audit.append(tx, entry.model_copy(update=told))
    return await VERSION.one(tx, VersionParams(version=version))


async def keep_diff(tx: Transaction, found: SegmentRulesDiff, shown: Iterable[ShownMove]) -> None:
    """Keep what a version would change, and some of the members it would move."""
    kept = {
        "diff_compared_version": found.compared_version,
        "diff_as_of": found.as_of,
        "diff_users": found.users,
        "diff_active_members": found.active_members,
        "diff_previous": [way.previous.value for way in found.ways],
        "diff_segments": [way.segment.value for way in found.ways],
        "diff_counts": [way.users for way in found.ways],
    }
    rows = [move.model_dump(mode="json") for move in shown]
    await KEEP_DIFF.run(tx, KeepDiffParams(version=found.version, found=kept, shown=rows))


def target(version: int) -> str:
    """What the audit log calls a version."""
    return f"segment_rules:{version}"


async def _lock(tx: Transaction) -> None:
    """Let nobody else propose or activate until the commit; what Stoa comes with is stored at the first time."""
    found = _thresholds(FIRST) | {"active": True}
    await LOCK.run(tx, LockParams(found=found, sizes=_sizes(FIRST)))


def _thresholds(rules: Thresholds) -> dict[str, Any]:
    names = set(Thresholds.model_fields) - {"sizes"}
    return {name: getattr(rules, name) for name in names}


def _sizes(rules: Thresholds) -> list[Row]:
    return [size.model_dump() for size in rules.sizes]
