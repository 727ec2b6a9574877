"""One evaluation: learn on the first stages, then rank and judge the others by learned and by default weights."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from random import Random

from domain.errors import Conflict
from domain.examples import Example
from domain.ids import ModelId
from domain.judging import FIRST
from domain.learning import FEWEST, learn
from domain.listing import arrange, diversify
from domain.ranking import Candidate, Ranking
from evaluation.collect import NAMES, collect
from evaluation.community import Community
from evaluation.metrics import Percentiles
from evaluation.outcome import DEFAULTS, DIVERSE, LEARNED, TRIED, UNPLACED, Base, Method, Outcome
from evaluation.plan import Plan, Stage
from evaluation.splits import Block

EXAMPLES = 2_000
"""Queries learned from, spread over all blocks; more say hardly more and take minutes."""

WRITTEN = 20
"""Places written for each query: more than the ten that are judged, as a judge may know better who touched what."""

LOOKED_AT = 100
"""Candidates that are put in order again, or drawn from to be tried."""

WITH_ONE_TRIED = 2 * FIRST - 1
"""So much of a list has one place for exploration, the tenth: another would be remembered and never judged."""

Progress = Callable[[str, int, int], None]
"""Told what is under way, how far it is, and out of how much."""

Lists = dict[str, list[str]]


async def evaluate(community: Community, plan: Plan, progress: Progress, base: Base = DEFAULTS) -> Outcome:
    """Live through the plan's stages, in their order."""
    outcome = await _learn(community, plan.learning, progress, base)
    models = await _models(community, outcome, base)
    done, stages = 0, _in_order(plan)
    total = sum(len(stage.block.relevant) for stage in stages)
    for stage in stages:
        await _advance(community, stage, list(stage.block.relevant))
        await _rank(community, stage, plan, models, outcome)
        progress("ranking", done := done + len(stage.block.relevant), total)
    return outcome


async def _models(community: Community, outcome: Outcome, base: Base) -> dict[str, ModelId | None]:
    """What to rank by, by name; the first is the one that counts.

    Raises:
        Conflict: weights are wanted whatever they gain, and too few users tell anything.
    """
    if base.always and outcome.learned.users < FEWEST:
        raise Conflict(
            f"Too little to learn from: {outcome.learned.users} members came to something new that could have been "
            f"recommended to them, and {FEWEST} are needed. Wait for more of them, or learn from more --days.",
            ("days",),
        )
    former = None if base.weights is None else await community.propose(base.weights)
    models: dict[str, ModelId | None] = {base.name: former}
    if outcome.learned.better or base.always:
        if outcome.plain is not None:
            models = {UNPLACED: await community.propose(outcome.plain.weights), **models}
        models = {LEARNED: await community.propose(outcome.learned.weights), **models}
    return models


def _in_order(plan: Plan) -> list[Stage]:
    return [*plan.judged, *(stage for stage in plan.written if stage not in plan.judged)]


async def _advance(community: Community, stage: Stage, asked: Sequence[str]) -> None:
    if stage.adding is None:
        await community.live_until(stage.block, asked)
    else:
        await community.add(stage.adding, stage.block, asked)


async def _learn(community: Community, stages: Sequence[Stage], progress: Progress, base: Base) -> Outcome:
    probe = await community.propose(dict.fromkeys(NAMES, 1.0))
    total = sum(len(stage.block.relevant) for stage in stages)
    share, done = min(1.0, EXAMPLES / max(1, total)), 0
    examples: list[Example] = []
    for stage in stages:
        users = sorted(stage.block.relevant)
        some = sorted(Random(len(users)).sample(users, max(1, round(share * len(users)))) if users else [])
        await _advance(community, stage, some)
        examples += await collect(community, probe, stage.block, some)
        progress("learning", done := done + len(users), total)
    placed = sum(int((one.hits & (one.chances < 1)).sum()) for one in examples if one.chances is not None)
    plain = learn(examples, NAMES, base.start)
    if not placed:
        return Outcome(plain)
    return Outcome(learn(examples, NAMES, base.start, by_place=True), plain, placed)


async def _rank(
    community: Community, stage: Stage, plan: Plan, models: Mapping[str, ModelId | None], outcome: Outcome
) -> None:
    """Rank a block's users by every model; the first is the one that counts."""
    block, users = stage.block, stage.block.draws(stage.block.relevant)
    found: dict[str, Lists] = {}

    def keep(name: str, user: str, candidates: Sequence[Candidate]) -> None:
        named = (item.external_id for item in candidates)
        usable = (item for item in named if item is not None and block.known_open(user, item))
        found.setdefault(name, {})[user] = list(islice(usable, WRITTEN + FIRST))

    for name, model in models.items():
        first = name == next(iter(models))
        if not first and stage not in plan.judged:
            continue

        def each(user: str, ranking: Ranking, name: str = name, first: bool = first) -> None:
            keep(name, user, ranking.candidates)
            if first:
                keep(DIVERSE, user, list(islice(diversify(ranking.candidates), WRITTEN + FIRST)))
                shown = list(islice(arrange(ranking.candidates, users[user], tried=outcome.tried), WITH_ONE_TRIED))
                outcome.tried.note(shown)
                keep(TRIED, user, [placed.candidate for placed in shown])

        await community.rank(users, model, LOOKED_AT if first else WRITTEN + FIRST, each)
    if stage in plan.written:
        best = found.get(next(iter(models)), {})
        outcome.written += [(block.label, user, best.get(user, [])[:WRITTEN]) for user in users]
    if stage in plan.judged:
        _judge(block, found, outcome)


def _judge(block: Block, found: Mapping[str, Lists], outcome: Outcome) -> None:
    percentiles = Percentiles(block)
    for name, lists in found.items():
        outcome.methods.setdefault(name, Method()).take(block, lists, percentiles)
    outcome.candidates.update(block.history.candidates(block.until, block.end))
    outcome.live.update(block.live)
