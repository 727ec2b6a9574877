"""Delivery of ads as arrays: what each ad came to in each slice over some days, and what all ads did there.

Norms are those that the job `refresh-ad-norms` would have kept, with its rules of who may be compared with whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.ad_products import COUNTS
from domain.effectiveness import EVERYWHERE, MIN_SPONSORS
from domain.judging import Floats
from domain.off_policy import Ints
from graph import learning
from graph.database import Graph
from graph.learning import AdCells, AdCellsParams

Bools = NDArray[np.bool_]
WEEK, DAY = timedelta(days=7), timedelta(days=1)
MOST_WEEKS = 60
"""So far back delivery is looked for."""

MICRO = 1_000_000.0
VIEWS, CLICKS, CONVERSIONS, SPEND = 1, 2, 3, 5
"""Their columns in counts of a cell."""


class Sums(NamedTuple):
    """What each ad came to in each slice: ad · slices + slice, ascending, and counts as in a cell."""

    keys: Ints
    rows: Floats

    def at(self, wanted: Ints) -> Floats:
        """Rows of domain/ad_products.py, where an ad's acts all count by what it cost; zeros where nothing was."""
        if not len(self.keys):
            return np.zeros((len(wanted), len(COUNTS)))
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = np.where((self.keys[place] == wanted)[:, None], self.rows[place], 0.0)
        return np.column_stack([found[:, :5], found[:, [CLICKS, CONVERSIONS, SPEND]]])


class Norms(NamedTuple):
    """What all ads came to: by slice, and clicks, conversions and costs of paid ones by slice and currency."""

    everybodys: Floats
    money: Floats

    def at(self, slices: Ints, currencies: Ints) -> Floats:
        """Rows of domain/ad_products.py."""
        kinds = len(self.money) // len(self.everybodys)
        return np.column_stack([self.everybodys[slices], self.money[slices * kinds + currencies]])


@dataclass(frozen=True)
class Delivery:
    """Cells of delivery as columns; ads, sponsors, currencies and slices go by numbers."""

    names: Sequence[str]
    """The ids of ads, by number."""
    slices: Sequence[tuple[str, str]]
    """Scope and value of each, by number; the first is everywhere."""
    ads: Ints
    sponsors: Ints
    currencies: Ints
    paid: Bools
    days: Ints
    counts: Floats
    """Decisions, views, clicks, conversions, acts that didn't count, and what was charged in minor units."""
    cell_of: Ints
    """With `slice_of` an entry for each slice that a cell is in, everywhere among them."""
    slice_of: Ints

    @cached_property
    def currency_of(self) -> Ints:
        """Of each ad."""
        found = np.zeros(len(self.names), dtype=np.int64)
        found[self.ads] = self.currencies
        return found

    def by_ad(self, cells: Bools) -> Sums:
        """What each ad came to in those cells."""
        cell, of = self._entries(cells)
        keys, row = np.unique(self.ads[cell] * len(self.slices) + of, return_inverse=True)
        return Sums(keys, _added(self.counts, cell, row, len(keys)))

    def norms(self, cells: Bools) -> Norms:
        """What all ads came to in those cells: 0 where too few sponsors were there, or paid."""
        cell, of = self._entries(cells)
        size, kinds = len(self.slices), int(self.currencies.max(initial=0)) + 1
        shown = self._sponsors(cell, of, size) >= MIN_SPONSORS
        everybodys = _added(self.counts[:, :5], cell, of, size) * shown[:, None]
        money = np.column_stack([self.counts[:, [CLICKS, CONVERSIONS]] * self.paid[:, None], self.counts[:, SPEND]])
        at, paying = of * kinds + self.currencies[cell], self.paid[cell]
        payers = self._sponsors(cell[paying], at[paying], size * kinds) >= MIN_SPONSORS
        return Norms(everybodys, _added(money, cell, at, size * kinds) * (payers & np.repeat(shown, kinds))[:, None])

    def _entries(self, cells: Bools) -> tuple[Ints, Ints]:
        chosen = cells[self.cell_of]
        return self.cell_of[chosen], self.slice_of[chosen]

    def _sponsors(self, cell: Ints, at: Ints, size: int) -> Ints:
        """How many different ones there are at each number."""
        many = int(self.sponsors.max(initial=0)) + 1
        pairs = np.unique(at * many + self.sponsors[cell])
        return np.bincount(pairs // many, minlength=size)


def _added(counts: Floats, cell: Ints, row: Ints, size: int) -> Floats:
    columns = [np.bincount(row, column[cell], minlength=size) for column in counts.T]
    return np.column_stack(columns).astype(np.float64)  # of no cells bincount makes whole numbers


def delivered(pages: Sequence[AdCells]) -> Delivery:
    """The cells of some answers together."""
    slices: dict[tuple[str, str], int] = {(EVERYWHERE, ""): 0}
    cell_of: list[int] = []
    slice_of: list[int] = []
    for number, named in enumerate(chain.from_iterable(page.slices for page in pages)):
        numbers = {0, *(slices.setdefault(one, len(slices)) for one in named)}
        cell_of += [number] * len(numbers)
        slice_of += numbers
    names, ads = _numbered([name for page in pages for name in page.ad_ids])
    counts = np.array([row for page in pages for row in page.counts], dtype=np.float64).reshape(-1, 6)
    counts[:, SPEND] /= MICRO
    return Delivery(
        names=names,
        slices=list(slices),
        ads=ads,
        sponsors=_numbered([name for page in pages for name in page.sponsor_ids])[1],
        currencies=_numbered([name for page in pages for name in page.currencies])[1],
        paid=np.array([one for page in pages for one in page.paid], dtype=np.bool_),
        days=np.array([day for page in pages for day in page.days], dtype=np.int64),
        counts=counts,
        cell_of=np.array(cell_of, dtype=np.int64),
        slice_of=np.array(slice_of, dtype=np.int64),
    )


def _numbered(names: Sequence[str]) -> tuple[Sequence[str], Ints]:
    known, numbers = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
    return known.tolist(), numbers


async def read_cells(graph: Graph, today: date, days: int) -> Delivery:
    """So many days of delivery at least, the last being that on which there was any; some a week at a time."""
    pages: list[AdCells] = []
    last = today + DAY  # where the sun rises first it is tomorrow already
    for _ in range(MOST_WEEKS):
        page = await graph.read(learning.AD_CELLS.one, AdCellsParams(first=last - WEEK + DAY, last=last))
        last -= WEEK
        if pages or page.ad_ids:
            pages.append(page)
        if len(pages) * WEEK.days >= days + WEEK.days:
            break
    return delivered(pages)
