"""What a demo community sells: three tiers, and its paid contents one by one."""

from collections.abc import Iterator

import numpy as np

from domain.benefit import AD_FREE_ID, AD_FREE_SLUG, BenefitKind
from domain.content import ContentKind, Visibility
from domain.ids import ContentId, IdPrefix, UserId, stable_id
from domain.product import BillingInterval, NewPrice, is_sellable, kind_of
from graph.benefit_changes import CreateParams
from graph.catalogue_import import NewBenefit, NewTier, PricedContent
from graph.content_price import OfContentParams
from graph.tier import CreateParams as TierParams
from importers.demo.areas import AREAS
from importers.demo.library import KINDS, VISIBILITIES, Library
from importers.demo.plan import Plan
from importers.demo.records import Records

LIBRARY, DATA, EARLY = "library", "data-notes", "early-access"
BENEFITS = (
    (AD_FREE_SLUG, "No ads", "Pages without ads.", BenefitKind.AD_FREE),
    (DATA, "Notes on data", "What is paid about data and databases.", BenefitKind.AREA),
    (LIBRARY, "The whole library", "Everything that is paid, courses with their lessons too.", BenefitKind.ALL_CONTENT),
    (EARLY, "Early access", "Drafts of courses before they are out, and a channel of their own.", BenefitKind.FEATURE),
)
TIERS = (
    ("supporter", "Supporter", "For who reads here every day.", 0, 300, (AD_FREE_SLUG, DATA)),
    ("member", "Member", "All there is to read.", 14, 900, (AD_FREE_SLUG, LIBRARY)),
    ("patron", "Patron", "For who wants this to go on.", 0, 2_900, (AD_FREE_SLUG, LIBRARY, EARLY)),
)
"""Slug, name, what it is, days to try it, cents a month, benefits; a year is ten months."""

SHARE = 70
"""What authors earn, in percent."""

ARTICLES, COURSES = (300, 400, 500, 700, 900), (2_900, 4_900, 7_900, 9_900)
"""Cents that a single content costs."""


def benefits(plan: Plan) -> list[NewBenefit]:
    """All benefits; one is about an area."""
    area_ids = [area.id for area in AREAS if area.slug == "data"]
    return [
        NewBenefit(
            CreateParams(id=_benefit_id(plan, slug), slug=slug, name=name, description=told, kind=kind, at=plan.start),
            area_ids if kind is BenefitKind.AREA else (),
        )
        for slug, name, told, kind in BENEFITS
    ]


def tiers(plan: Plan) -> list[NewTier]:
    """The three tiers, the lowest first."""
    found = []
    for rank, (slug, name, told, trial, month, included) in enumerate(TIERS, start=1):
        params = TierParams(
            id=stable_id(IdPrefix.TIER, plan.start, slug),
            slug=slug,
            product_id=stable_id(IdPrefix.PRODUCT, plan.start, slug),
            name=name,
            description=told,
            rank=rank,
            trial_days=trial,
            at=plan.start,
        )
        amounts = ((BillingInterval.MONTH, month), (BillingInterval.YEAR, 10 * month))
        prices = {stable_id(IdPrefix.PRICE, plan.start, slug, every): _euros(cents, every) for every, cents in amounts}
        found.append(NewTier(params, [_benefit_id(plan, each) for each in included], prices))
    return found


def on_sale(library: Library) -> list[int]:
    """The numbers of the contents that are sold by themselves."""
    paid = np.flatnonzero(library.visibility == VISIBILITIES.index(Visibility.PAID))
    return [number for number in paid.tolist() if is_sellable(KINDS[int(library.kind[number])])]


def priced(plan: Plan, library: Library, records: Records) -> Iterator[PricedContent]:
    """These, each with its price."""
    for number in on_sale(library):
        kind, id = KINDS[int(library.kind[number])], records.content_id(number)
        at, key = plan.at(library.at[number]), f"{plan.source}:{number}"
        choice = COURSES if kind is ContentKind.COURSE else ARTICLES
        product = OfContentParams(
            id=stable_id(IdPrefix.PRODUCT, at, key),
            benefit_id=stable_id(IdPrefix.BENEFIT, at, key),
            content_id=ContentId(id),
            kind=kind_of(kind),
            name=records.title(number),
            author_id=UserId(records.user_id(int(library.author[number]))),
            share=SHARE,
            at=at,
        )
        cents = choice[number % len(choice)]
        yield PricedContent(product, stable_id(IdPrefix.PRICE, at, key), _euros(cents, BillingInterval.ONCE))


def _benefit_id(plan: Plan, slug: str) -> str:
    return AD_FREE_ID if slug == AD_FREE_SLUG else stable_id(IdPrefix.BENEFIT, plan.start, slug)


def _euros(cents: int, interval: BillingInterval) -> NewPrice:
    return NewPrice(amount_minor=cents, currency="EUR", interval=interval)
