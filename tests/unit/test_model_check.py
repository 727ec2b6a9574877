"""Which models may be put in use: what is none, or stale, is turned down and says what to do."""

from datetime import UTC, datetime, timedelta
from math import nan
from typing import Any

import pytest

from domain.errors import Conflict
from domain.ids import IdPrefix, ModelId, new_id
from domain.model_check import check_usable
from domain.recommendation import FORMULA
from domain.scoring import ScoringFeature, ScoringKind, ScoringModel, Training

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def trained(days_ago: float) -> Training:
    until = NOW - timedelta(days=days_ago)
    numbers: dict[str, Any] = {"acts": 9, "queries": 9, "judged": 9, "gain": 0.1, "gain_low": 0.0, "gain_high": 0.2}
    return Training(since=until - timedelta(days=28), until=until, by_place=False, compared_version=1, **numbers)


def feature(name: str, weight: float) -> ScoringFeature:
    return ScoringFeature(
        kind=ScoringKind.RECOMMENDATION, name=name, weight=weight, half_life_days=None, daily_cap=None, saturation=None
    )


def model(**changes: Any) -> ScoringModel:
    whole = ScoringModel(
        id=ModelId(new_id(IdPrefix.MODEL)),
        kind=ScoringKind.RECOMMENDATION,
        version=2,
        active=False,
        created_at=NOW,
        features=FORMULA.defaults(),
    )
    return whole.model_copy(update=changes)


@pytest.mark.parametrize(
    "usable",
    [
        model(),
        model(training=trained(days_ago=179)),
        model(training=trained(days_ago=900), activated_at=NOW - timedelta(days=800)),
        model(features=FORMULA.defaults()[:-1]),
        model(features=(*FORMULA.defaults(), feature("gone", 0.0))),
    ],
    ids=[
        "chosen",
        "learned of late",
        "in use before",
        "chosen, of fewer features",
        "a feature gone that weighed nothing",
    ],
)
def test_what_may_be_put_in_use(usable: ScoringModel) -> None:
    check_usable(usable, NOW)


@pytest.mark.parametrize(
    ("stale", "said"),
    [
        (model(training=trained(days_ago=181)), "knows nothing after"),
        (model(training=trained(days_ago=1), features=FORMULA.defaults()[:-1]), "before there was underexposed"),
        (model(features=(feature("gone", 1.0),)), "it weighs gone"),
        (model(features=(feature("walk", nan),)), "no number"),
        (model(features=(feature("walk", -1.0), feature("unseen", 2.0))), "no number"),
        (model(features=(feature("walk", 0.0),)), "sum to 0"),
        (model(features=()), "sum to 0"),
    ],
    ids=["long ago", "of fewer features", "of a feature gone", "NaN", "below 0", "all 0", "none"],
)
def test_what_may_not(stale: ScoringModel, said: str) -> None:
    with pytest.raises(Conflict, match=said) as refused:
        check_usable(stale, NOW)
    assert refused.value.path == ("input", "id")
