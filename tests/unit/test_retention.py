"""How long what members did is kept, by the settings and by what formulas need."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from domain.retention import Retention
from settings import Settings


@pytest.mark.parametrize(
    ("acts", "sums", "half_life", "kept"),
    [(0, 0, 45, None), (400, 0, 45, None), (400, 400, 45, 900), (400, 1_000, 45, 1_000), (800, 400, 14, 800)],
)
def test_sums_stay_while_acts_or_formulas_need_them(acts: int, sums: int, half_life: float, kept: int | None) -> None:
    assert Retention.of(acts, sums).sums_kept(half_life) == (kept and timedelta(days=kept))


@pytest.mark.parametrize(
    ("variable", "days", "why"),
    [("STOA_KEEP_ACTS_DAYS", "30", "365 days at least"), ("STOA_KEEP_SUMS_DAYS", "400", "needs STOA_KEEP_ACTS_DAYS")],
)
def test_settings_that_would_cost_a_score_or_an_erasure_are_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, days: str, why: str
) -> None:
    monkeypatch.setenv(variable, days)
    with pytest.raises(ValidationError, match=why):
        Settings()
