"""Learning E(a,C) from delivery in the graph: what is read is what Cypher tells, and the version is kept inactive."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.effectiveness import FORMULA, MIN_VIEWS, SHAPE, CommunityPart
from domain.errors import Conflict
from domain.ids import IdPrefix, ModelId, new_id
from domain.scoring import ScoringKind, ScoringModel, Weighting
from evaluation.ad_cells import read_cells
from evaluation.learn_ads import AFTER, READ_DAYS, observed
from graph import effectiveness, scoring
from graph.database import Graph, Server
from jobs import refresh_ad_norms
from tests.graph.test_learn import activated, learn, run

ADS, DAYS = 16, 130
WORLD = """
UNWIND range(0, $ads - 1) AS n
WITH n, 'sponsor' + n % 4 AS sponsor_id, ['EUR', 'USD'][n % 4 / 3] AS currency
MERGE (sponsor:Sponsor {id: sponsor_id}) SET sponsor.currency = currency
MERGE (campaign:Campaign {id: sponsor_id})
SET campaign.sponsor_id = sponsor_id, campaign.kind = ['PAID', 'HOUSE'][n % 4 / 3]
CREATE (:Flight {id: 'flt' + n, campaign_id: sponsor_id, sponsor_id: sponsor_id, currency: currency})
CREATE (:Ad {id: 'adv' + n, flight_id: 'flt' + n})
WITH n, sponsor_id
UNWIND range(0, $days - 1, 5) AS day
UNWIND range(0, 1) AS mobile
CREATE (:DeliveryCell {key: n + '|' + day + '|' + mobile, campaign_id: sponsor_id, sponsor_id: sponsor_id,
  flight_id: 'flt' + n, ad_id: 'adv' + n, date: $last - duration({days: day}), placement: ['side', 'top'][n % 2],
  device: ['', 'mobile'][mobile], country: ['DE', 'CN', ''][day % 3], segment: '', area_id: ['a', 'b'][n / 8],
  tag_ids: [['x'], ['x', 'y'], []][day % 3], decisions: 300 + day, views: 160 + n, invalid_bot: n % 3,
  clicks: (1 + n % 8) * (1 + mobile), conversions: CASE WHEN day % (1 + n % 8) = 0 THEN 2 ELSE 0 END,
  spend_micro: CASE n % 4 WHEN 3 THEN 0 ELSE 900000 + 7000 * n END, reader_marks: range(0, 19)})
"""
NOW = datetime.now(UTC)
PARTS = [CommunityPart(), CommunityPart(tag_id="x"), CommunityPart(device="mobile"), CommunityPart(area_id="b")]


async def world(graph: Graph, last: date) -> None:
    await scoring.ensure_default_models(graph)
    await run(graph, WORLD, ads=ADS, days=DAYS, last=last)


async def put_in_use(graph: Graph, **weights: float) -> ScoringModel:
    features = FORMULA.propose([Weighting(name, weight) for name, weight in weights.items()])
    id = ModelId(new_id(IdPrefix.MODEL))
    await graph.write(scoring.propose, id, ScoringKind.AD_EFFECTIVENESS, features, NOW)
    model = await graph.write(scoring.activate, id, activated(id))
    assert model is not None
    return model


async def test_what_is_learned_from_is_what_cypher_tells(graph: Graph) -> None:
    """As of a fortnight ago, which the job and the query are told is today."""
    today = NOW - timedelta(days=AFTER)
    await world(graph, today.date())
    await refresh_ad_norms.run(graph, today)
    model = await put_in_use(graph, **{name: 1 + number for number, name in enumerate(SHAPE)})
    told: dict[tuple[str, str, str], effectiveness.Scored] = {}
    for part in PARTS:
        scope, value = next(((scope, value) for scope, value in part.slices.items() if value), ("everywhere", ""))
        rows = await graph.read(effectiveness.scored, [f"adv{n}" for n in range(ADS)], part, today)
        told |= {(id, scope, value): row for id, row in rows.items() if row.n >= MIN_VIEWS}
    later = "MATCH (c:DeliveryCell {date: $last}) CREATE (l:DeliveryCell) SET l = c {.*, key: 'l' + c.key, date: $day}"
    await run(graph, later, last=today.date(), day=NOW.date() - timedelta(days=1))
    await run(graph, later, last=today.date() - timedelta(days=5), day=NOW.date())
    of = await read_cells(graph, NOW.date(), READ_DAYS)
    features = sorted(model.features, key=lambda one: one.name)
    found = observed(of, int(of.days.max()) - AFTER, features)
    compared = 0
    for ad, slice, values in zip(found.clicks.ads, found.slices, found.clicks.values, strict=True):
        row = told.get((of.names[ad], *of.slices[slice]))
        if row is not None:
            parts = {part.feature: (part.preference or 0) * part.value for part in row.parts}
            assert values == pytest.approx([parts[feature.name] for feature in features], rel=0, abs=1e-9)
            compared += 1
    assert compared == len(told) > 3 * ADS / 2


async def test_weights_are_learned_from_clicks_and_kept_inactive(graph: Graph, server: Server, tmp_path: Path) -> None:
    await world(graph, NOW.date() - timedelta(days=3))
    former = await put_in_use(graph, action_rate=0.7, click_rate=0.2, validity=0.1)
    result = await learn(server, "--kind", "AD_EFFECTIVENESS", "--out", tmp_path / "ads.csv", "--dry-run")
    assert result.exit_code == 0 and "Kept" not in result.output, result.output
    result = await learn(server, "--kind", "AD_EFFECTIVENESS", "--out", tmp_path / "ads.csv")
    assert result.exit_code == 0 and "Kept as version 3" in result.output, result.output
    kept = await graph.read(scoring.find, ScoringKind.AD_EFFECTIVENESS, 3)
    assert kept is not None and kept.training is not None and not kept.active
    assert kept.training.compared_version == former.version == 2
    weights = {feature.name: feature.weight for feature in kept.features}
    assert sum(weights.values()) == pytest.approx(1) and kept.training.gain_low > 0
    assert sum(weight for name, weight in weights.items() if name.startswith("click_rate")) > 0.5
    with (tmp_path / "ads.csv").open(encoding="utf-8") as stream:
        assert {row["feature"]: float(row["learned"]) for row in csv.DictReader(stream)} == pytest.approx(weights)
    with (tmp_path / "ads.figures.csv").open(encoding="utf-8") as stream:
        figures = list(csv.DictReader(stream))
    assert [float(figures[0][name]) for name in ("difference", "low")] == [kept.training.gain, kept.training.gain_low]


ONE_AD = "MATCH (cell:DeliveryCell) SET cell.ad_id = 'adv0'"
TWO_SPONSORS = "MATCH (campaign:Campaign) SET campaign.sponsor_id = 'sponsor' + toInteger(right(campaign.id, 1)) % 2"
NO_CLICK = "MATCH (cell:DeliveryCell) SET cell.clicks = 0, cell.conversions = 0"
ONE_DAY = "MATCH (cell:DeliveryCell) SET cell.date = date()"
NOTHING = "MATCH (cell:DeliveryCell) DELETE cell"
NO_WEIGHTS = "MATCH (:ScoringModel {kind: 'AD_EFFECTIVENESS'})-[:HAS_FEATURE]->(f) SET f.weight = 0.0"


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (ONE_AD, "1 ads"),
        (TWO_SPONSORS, "0 ads"),
        (NO_CLICK, "0 clicks"),
        (ONE_DAY, "0 ads"),
        (NOTHING, "0 ads"),
        (NO_WEIGHTS, "sum to 0"),
    ],
    ids=["one ad", "two sponsors", "no click", "one day", "nothing", "weights that are none"],
)
async def test_too_little_is_said_and_changes_nothing(
    graph: Graph, server: Server, tmp_path: Path, spoiled: str, said: str
) -> None:
    await world(graph, NOW.date())
    await run(graph, spoiled)
    result = await learn(server, "--kind", "AD_EFFECTIVENESS", "--out", tmp_path / "ads.csv")
    assert isinstance(result.exception, Conflict) and said in result.exception.message, result
    assert not (tmp_path / "ads.csv").exists()
    assert len(await graph.read(scoring.versions, ScoringKind.AD_EFFECTIVENESS, 10)) == 1
