"""Weights learned from a live community's own log, beside those in use, and the inactive version that keeps them.

The log is read once and lived through again on a graph of its own, as any data set is: as of a past moment the live
graph can't rank, since its edges hold what came later, and what serves members isn't kept busy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audit import by_command_line
from domain.fair_share import ExposureCheck
from domain.formulas import formula_of
from domain.ids import IdPrefix, ModelId, new_id
from domain.model_check import check_usable
from domain.scoring import ScoringKind, ScoringModel, Training, Weighting
from evaluation.collect import NAMES
from evaluation.community import Community
from evaluation.comparison import Compared, compare
from evaluation.live import Live
from evaluation.outcome import LEARNED, UNPLACED, Base, Outcome
from evaluation.plan import Plan
from evaluation.run import Progress, evaluate
from evaluation.splits import moment
from graph import scoring
from graph.database import Graph
from jobs.fairness import guard


@dataclass(frozen=True)
class Lesson:
    """What came of learning beside the model in use."""

    outcome: Outcome
    former: str
    """The name of the method that is the model in use."""
    training: Training
    compared: Sequence[Compared]
    plain: Sequence[Compared] | None
    """The same of weights that every click counts alike for, where the places of some are known."""

    @property
    def weightings(self) -> Sequence[Weighting]:
        """What was learned, to be proposed."""
        return [Weighting(name, weight) for name, weight in self.outcome.learned.weights.items()]

    @property
    def better(self) -> bool:
        """Whether later days leave little doubt that the learned weights rank better."""
        return self.training.gain_low > 0


async def in_use(graph: Graph, kind: ScoringKind, now: datetime) -> ScoringModel:
    """The model of a kind that is in use.

    Raises:
        Conflict: its weights are none, so nothing can start from them.
    """
    model = await graph.read(scoring.find, kind, None)
    assert model is not None, "there is a model in use from the first start on"
    check_usable(model, now, ("model",))
    return model


async def learn_beside(
    former: ScoringModel, live: Live, plan: Plan, community: Community, progress: Progress
) -> Lesson:
    """Learn, and judge by later days.

    Raises:
        Conflict: too few members tell anything.
    """
    weights = {feature.name: feature.weight for feature in former.features}
    base = Base(f"version {former.version}", {name: weights.get(name, 0.0) for name in NAMES}, always=True)
    outcome = await evaluate(community, plan, progress, base)
    segments = {user: str(segment) for user, segment in live.segments.items()}
    before, after = outcome.methods[base.name], outcome.methods[LEARNED]
    compared = compare(after, before, outcome.live, segments)
    unplaced = outcome.methods.get(UNPLACED)
    plain = compare(unplaced, before, outcome.live, segments) if unplaced is not None else None
    training = _training(former, live, plan, outcome, compared[0])
    return Lesson(outcome, base.name, training, compared, plain)


def _training(former: ScoringModel, live: Live, plan: Plan, outcome: Outcome, ndcg: Compared) -> Training:
    blocks = [stage.block for stage in plan.learning]
    return Training(
        since=moment(blocks[0].until),
        until=moment(blocks[-1].end),
        acts=sum(act.at < blocks[-1].end for act in live.log.acts),
        queries=outcome.learned.examples,
        judged=ndcg.queries,
        gain=ndcg.difference.value,
        gain_low=ndcg.difference.low,
        gain_high=ndcg.difference.high,
        by_place=outcome.plain is not None,
        compared_version=former.version,
    )


async def keep(
    graph: Graph, kind: ScoringKind, learned: Sequence[Weighting], training: Training, now: datetime
) -> ScoringModel:
    """Store the weights as an inactive version, with an entry of the audit log.

    Raises:
        InvalidInput: a weight is no number from 0 on, or all are 0.
    """
    features = formula_of(kind).propose(learned)
    id = ModelId(new_id(IdPrefix.MODEL))
    weights = {feature.name: feature.weight for feature in features if feature.active}
    told = {"kind": kind, "weights": weights, "training": training.model_dump(mode="json")}
    entry = by_command_line("scoring_model.proposed", id, now, told)
    return await graph.write(scoring.propose, id, kind, features, now, entry, training)


async def keep_ranking(
    graph: Graph, learned: Sequence[Weighting], training: Training, now: datetime
) -> tuple[ScoringModel, ExposureCheck | None]:
    """The same of weights of R(u,c), with what they make worse for whom: None of too few members.

    Cut off in between, the version is kept all the same, and the job `measure-exposure` makes good for it.
    """
    kept = await keep(graph, ScoringKind.RECOMMENDATION, learned, training, now)
    return kept, await guard(graph, kept.id, now)
