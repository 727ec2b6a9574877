"""Weights of E(a,C) from clicks: what was planted is found by other ads, and products are those of the formula."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.ad_products import COUNTS, MADE_OF, Came, products
from domain.click_learning import Clicks, compared, crossed, fit
from domain.effectiveness import FORMULA, MEASURES, SHAPE, Pair, factor
from domain.errors import Conflict
from domain.ids import IdPrefix, ModelId, new_id
from domain.judging import Floats, auc
from domain.scoring import ScoringKind, ScoringModel, Weighting
from evaluation.ad_cells import Delivery, delivered
from evaluation.learn_ads import AFTER, learn_clicks, observed
from evaluation.learn_ads_report import sentences
from graph.learning import AdCells

FEATURES = sorted(FORMULA.propose([Weighting(name, 1.0) for name in SHAPE]), key=lambda one: one.name)
FIRST, DAYS, EVERY = 20_000, 130, 5
LAST = FIRST + DAYS - EVERY


def model(**weights: float) -> ScoringModel:
    return ScoringModel(
        id=ModelId(new_id(IdPrefix.MODEL)),
        kind=ScoringKind.AD_EFFECTIVENESS,
        version=4,
        active=True,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        features=FORMULA.propose([Weighting(name, weight) for name, weight in weights.items()]),
    )


def planted(ads: int = 30, seed: int = 5) -> Delivery:
    """Ads that are clicked more the later their number, twice as often on mobiles; orders follow the other way."""
    draw, rows = np.random.default_rng(seed), []
    for ad in range(ads):
        for day in range(0, DAYS, EVERY):
            for device, more in (("mobile", 2.0), ("desktop", 1.0)):
                clicks = int(draw.binomial(200, 0.004 * (1 + ad % 10) * more))
                orders = int(draw.binomial(clicks, 0.04 * (10 - ad % 10))) if clicks else 0
                counts = (400, 200, clicks, orders, int(draw.integers(0, 9)), 1_000_000)
                rows.append((f"ad{ad:02}", f"sponsor{ad % 4}", "EUR", True, FIRST + day, (("device", device),), counts))
    return delivered([AdCells.model_validate(dict(zip(AdCells.model_fields, zip(*rows, strict=True), strict=True)))])


def best(log: Delivery) -> float:
    """The AUC of the chances by which clicks were drawn."""
    found = observed(log, LAST - AFTER, FEATURES)
    more = {("everywhere", ""): 1.5, ("device", "mobile"): 2.0, ("device", "desktop"): 1.0}
    of_slices = np.array([more[slice] for slice in log.slices])
    return auc((1 + found.clicks.ads % 10) * of_slices[found.slices], *found.clicks.once)


FORMER = model(conversion_rate=0.8, click_rate=0.1, validity=0.1)


def test_what_is_clicked_is_told_by_ads_it_was_not_learned_from() -> None:
    lesson = learn_clicks(planted(), FORMER)
    weights = {one.feature: one.weight for one in lesson.weightings}
    clicks = sum(weight for name, weight in weights.items() if SHAPE[name][0] == "click_rate")
    assert clicks > 0.5 and max(weights, key=lambda name: weights[name]) == "click_rate_device", weights
    assert weights["conversion_rate"] == pytest.approx(0, abs=0.01), "orders are the fewer the more clicks there are"
    assert sum(weights.values()) == pytest.approx(1) and min(weights.values()) >= 0
    assert lesson.views.former < 0.5 and best(planted()) - 0.02 < lesson.views.former + lesson.training.gain
    assert lesson.training.gain_low > 0 and lesson.parts.change.low > 0
    assert lesson.training.compared_version == 4 and lesson.ads == 30
    assert lesson.training.until == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=LAST - AFTER + 1)
    assert [one.saturation for one in lesson.weightings] == [one.saturation for one in FEATURES]
    said = " ".join(sentences(lesson))
    assert "They tell better" in said and "conversion_rate 0.80" in said and "no proof" not in said


def test_what_comes_later_changes_nothing_that_was_learned() -> None:
    log = planted()
    later = np.where((log.days > LAST - AFTER)[:, None], log.counts[::-1], log.counts)
    assert learn_clicks(replace(log, counts=later), FORMER).weightings == learn_clicks(log, FORMER).weightings


def test_each_view_counts_once_however_many_parts_it_is_in() -> None:
    log = planted()
    found = observed(log, LAST - AFTER, FEATURES).clicks
    assert len(found.ads) == 3 * 30, "everywhere, on mobiles and on desktops"
    clicked, missed = found.once
    after = log.counts[log.days > LAST - AFTER]
    assert [clicked.sum(), (clicked + missed).sum()] == pytest.approx([after[:, 2].sum(), after[:, 1].sum()])


def test_of_two_sponsors_nothing_is_learned() -> None:
    log = planted()
    assert not len(observed(replace(log, sponsors=log.sponsors % 2), LAST - AFTER, FEATURES).clicks.ads)


def rows(draw: np.random.Generator, size: int) -> Floats:
    found = draw.integers(0, 3_000, (size, len(COUNTS))).astype(float)
    found[draw.random(found.shape) < 0.3] = 0
    return found


def test_products_are_those_of_the_formula() -> None:
    draw, scopes = np.random.default_rng(7), np.array(["everywhere", "tag", "device", "placement"] * 15)
    own, norms = (Came(*(rows(draw, len(scopes)) for _ in range(3))) for _ in range(2))
    unnamed = scopes == "everywhere"
    own.named[unnamed], norms.named[unnamed] = own.whole[unnamed], norms.whole[unnamed]
    found = products(FEATURES, scopes, own, norms)
    for column, feature in enumerate(FEATURES):
        measure, scope = SHAPE[feature.name]
        for row, named in enumerate(scopes):
            at = "lately" if scope == "recent" else "named" if scope == named else "whole"
            prior = "named" if named in ("tag", "placement") else "whole"
            k = feature.saturation or MEASURES[measure].prior
            taken = ((own, at), (norms, at), (norms, prior), (norms, "whole"))
            wanted = factor(measure, k, *(pair(measure, getattr(of, which)[row]) for of, which in taken))
            assert found[row, column] == pytest.approx(wanted.ad * wanted.community, rel=0, abs=1e-12)


def pair(measure: str, row: Floats) -> Pair:
    hits, trials = (sum(row[COUNTS.index(name)] for name in names) for names in MADE_OF[measure])
    return Pair(float(hits), float(trials))


def of_chance(draw: np.random.Generator, size: int) -> Clicks:
    views = np.full(size, 400.0)
    clicks = draw.binomial(400, 0.02, size).astype(float)
    return Clicks(np.arange(size) % 20, 0.2 + 0.1 * draw.random((size, 3)), views, clicks, np.ones(size))


def test_chance_leaves_weights_near_those_in_use_and_is_no_gain() -> None:
    draw, start = np.random.default_rng(3), np.array([0.6, 0.4, 0.0])
    taught, judged = of_chance(draw, 60), of_chance(draw, 60)
    views, parts = compared(judged, crossed(taught, judged, start), judged.values @ start)
    assert views.change.low < 0 < views.change.high and parts.change.low < 0 < parts.change.high
    untold = replace(taught, values=np.full((60, 3), 0.25))
    assert fit(untold, start) == pytest.approx(start, abs=1e-6)


NOTHING = dict.fromkeys(AdCells.model_fields, ())


@pytest.mark.parametrize(
    "log",
    [planted(ads=9), delivered([]), delivered([AdCells.model_validate(NOTHING)])],
    ids=["few ads", "no answer", "nothing delivered"],
)
def test_too_little_is_said(log: Delivery) -> None:
    with pytest.raises(Conflict, match=r"Too little to learn from: [09] ads"):
        learn_clicks(log, FORMER)


def test_clicks_too_few_to_tell_are_said() -> None:
    log = planted()
    seldom = log.counts.copy()
    seldom[:, 2] = seldom[:, 3] = 0
    with pytest.raises(Conflict, match="and 0 clicks"):
        learn_clicks(replace(log, counts=seldom), FORMER)
