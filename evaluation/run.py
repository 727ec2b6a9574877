"""One evaluation: learn on the first stages, then rank and judge the others by learned and by default weights."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from zlib import crc32

from domain.ids import ModelId
from domain.judging import FIRST
from domain.learning import Example, Learned, learn
from domain.listing import arrange, diversify
from domain.ranking import Candidate, Ranking
from domain.recommendation import FORMULA
from evaluation.collect import NAMES, collect
from evaluation.community import Community
from evaluation.metrics import Judged, Percentiles, Summary, judge, summary
from evaluation.plan import Plan, Stage
from evaluation.splits import Block

EXAMPLES = 2_000
"""Queries learned from, spread over all blocks; more say hardly more and take minutes."""

WRITTEN = 20
"""Places written for each query: more than the ten that are judged, as a judge may know better who touched what."""

LOOKED_AT = 100
"""Candidates that are put in order again, or drawn from to be tried."""

DEFAULT, LEARNED, DIVERSE, TRIED = "default weights", "learned weights", "… re-ranked", "… with exploration"
Progress = Callable[[str, int, int], None]
"""Told what is under way, how far it is, and out of how much."""

Lists = dict[str, list[str]]


@dataclass
class Method:
    """What one way to rank made of all blocks."""

    rows: list[Judged] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)

    def take(self, block: Block, lists: Mapping[str, Sequence[str]], percentiles: Percentiles) -> None:
        """Judge the lists of a block."""
        open_ = {user: [item for item in items if block.open_to(user, item)][:FIRST] for user, items in lists.items()}
        self.rows += judge(block, open_, percentiles)
        for user, items in open_.items():
            if block.relevant.get(user):
                self.shown.update(items)


@dataclass
class Outcome:
    """What came of an evaluation."""

    learned: Learned
    methods: dict[str, Method] = field(default_factory=dict)
    candidates: set[str] = field(default_factory=set)
    live: set[str] = field(default_factory=set)
    written: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """Block, user and items in their order."""

    def summaries(self) -> dict[str, Summary]:
        """The figures of each method that judged anything."""
        return {
            name: summary(method.rows, method.shown, self.candidates, self.live)
            for name, method in self.methods.items()
            if method.rows
        }


async def evaluate(community: Community, plan: Plan, progress: Progress) -> Outcome:
    """Live through the plan's stages, in their order."""
    learned = await _learn(community, plan.learning, progress)
    outcome = Outcome(learned)
    models: dict[str, ModelId | None] = {DEFAULT: None}
    if learned.better:
        models = {LEARNED: await community.propose(learned.weights), **models}
    done, stages = 0, _in_order(plan)
    total = sum(len(stage.block.relevant) for stage in stages)
    for stage in stages:
        await _advance(community, stage)
        await _rank(community, stage, plan, models, outcome)
        progress("ranking", done := done + len(stage.block.relevant), total)
    return outcome


def _in_order(plan: Plan) -> list[Stage]:
    return [*plan.judged, *(stage for stage in plan.written if stage not in plan.judged)]


async def _advance(community: Community, stage: Stage) -> None:
    if stage.adding is None:
        await community.live_until(stage.block)
    else:
        await community.add(stage.adding, stage.block)


async def _learn(community: Community, stages: Sequence[Stage], progress: Progress) -> Learned:
    probe = await community.propose(dict.fromkeys(NAMES, 1.0))
    total = sum(len(stage.block.relevant) for stage in stages)
    share, done = min(1.0, EXAMPLES / max(1, total)), 0
    examples: list[Example] = []
    for stage in stages:
        await _advance(community, stage)
        users = sorted(stage.block.relevant)
        some = sorted(Random(len(users)).sample(users, max(1, round(share * len(users)))) if users else [])
        examples += await collect(community, probe, stage.block, some)
        progress("learning", done := done + len(users), total)
    default = {feature.name: feature.weight for feature in FORMULA.features}
    return learn(examples, NAMES, default)


async def _rank(
    community: Community, stage: Stage, plan: Plan, models: Mapping[str, ModelId | None], outcome: Outcome
) -> None:
    """Rank a block's users by every model; the first is the one that counts."""
    block, users = stage.block, list(stage.block.relevant)
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
                shown = islice(arrange(ranking.candidates, crc32(f"{block.label}:{user}".encode())), WRITTEN + FIRST)
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
