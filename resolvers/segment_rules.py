"""Rules of value segments: read by those who may see other versions of models, proposed and put in use by operators."""

from domain.access import Scope
from domain.errors import NotFound
from domain.segment_diff import SegmentRulesDiff, ShownMove
from domain.segment_rules import SegmentRules, Thresholds, check
from graph import segment_rules as graph
from resolvers import audit
from resolvers.context import Context

MAX_VERSIONS = 100


async def versions(ctx: Context) -> list[SegmentRules]:
    """The latest versions, at most 100, the newest first."""
    ctx.viewer.require(Scope.MODELS_READ)
    return await ctx.graph.read(graph.versions, MAX_VERSIONS)


async def diff(ctx: Context, version: int) -> SegmentRulesDiff | None:
    """What a version would change beside the one in use; None while no run has worked that out.

    Raises:
        NotAllowed: the viewer may not see other versions, or no members.
        NotFound: there is no such version.
    """
    ctx.viewer.require(Scope.MODELS_READ)
    ctx.viewer.require(Scope.MEMBERS_READ)
    if await ctx.graph.read(graph.find, version) is None:
        raise NotFound(f"There is no version {version} of the rules of segments.", ("version",))
    return await ctx.graph.read(graph.diff, version)


async def shown(ctx: Context, version: int) -> list[ShownMove]:
    """Some of the members a version would move."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    return await ctx.graph.read(graph.SHOWN.all, graph.VersionParams(version=version))


async def propose(ctx: Context, wanted: Thresholds) -> SegmentRules:
    """Store a new version, not yet in use; a job works out whom it would move.

    Raises:
        NotAllowed: the viewer doesn't tune models.
        InvalidInput: a threshold is out of range.
        LimitReached: too many wait for a decision.
    """
    ctx.viewer.require(Scope.MODELS_WRITE)
    check(wanted)
    entry = audit.entry(ctx, "segment_rules.proposed", "", after=wanted.model_dump(mode="json"))
    return await ctx.graph.write(graph.propose, wanted, ctx.now, entry)


async def activate(ctx: Context, version: int) -> SegmentRules:
    """Put a version in use, from the next run on; an earlier one, to go back to it.

    Raises:
        NotAllowed: the viewer doesn't tune models.
        NotFound: there is no such version.
        Conflict: whom it moves wasn't worked out lately, and it was never in use.
    """
    ctx.viewer.require(Scope.MODELS_WRITE)
    entry = audit.entry(ctx, "segment_rules.activated", graph.target(version))
    rules = await ctx.graph.write(graph.activate, version, ctx.now, entry)
    if rules is None:
        raise NotFound(f"There is no version {version} of the rules of segments.", ("input", "version"))
    return rules
