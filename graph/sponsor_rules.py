"""What holds of sponsors in the graph: where they alone stand, beside what they don't, and which areas refuse them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from domain.audit import AuditEntry
from domain.fit import DIMENSIONS, MOST, Fit
from domain.ids import AreaId
from domain.record import Record
from domain.sponsor import Sponsor
from domain.sponsor_rules import RefusedSponsor, SponsorRules
from graph import audit, exclusivity
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.sponsor import LOCK, ChangeParams, IdParams


class VetoParams(Params):
    area_id: AreaId
    sponsor_id: str
    refused: bool


class FitParams(IdsParams):
    dimensions: Sequence[Mapping[str, Any]] = tuple(
        {
            "reading": each.reading.value,
            "feature": each.feature,
            "weight": each.weight,
            "offered": each.offered,
            "targeted": each.targeted,
        }
        for each in DIMENSIONS
    )
    most: int = MOST


class Changed(Record):
    changed: bool


class VetoRow(Record):
    sponsor_id: str
    area_ids: tuple[AreaId, ...]


BY_SPONSORS = Query("sponsor_rules/by_sponsors", IdsParams, SponsorRules)
CHANGE = Query("sponsor_rules/change", ChangeParams, NoRow)
VETO = Query("sponsor_rules/veto", VetoParams, Changed)
VETOES = Query("sponsor_rules/vetoes", IdsParams, VetoRow)
REFUSED = Query("sponsor_rules/refused", IdsParams, RefusedSponsor)
FIT = Query("sponsor_rules/fit", FitParams, Fit)


async def by_sponsors(tx: Transaction, ids: Sequence[str]) -> dict[str, SponsorRules]:
    """What holds of sponsors, by their ids."""
    return {row.sponsor_id: row for row in await BY_SPONSORS.all(tx, IdsParams(ids=ids))}


async def vetoes(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[AreaId, ...]]:
    """The areas that refuse sponsors, by the sponsors' ids."""
    return {row.sponsor_id: row.area_ids for row in await VETOES.all(tx, IdsParams(ids=ids))}


async def fits(tx: Transaction, ids: Sequence[str]) -> dict[str, Fit]:
    """How well sponsors fit, by their ids; none of one that offers nothing, or while nothing was read."""
    return {row.sponsor_id: row for row in await FIT.all(tx, FitParams(ids=ids))}


async def refused(tx: Transaction, ids: Sequence[str]) -> dict[str, list[RefusedSponsor]]:
    """The sponsors that areas refuse, by the areas' ids."""
    found: dict[str, list[RefusedSponsor]] = defaultdict(list)
    for row in await REFUSED.all(tx, IdsParams(ids=ids)):
        found[row.area_id].append(row)
    return found


async def change(tx: Transaction, id: str, properties: Mapping[str, Any], entry: AuditEntry) -> Sponsor | None:
    """Set what holds of a sponsor; None when there is none of that id.

    Raises:
        Conflict: another sponsor holds alone what this one is to.
    """
    sponsor = await LOCK.one_or_none(tx, IdParams(id=id))
    if sponsor is None:
        return None
    before = (await by_sponsors(tx, [id]))[id]
    await CHANGE.run(tx, ChangeParams(id=id, properties=properties))
    if any(name.startswith("exclusive_") for name in properties):
        await exclusivity.check(tx, sponsor, ("input",))
    await audit.append_change(tx, entry, before, (await by_sponsors(tx, [id]))[id])
    return sponsor


async def veto(tx: Transaction, params: VetoParams, entry: AuditEntry) -> bool:
    """Let an area refuse a sponsor, or no longer; False when there is no such area. What is so already isn't told."""
    done = await VETO.one_or_none(tx, params)
    if done is not None and done.changed:
        await audit.append(tx, entry)
    return done is not None
