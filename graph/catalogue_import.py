"""A catalogue that an import brings, told of as a step of it; brought again it changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.product import NewPrice
from graph.benefit_changes import CREATE as CREATE_BENEFIT
from graph.benefit_changes import UNLOCK, CreateParams, UnlockParams
from graph.content_price import OF_CONTENT, OfContentParams
from graph.database import Transaction
from graph.product_changes import SET_PRICE, SetParams, fill
from graph.tier import CREATE as CREATE_TIER
from graph.tier import CreateParams as TierParams


@dataclass(frozen=True, slots=True)
class NewBenefit:
    """A benefit, and the areas in which it unlocks what is paid."""

    params: CreateParams
    area_ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewTier:
    """A tier with what it includes, and its prices by id."""

    params: TierParams
    benefit_ids: Sequence[str]
    prices: Mapping[str, NewPrice]


@dataclass(frozen=True, slots=True)
class PricedContent:
    """A content that its author sells."""

    product: OfContentParams
    price_id: str
    price: NewPrice


async def add_tiers(tx: Transaction, benefits: Sequence[NewBenefit], tiers: Sequence[NewTier]) -> int:
    """Add tiers with their benefits, but for those whose slugs are taken; how many there are new."""
    for benefit in benefits:
        if await CREATE_BENEFIT.one_or_none(tx, benefit.params) is not None:
            params = UnlockParams(id=benefit.params.id, content_ids=(), area_ids=benefit.area_ids)
            await UNLOCK.one_or_none(tx, params)
    added = 0
    for tier in tiers:
        if await CREATE_TIER.one_or_none(tx, tier.params) is not None:
            await fill(tx, tier.params.product_id, tier.benefit_ids, tier.prices, tier.params.at)
            added += 1
    return added


async def price_contents(tx: Transaction, rows: Sequence[PricedContent]) -> int:
    """Put contents on sale for their authors; how many weren't at that price."""
    added = 0
    for row in rows:
        made = await OF_CONTENT.one_or_none(tx, row.product)
        if made is not None:
            price = SetParams(id=row.price_id, product_id=made.id, at=row.product.at, **row.price.model_dump())
            added += await SET_PRICE.one_or_none(tx, price) is not None
    return added
