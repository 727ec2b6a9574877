"""Logged impressions of the Open Bandit Dataset (Saito et al., 2020), by the name of the policy that logged them."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from domain.errors import InvalidInput
from domain.off_policy import Log

FILE = "impressions.csv.gz"
SLOTS = 3
COLUMNS = ("policy", "item_id", "position", "click", "propensity_score")


def read(folder: Path) -> dict[str, Log]:
    """The logs in a folder. Slots and actions are counted from 0.

    Raises:
        InvalidInput: the file isn't there, lacks a column, or has a row that can't be: its line is named.
    """
    rows: dict[str, list[tuple[int, int, float, float]]] = {}
    for policy, *row in _rows(folder / FILE):
        rows.setdefault(str(policy), []).append((int(row[0]), int(row[1]), float(row[2]), float(row[3])))
    if not rows:
        raise InvalidInput(f"{FILE} has no impressions.")
    return {policy: _columns(found) for policy, found in rows.items()}


def _columns(rows: list[tuple[int, int, float, float]]) -> Log:
    slots, actions, rewards, propensities = zip(*rows, strict=True)
    return Log(np.array(slots), np.array(actions), np.array(rewards), np.array(propensities))


def _rows(file: Path) -> Iterator[tuple[str | int | float, ...]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), 2):
                yield _row(row, f"{file.name}, line {number}")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{file.name} can't be read: name the folder it is in. ({error})") from error


def _row(row: dict[str, str | None], where: str) -> tuple[str | int | float, ...]:
    try:
        policy, item, position, click, propensity = (row[name] for name in COLUMNS)
        slot, action, reward, chance = int(position or ""), int(item or ""), int(click or ""), float(propensity or "")
    except KeyError as error:
        raise InvalidInput(f"{where}: the column {error} is missing.") from error
    except ValueError as error:
        raise InvalidInput(f"{where}: {error}.") from error
    if not (1 <= slot <= SLOTS and 0 <= action < 10_000 and reward in (0, 1) and 0 < chance <= 1 and policy):
        raise InvalidInput(
            f"{where}: a position is 1 to {SLOTS}, an item 0 or more, a click 0 or 1, and a propensity above 0 up to 1."
        )
    return policy, slot - 1, action, float(reward), chance
