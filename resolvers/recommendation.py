"""What to read next: the ranking of the graph, put into a list and cut into pages."""

from asyncio import gather
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple, cast

from domain.access import Scope
from domain.content import STANDALONE_KINDS, Content, ContentKind
from domain.exposure import exposure
from domain.feed_balance import USUAL, FeedBalance, balanced
from domain.ids import ContentId, ModelId, UserId
from domain.listing import Placed, Tried, arrange
from domain.page import Cursors, Page, PageInfo
from domain.ranking import Ranking
from domain.recommendation import CandidateSource
from domain.scoring import ScorePart
from domain.shown import MAX_SHOWN, Shown
from graph import recommendation as graph
from resolvers import access, feed_balance
from resolvers.context import Context

HEAD = 50
"""How many of the best are re-ordered for diversity, at least."""

IMPERSONAL = {
    True: "Nobody is signed in.",
    False: "There is no consent to PERSONALISATION: it is given by setConsent.",
}
"""Why a list is what suits everybody, by whether it is for nobody."""


class RecommendationEdge(NamedTuple):
    """One recommended content, why, and where it stands."""

    cursor: str
    node: Content
    score: float
    parts: tuple[ScorePart, ...]
    sources: tuple[CandidateSource, ...]
    exploration: bool
    locked: bool
    exposure_id: str


@dataclass(frozen=True, slots=True)
class RecommendationConnection:
    """A page of recommendations, with what it was computed by."""

    edges: Sequence[RecommendationEdge]
    page_info: PageInfo
    as_of: datetime
    model_id: ModelId
    personalised: bool
    impersonal_because: str | None


class Locked(NamedTuple):
    """What of a ranking its reader may not read, and how much of a page that may be."""

    ids: frozenset[ContentId] = frozenset()
    balance: FeedBalance = USUAL


@dataclass(frozen=True, slots=True)
class Pinned:
    """What the first page decided for all that follow it: the moment, the model, the draw, and what was shown."""

    as_of: datetime
    model_id: ModelId | None
    seed: int
    shown: Shown

    @classmethod
    def read(cls, ctx: Context, cursors: Cursors, page: Page) -> "Pinned":
        """From the cursor, or afresh for a first page."""
        position = cursors.after(page)
        if position is None:
            return cls(ctx.now, None, int(ctx.now.timestamp() * 1000) % 1_000_003, Shown())
        as_of, model_id, seed = position.keys
        shown = Shown.read(str(position.pinned["shown"]))
        return cls(cast(datetime, as_of), ModelId(str(model_id)), cast(int, seed), shown)


async def for_user(
    ctx: Context, user_id: UserId, page: Page, kinds: Sequence[ContentKind] | None
) -> RecommendationConnection:
    """What a user should read next. It tells what they read, so it is for themselves and `members:read`."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return await _page(ctx, user_id, page, kinds, None)


async def feed(
    ctx: Context, page: Page, kinds: Sequence[ContentKind] | None, area: str | None
) -> RecommendationConnection:
    """What the viewer should read next; what is popular and fresh when nobody is signed in."""
    return await _page(ctx, ctx.viewer.user_id, page, kinds, area)


async def _page(
    ctx: Context, user_id: UserId | None, page: Page, kinds: Sequence[ContentKind] | None, area: str | None
) -> RecommendationConnection:
    cursors = ctx.cursor_key.listing("recommendations", user=user_id, kinds=kinds, area=area)
    pinned = Pinned.read(ctx, cursors, page)
    params = graph.RankParams(
        user_id=user_id,
        model_id=pinned.model_id or await _tried(ctx, user_id),
        kinds=tuple(kinds or STANDALONE_KINDS),
        area=area,
        audience=ctx.viewer.audience,
        now=pinned.as_of,
        seed=pinned.seed,
        limit=min(len(pinned.shown) + max(HEAD, page.first + 10), MAX_SHOWN),
    )
    ranking = await ctx.graph.read(graph.rank, params)
    placed, locked = await _placed(ctx, ranking, pinned, user_id, page.first)
    if len(placed) < page.first and ranking.best >= params.limit < MAX_SHOWN:  # too much of it is locked
        ranking = await ctx.graph.read(graph.rank, params.model_copy(update={"limit": MAX_SHOWN}))
        placed, locked = await _placed(ctx, ranking, pinned, user_id, page.first)
    ctx.tried.note(placed)
    edges = _edges(cursors, pinned, ranking, placed, locked)
    return RecommendationConnection(
        edges=edges,
        page_info=_info(page, edges, _goes_on(ranking, pinned, placed, locked)),
        as_of=pinned.as_of,
        model_id=ranking.model_id,
        personalised=ranking.personalised,
        impersonal_because=None if ranking.personalised else IMPERSONAL[user_id is None],
    )


async def _tried(ctx: Context, user_id: UserId | None) -> ModelId | None:
    """By which model a first page is made for a member who is in a trial; None for the one in use."""
    return await ctx.trial.model_of(user_id) if user_id else None


async def _placed(
    ctx: Context, ranking: Ranking, pinned: Pinned, user_id: UserId | None, first: int
) -> tuple[list[Placed], Locked]:
    """The page: what comes first of what wasn't shown yet, as far as the balance allows.

    What is paid for is asked about only where it would be on the page, or right behind it: on most it isn't.
    """
    ahead = list(islice(listed(ranking, pinned, ctx.tried), first + 1))
    if not any(ranking.is_paid(one.candidate.place) for one in ahead):
        return ahead[:first], Locked()
    locked = await _locked(ctx, ranking, user_id)
    kept = balanced(listed(ranking, pinned, ctx.tried), locked.ids, locked.balance)
    return list(islice(kept, first)), locked


async def _locked(ctx: Context, ranking: Ranking, user_id: UserId | None) -> Locked:
    """Two statements beside each other."""
    paid = [one.place for one in ranking.candidates if ranking.is_paid(one.place)]
    asked = access.locked(ctx, ranking.contents(paid), user_id), feed_balance.current(ctx)
    return Locked(*await gather(*asked))


def _goes_on(ranking: Ranking, pinned: Pinned, placed: Sequence[Placed], locked: Locked) -> bool:
    """Whether something is left that another page could begin with."""
    here = {one.candidate.content_id for one in placed}
    left = [each.content_id for each in ranking.candidates if each.content_id not in here]
    beginning = left if locked.balance.allows(1, 1) else [id for id in left if id not in locked.ids]
    return any(id not in pinned.shown for id in beginning)


def listed(ranking: Ranking, pinned: Pinned, tried: Tried) -> Iterator[Placed]:
    """The candidates not shown yet, in the order they are shown in."""
    left = [candidate for candidate in ranking.candidates if candidate.content_id not in pinned.shown]
    return arrange(left, pinned.seed, len(pinned.shown), tried)


def _edges(
    cursors: Cursors, pinned: Pinned, ranking: Ranking, placed: Sequence[Placed], locked: Locked
) -> list[RecommendationEdge]:
    edges, shown = [], pinned.shown
    contents = ranking.contents([one.candidate.place for one in placed])
    for (candidate, exploration), node in zip(placed, contents, strict=True):
        shown = shown.plus(candidate.content_id)
        cursor = cursors.encode((pinned.as_of, ranking.model_id, pinned.seed), {"shown": shown.text})
        edges.append(
            RecommendationEdge(
                cursor=cursor,
                node=node,
                score=candidate.score,
                parts=candidate.parts(ranking.features),
                sources=candidate.sources,
                exploration=exploration,
                locked=candidate.content_id in locked.ids,
                exposure_id=exposure(pinned.as_of, ranking.model_id, len(shown)),
            )
        )
    return edges


def _info(page: Page, edges: Sequence[RecommendationEdge], goes_on: bool) -> PageInfo:
    start, end = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    return PageInfo(goes_on, page.after is not None, start, end)
