"""A data set in pieces, each a folder that `stoa import dataset` reads: what a moment adds to what was known."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from pathlib import Path

from evaluation.log import Act, Log


class Slices:
    """What of a log was handed out already, and what comes next."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._acts = 0
        self._written: set[str] = set()
        born = log.born if log.born is not None else {}
        self._coming = sorted((at, item) for item, at in born.items() if at < inf)
        self._came = 0

    def until(self, until: float, end: float) -> tuple[Sequence[Act], list[str]]:
        """New acts before `until`, and new items: those that appeared before `end`, or that the acts touch first."""
        acts, items, start = self._log.acts, [], self._acts
        while self._acts < len(acts) and acts[self._acts].at < until:
            self._acts += 1
        while self._came < len(self._coming) and self._coming[self._came][0] < end:
            items.append(self._coming[self._came][1])
            self._came += 1
        return acts[start : self._acts], self._new(items, acts[start : self._acts])

    def of(self, acts: Sequence[Act]) -> tuple[Sequence[Act], list[str]]:
        """These acts, whenever they happened, with the items that weren't handed out yet."""
        return acts, self._new([item for _, item in self._coming], acts)

    def _new(self, items: Iterable[str], acts: Sequence[Act]) -> list[str]:
        named = dict.fromkeys([*items, *(act.item for act in acts)])
        new = [item for item in named if item not in self._written]
        self._written.update(new)
        return new

    def write(self, folder: Path, acts: Sequence[Act], items: Sequence[str], users: Iterable[str]) -> None:
        """Write a piece as the four files of a data set; who is asked for is a user, whatever the log says of them."""
        folder.mkdir()
        _write(folder / "users.csv", [{"user_id": user} for user in dict.fromkeys(users)])
        _write(folder / "items.csv", [self._log.items[item] for item in items if item in self._log.items])
        tags = ({"item_id": item, "tag": tag} for item in items for tag in self._log.tags.get(item, ()))
        _write(folder / "item_tags.csv", list(tags))
        _write(folder / "interactions.csv", [self._row(act) for act in acts])

    def write_unasked(self, folder: Path) -> Path:
        """Write those who don't consent to personalisation, as a data set of users."""
        folder.mkdir()
        _write(folder / "users.csv", [{"user_id": user} for user in sorted(self._log.unasked)])
        return folder

    def _row(self, act: Act) -> dict[str, str]:
        row = {"user_id": act.user, "item_id": act.item, "event_type": act.kind}
        return row | ({"timestamp": repr(act.at)} if self._log.dated else {})


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    if rows:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
