"""What the viewer asks for of their recommendations, and why something isn't there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.access import Scope
from domain.content import STANDALONE_KINDS, Content
from domain.errors import InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, ModelId, parse_id, require_id
from domain.listing import diversify
from domain.preference import Preference, WhyNot, check_weight, sentence
from domain.ranking import Candidate, Ranking
from domain.recommendation import CandidateSource
from domain.scoring import ScorePart
from domain.shown import MAX_SHOWN
from graph import content as contents
from graph import preference as graph
from graph import recommendation as rankings
from resolvers.context import Context

PREFERABLE = frozenset({IdPrefix.USER, IdPrefix.TAG, IdPrefix.AREA})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a content stands where it does in the viewer's recommendations, or not at all."""

    node: Content
    reason: WhyNot
    place: int | None = None
    score: float | None = None
    parts: Sequence[ScorePart] = ()
    sources: Sequence[CandidateSource] = ()
    model_id: ModelId | None = None

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return sentence(self.reason, self.place)


class Found(NamedTuple):
    """A content in a ranking, and at which place it is listed, from 1."""

    candidate: Candidate
    place: int


async def prefer(ctx: Context, target_id: str, weight: float) -> None:
    """Let the viewer want more or less of a tag, an author or an area; 0 forgets it.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: it is something else, the viewer themselves, or no weight from −1 to 1.
        NotFound: there is no such thing.
        LimitReached: they have as many wishes as one can.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    user_id = ctx.viewer.require_user()
    if parse_id(target_id) not in PREFERABLE or target_id == user_id:
        raise InvalidInput("One wants more or less of a tag, another member or an area.", ("input", "targetId"))
    await ctx.graph.write(graph.prefer, user_id, target_id, check_weight(weight), ctx.now)


async def of_viewer(ctx: Context) -> list[Preference]:
    """What the viewer wants more or less of, the latest wish first; none for a key."""
    if ctx.viewer.user_id is None:
        return []
    return await ctx.loaders.load(graph.of_users, ctx.viewer.user_id) or []


async def reset(ctx: Context, said: bool) -> None:
    """Learn of the viewer from now on, as if they had done nothing before; their log stays.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer's account is gone.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    if not await ctx.graph.write(graph.reset, ctx.viewer.require_user(), said, ctx.now):
        raise NotFound("Your account is gone.")


async def why_not(ctx: Context, content_id: str) -> Reason:
    """Where a content stands in the viewer's recommendations, or what keeps it out.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer can't find it.
    """
    user_id = ctx.viewer.require_user()
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    seen = {"audience": ctx.viewer.audience, "now": ctx.now, "user_id": user_id}
    barred = await ctx.graph.read(graph.BARRED.one_or_none, graph.BarredParams(**seen, content_id=id))
    node = (await ctx.graph.read(contents.by_ids, [id], ctx.viewer, ctx.now)).get(id) if barred else None
    if barred is None or node is None:
        raise NotFound("There is no content of this id that you can find.", ("contentId",))
    if barred.reason is not None:
        return Reason(node, barred.reason)
    params = rankings.RankParams(**seen, kinds=STANDALONE_KINDS, also=id, limit=MAX_SHOWN)
    ranking = await ctx.graph.read(rankings.rank, params)
    found = _found(ranking, id)
    if found is None:  # it was read or hidden between the two
        return Reason(node, WhyNot.KNOWN)
    one = found.candidate
    reason = WhyNot.RANKED if one.sources else WhyNot.NOT_A_CANDIDATE
    return Reason(node, reason, found.place, one.score, one.parts(ranking.features), one.sources, ranking.model_id)


def _found(ranking: Ranking, id: ContentId) -> Found | None:
    """Where it is listed; what was brought up by nothing but the question takes no place from others."""
    others = (one for one in ranking.candidates if one.content_id == id or one.sources)
    for place, one in enumerate(diversify(others), start=1):
        if one.content_id == id:
            return Found(one, place)
    return None
