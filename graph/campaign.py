"""Campaigns in the graph."""

from collections.abc import Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.campaign import Campaign, CampaignKind
from graph import audit
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class CreateParams(Params):
    id: str
    sponsor_id: str
    name: str
    kind: CampaignKind
    at: datetime


class OfSponsorParams(Params):
    sponsor_id: str
    before_id: str = LAST_ID
    limit: int


BY_IDS = Query("campaign/by_ids", IdsParams, Campaign)
OF_SPONSOR = Query("campaign/of_sponsor", OfSponsorParams, Campaign)
CREATE = Query("campaign/create", CreateParams, Campaign)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Campaign]:
    """Campaigns by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def create(tx: Transaction, params: CreateParams, entry: AuditEntry) -> Campaign | None:
    """Make a campaign; None when there is no such sponsor."""
    made = await CREATE.one_or_none(tx, params)
    if made is not None:
        await audit.append(tx, entry.model_copy(update={"after": made.model_dump(mode="json")}))
    return made
