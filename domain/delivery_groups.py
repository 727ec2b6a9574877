"""Rows of a report of delivery: pieces put into groups, and groups too small to be shown merged.

Sponsors learn how many, never who. A group by what readers are or read (GUARDED) is shown when it has READERS people or
more. Smaller ones of the same day, ad, flight and placement become one row, OTHER. Were that small itself, what is
missing from the total would tell of it; so the next smallest groups join it, until it is large enough or alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from domain.delivery_report import Counts, Piece, ReportDimension, added, counts_of

READERS = 20
"""People a group must have to be shown."""

GUARDED = frozenset(
    {
        ReportDimension.TAG,
        ReportDimension.AREA,
        ReportDimension.SEGMENT,
        ReportDimension.DEVICE,
        ReportDimension.COUNTRY,
    }
)
"""Dimensions that say something of readers."""

OTHER, UNKNOWN, VALID = "OTHER", "UNKNOWN", "VALID"
"""What stands for groups too small, for what isn't known, and for acts that counted."""

_ATTRIBUTES = {
    ReportDimension.AD: "ad_id",
    ReportDimension.FLIGHT: "flight_id",
    ReportDimension.AREA: "area_id",
    ReportDimension.SEGMENT: "segment",
    ReportDimension.PLACEMENT: "placement",
    ReportDimension.DEVICE: "device",
    ReportDimension.COUNTRY: "country",
}
Key = tuple[str, ...]
Atoms = dict[tuple[int, str], Counts]
"""Parts of a group by piece and reason: a piece that is in two small groups counts once in their union."""


def grouped(pieces: Sequence[Piece], minor: Sequence[int], by: Sequence[ReportDimension]) -> dict[Key, Counts]:
    """The rows by their values, in the order they are shown; `minor` has the minor units of each piece."""
    groups: dict[Key, Atoms] = defaultdict(dict)
    for index, piece in enumerate(pieces):
        for key, reason, counts in _atoms(piece, minor[index], by):
            groups[key][index, reason] = counts
    rows = {key: added(atoms.values()) for key, atoms in _merged(groups, pieces, by).items()}
    if ReportDimension.DAY in by:
        return dict(sorted(rows.items()))
    return dict(sorted(rows.items(), key=lambda row: (-row[1].views, row[0])))


def _atoms(piece: Piece, minor: int, by: Sequence[ReportDimension]) -> Iterator[tuple[Key, str, Counts]]:
    """The groups a piece belongs to, with what it adds to each: one for each of its tags, and for each reason."""
    whole = counts_of(piece, minor)
    reasons = {"": whole}
    if ReportDimension.INVALID_REASON in by:
        reasons = {reason: Counts(invalid=count) for reason, count in piece.invalid.items() if count}
        reasons[VALID] = whole._replace(invalid=0)
    for reason, counts in reasons.items():
        for key in product(*(_values(piece, dimension, reason) for dimension in by)):
            yield key, reason, counts


def _values(piece: Piece, dimension: ReportDimension, reason: str) -> Sequence[str]:
    if dimension is ReportDimension.DAY:
        return (piece.date.isoformat(),)
    if dimension is ReportDimension.INVALID_REASON:
        return (reason.upper(),)
    if dimension is ReportDimension.TAG:
        return piece.tag_ids or (UNKNOWN,)
    return (getattr(piece, _ATTRIBUTES[dimension]) or UNKNOWN,)


def _merged(groups: Mapping[Key, Atoms], pieces: Sequence[Piece], by: Sequence[ReportDimension]) -> Mapping[Key, Atoms]:
    places = [place for place, dimension in enumerate(by) if dimension in GUARDED]
    if not places:
        return groups
    beside: dict[Key, list[Key]] = defaultdict(list)
    for key in groups:
        beside[_without(key, places)].append(key)
    kept: dict[Key, Atoms] = {}
    for other, keys in beside.items():
        kept |= _guarded(other, {key: groups[key] for key in keys}, pieces)
    return kept


def _guarded(other: Key, groups: Mapping[Key, Atoms], pieces: Sequence[Piece]) -> dict[Key, Atoms]:
    """Groups that differ in nothing but guarded dimensions, with the small ones of them merged."""
    readers = {key: _readers(atoms, pieces) for key, atoms in groups.items()}
    smallest = sorted(groups, key=lambda key: (len(readers[key]), added(groups[key].values()).views, key))
    merged: Atoms = {}
    found: set[int] = set()
    while smallest and (len(readers[smallest[0]]) < READERS or (merged and len(found) < READERS)):
        key = smallest.pop(0)
        merged |= groups[key]
        found |= readers[key]
    shown = {key: atoms for key, atoms in groups.items() if key in set(smallest)}
    return shown | ({other: merged} if merged else {})


def _readers(atoms: Atoms, pieces: Sequence[Piece]) -> set[int]:
    return {mark for index, _ in atoms for mark in pieces[index].reader_marks}


def _without(key: Key, places: Sequence[int]) -> Key:
    return tuple(OTHER if place in places else value for place, value in enumerate(key))
