"""The formulas of this release: one entry a kind of score, each kept in the module that computes it."""

from collections.abc import Mapping

from domain import activity, effectiveness, recommendation
from domain.scoring import Formula, ScoringKind

FORMULAS: Mapping[ScoringKind, Formula] = {
    formula.kind: formula for formula in (activity.FORMULA, recommendation.FORMULA, effectiveness.FORMULA)
}


def formula_of(kind: ScoringKind) -> Formula:
    """The formula of that kind."""
    return FORMULAS[kind]
