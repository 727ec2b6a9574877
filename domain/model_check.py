"""Which scoring models may be put in use: weights that are some, of what is computed, learned not long ago."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import fsum, isfinite

from domain.errors import Conflict
from domain.formulas import formula_of
from domain.scoring import ScoringFeature, ScoringModel

STALE_AFTER = timedelta(days=180)
"""What was learned earlier is of a community that may read otherwise by now."""

EXACT = 1e-6


def check_usable(model: ScoringModel, now: datetime, path: Sequence[str] = ("input", "id")) -> None:
    """Go on only with a model that may be put in use at `now`.

    One that was in use before may always be gone back to, however long ago it was learned.

    Raises:
        Conflict: its weights are none, it weighs what isn't computed, or it was learned too long ago or from fewer
            features.
    """
    _check_weights(model.features, path)
    known = {feature.name for feature in formula_of(model.kind).features}
    gone = sorted(feature.name for feature in model.features if feature.active and feature.name not in known)
    if gone:
        raise Conflict(f"It is stale: it weighs {', '.join(gone)}, which is computed no longer. {_ANEW}", path)
    if model.training is None or model.active or model.activated_at is not None:
        return
    missing = sorted(known - {feature.name for feature in model.features})
    if missing:
        raise Conflict(f"It is stale: it was learned before there was {', '.join(missing)}. {_ANEW}", path)
    if now - model.training.until > STALE_AFTER:
        day = f"{model.training.until:%Y-%m-%d}"
        raise Conflict(f"It is stale: it knows nothing after {day}, over {STALE_AFTER.days} days ago. {_ANEW}", path)


_ANEW = "Learn weights anew by `stoa learn`, or propose them by proposeScoringModel."


def _check_weights(features: Sequence[ScoringFeature], path: Sequence[str]) -> None:
    weights = [feature.weight for feature in features]
    if not all(isfinite(weight) and weight >= 0 for weight in weights):
        raise Conflict(f"It has a weight that is no number from 0 on. {_ANEW}", path)
    if abs(fsum(weights) - 1) > EXACT:
        raise Conflict(f"Its weights sum to {fsum(weights):g}, not to 1. {_ANEW}", path)
