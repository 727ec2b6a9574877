"""Requests for ads: what is known of the page and the reader, what may stand there, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.access import Role, Scope
from domain.ad_choice import NoFill
from domain.ad_context import AdContext, AdReaderProfile
from domain.ad_decision import MAX_BESIDES, AdDecision, check_known, check_placement
from domain.ad_traffic import MAX_AGENT
from domain.content import Visibility
from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.ids import AreaId, ContentId, IdPrefix, TagId, UserId, require_id
from domain.invalid import InvalidReason
from graph import ad_decision, ad_facts
from graph.ad_facts import Facts
from resolvers.ad_answer import Request
from resolvers.context import Context

STAFF = (Role.MODERATOR, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request for an ad says."""

    placement: str
    content_id: str | None = None
    area: str | None = None
    device: str | None = None
    country: str | None = None
    language: str | None = None
    reader_id: str | None = None
    """For whom a server asks; with a member's own token it is that member."""
    besides: Sequence[str] = ()
    """Ads that stand on the page already."""
    address: str | None = None
    agent: str | None = None
    """Of the reader's client, where a server asks."""

    def check(self) -> None:
        """Go on only with what can be looked up.

        Raises:
            InvalidInput: something is no name, code or id of its kind.
        """
        check_placement(self.placement)
        check_known(self.device, self.country, self.language)
        if self.content_id is not None:
            _id(self.content_id, IdPrefix.CONTENT, "contentId")
        if self.reader_id is not None:
            _id(self.reader_id, IdPrefix.USER, "readerId")
        if len(self.besides) > MAX_BESIDES:
            raise InvalidInput(f"Name at most {MAX_BESIDES} ads.", ("input", "besides"))
        for number, ad_id in enumerate(self.besides):
            _id(ad_id, IdPrefix.AD, "besides", str(number))


async def request(ctx: Context, asked: Asked) -> AdDecision:
    """Decide on an ad, or say why there is none.

    Raises:
        NotAllowed: the viewer is no member, and no key that may request ads; or it names a reader and may not.
        InvalidInput: something isn't what it should be.
        NotFound: there is no such content, area or reader.
    """
    reader_id = _reader(ctx, asked)
    asked.check()
    saved_ids = await ctx.ads.saved_ids() if reader_id is not None else ()
    facts = await ctx.ads.facts.find(asked.content_id, asked.area, reader_id, ctx.now, saved_ids)
    check_there(asked, facts, reader_id)
    scene = context_of(asked, facts, reader_id, ctx.now)
    there = _request(ctx, asked, facts)
    return await ctx.ads.decide(ctx.graph, scene, there, closed(facts, ctx.now), facts.shown)


async def by_id(ctx: Context, id: str) -> AdDecision | None:
    """The decision of that id, for its reader and who may see the affairs of its sponsor; without its addresses."""
    found = await ctx.loaders.load(ad_decision.by_ids, id)
    if found is None or found.sponsor_id is None:
        return None
    own = found.user_id is not None and found.user_id == ctx.viewer.user_id
    if not own and not ctx.viewer.sees_sponsor(found.sponsor_id):
        return None
    return AdDecision(**dict(found))


def _reader(ctx: Context, asked: Asked) -> str | None:
    """Who is to see it, where that is known."""
    viewer = ctx.viewer
    if viewer.user_id is None or viewer.role is None:
        viewer.require(Scope.ADS_REQUEST)
    if asked.reader_id in (None, viewer.user_id):
        return viewer.user_id if viewer.role is not None else None
    viewer.require(Scope.ADS_REQUEST)
    if viewer.sponsor_id is not None:
        raise NotAllowed("A key that is bound to a sponsor names no readers: leave out `readerId`.")
    return asked.reader_id


async def facts_of(ctx: Context, asked: Asked, reader_id: str | None) -> Facts:
    """The page, the area and the reader as they are now, as far as they are there."""
    if reader_id is None and asked.content_id is None and asked.area is None:
        return Facts(page=None, place=None, reader=None, shown=())
    params = ad_facts.FactsParams.at(ctx.now, asked.content_id, asked.area, reader_id)
    return await ctx.graph.read(ad_facts.FACTS.one, params)


def check_there(asked: Asked, facts: Facts, reader_id: str | None) -> None:
    """Go on only with what is there.

    Raises:
        NotFound: there is no such content, area or reader.
    """
    if asked.content_id is not None and facts.page is None:
        raise NotFound("There is no content of this id.", ("input", "contentId"))
    if asked.area is not None and (facts.place is None or facts.place.slug != asked.area):
        raise NotFound("There is no area of this slug.", ("input", "area"))
    if asked.reader_id is not None and reader_id is not None and facts.reader is None:
        raise NotFound("There is no user of this id.", ("input", "readerId"))


def closed(facts: Facts, now: datetime) -> NoFill | None:
    """Why no ad may stand there or be seen by them, whatever there is."""
    page, place, reader = facts.page, facts.place, facts.reader
    if reader is not None and reader.ad_free:
        return NoFill.AD_FREE
    if place is not None and not place.ads_allowed:
        return NoFill.NO_ADS_HERE
    if page is None:
        return None
    readable = page.visibility is not None and Visibility(page.visibility).readable
    return None if readable and page.published_at is not None and page.published_at <= now else NoFill.NO_ADS_HERE


def context_of(asked: Asked, facts: Facts, reader_id: str | None, now: datetime) -> AdContext:
    """The place as flights look at it. Of a reader who didn't consent to that, nothing is in it."""
    page, reader = facts.page, facts.reader
    profile = None
    if reader is not None and reader.consents and reader_id is not None:
        interests = tuple(TagId(id) for id, _ in reader.interests)
        profile = AdReaderProfile(UserId(reader_id), reader.segment, interests, reader.saved)
    return AdContext(
        placement=asked.placement,
        content_id=ContentId(page.id) if page else None,
        area_id=AreaId(facts.place.id) if facts.place else None,
        tag_ids=tuple(TagId(id) for id, _ in page.tags) if page else (),
        kind=page.kind if page else None,
        words=page.words if page else frozenset(),
        device=asked.device,
        country=asked.country,
        language=asked.language or (page.language if page else None),
        at=now,
        reader=profile,
    )


def _request(ctx: Context, asked: Asked, facts: Facts) -> Request:
    viewer = ctx.viewer
    void = InvalidReason.STAFF if viewer.role in STAFF and viewer.key_id is None else None
    if viewer.sponsor_id is not None:
        void = InvalidReason.SPONSOR
    own = viewer.key_id is None
    slugs = {**dict(facts.page.tags if facts.page else ()), **dict(facts.reader.interests if facts.reader else ())}
    if facts.place is not None:
        slugs[facts.place.id] = facts.place.slug
    return Request(
        address=ctx.address if own else asked.address,
        agent=(ctx.agent if own else asked.agent or "")[:MAX_AGENT],
        sponsor_id=viewer.sponsor_id,
        besides=tuple(asked.besides),
        void=void,
        slugs=slugs,
    )


def _id(text: str, prefix: IdPrefix, *path: str) -> None:
    try:
        require_id(text, prefix, path[0])
    except InvalidInput as error:
        raise InvalidInput(error.message, ("input", *path)) from error
