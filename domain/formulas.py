"""The formulas of this release: one entry a kind of score, each kept in the module that computes it."""

from collections.abc import Mapping

from domain import activity, recommendation
from domain.errors import NotFound
from domain.scoring import Formula, ScoringKind

FORMULAS: Mapping[ScoringKind, Formula] = {
    formula.kind: formula for formula in (activity.FORMULA, recommendation.FORMULA)
}


def formula_of(kind: ScoringKind) -> Formula:
    """The formula of that kind.

    Raises:
        NotFound: this release computes none.
    """
    if kind not in FORMULAS:
        raise NotFound(f"Nothing is scored by {kind} yet; there are {', '.join(FORMULAS)}.", ("kind",))
    return FORMULAS[kind]
