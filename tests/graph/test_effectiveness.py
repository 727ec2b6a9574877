"""E(a,C) in Cypher against the reference in domain/effectiveness.py, equal to 1e-9 for any cells, context and model."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.effectiveness import (
    EVERYWHERE,
    FORMULA,
    MIN_SPONSORS,
    MIN_VIEWS,
    RECENT,
    RECENTLY,
    WINDOW,
    AdEffectiveness,
    CommunityPart,
    Pair,
    Pairs,
    score,
)
from domain.ids import IdPrefix, ModelId, new_id
from domain.outbox import outbox_event
from domain.scoring import ScoringFeature, ScoringKind, Weighting
from graph import effectiveness, scoring
from graph.database import Graph, Transaction
from jobs import refresh_ad_norms
from tests.graph.cells import Cell, cell, put
from tests.profiling import hits

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
SPONSORS = ("one", "two", "three", "four", "five")
PAID = {"one": True, "two": True, "three": False, "four": True, "five": True}
CURRENCY = {"one": "EUR", "two": "EUR", "three": "USD", "four": "EUR", "five": "USD"}
WORLD = """
UNWIND $sponsors AS row
CREATE (:Sponsor {id: row.id, currency: row.currency}),
       (:Campaign {id: row.id, sponsor_id: row.id, kind: CASE WHEN row.paid THEN 'PAID' ELSE 'HOUSE' END}),
       (:Flight {id: row.id, campaign_id: row.id, sponsor_id: row.id, currency: row.currency}),
       (:Ad {id: row.id, flight_id: row.id})
"""
contexts = st.builds(
    CommunityPart,
    area_id=st.sampled_from(["", "a", "b"]),
    tag_id=st.sampled_from(["", "x", "y", "unknown"]),
    segment=st.sampled_from(["", "HIGH_VALUE"]),
    placement=st.sampled_from(["", "side", "top"]),
    device=st.sampled_from(["", "mobile"]),
    country=st.sampled_from(["", "DE"]),
)


def _cell(sponsor: str, age: int, **more: object) -> Cell:
    ids = {f"{name}_id": sponsor for name in ("campaign", "flight", "ad", "sponsor")}
    return cell(**ids, date=TODAY - timedelta(days=age), **more)


cells = st.builds(
    _cell,
    st.sampled_from(SPONSORS),
    st.integers(-1, WINDOW.days + 3),
    area_id=st.sampled_from(["", "a", "b"]),
    tag_ids=st.lists(st.sampled_from("xyz"), unique=True),
    segment=st.sampled_from(["", "HIGH_VALUE", "POTENTIAL"]),
    placement=st.sampled_from(["side", "top"]),
    device=st.sampled_from(["", "mobile"]),
    country=st.sampled_from(["", "DE", "CN"]),
    decisions=st.integers(0, 4_000),
    views=st.integers(0, 3_000),
    clicks=st.integers(0, 90),
    conversions=st.integers(0, 9),
    invalid_bot=st.integers(0, 30),
    spend_micro=st.integers(0, 9_000_000),
)
weightings = st.lists(
    st.builds(
        Weighting,
        st.sampled_from([known.name for known in FORMULA.features]),
        st.floats(0.01, 10),
        saturation=st.none() | st.floats(0.5, 5_000),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda weighting: weighting.feature,
)


def _sums(cells: Sequence[Cell], paid: Callable[[Cell], bool], same: Callable[[Cell], bool]) -> dict[str, Pair]:
    def total(name: str, fits: Callable[[Cell], bool] = lambda _: True) -> float:
        return float(sum(each.get(name, 0) for each in cells if fits(each)))

    views, clicks, conversions = total("views"), total("clicks"), total("conversions")
    valid, spend = views + clicks + conversions, total("spend_micro", same) / 1e6
    return {
        "click_rate": Pair(clicks, views),
        "conversion_rate": Pair(conversions, clicks),
        "action_rate": Pair(conversions, views),
        "viewability": Pair(views, total("decisions")),
        "validity": Pair(valid, valid + total("invalid_bot")),
        "click_yield": Pair(total("clicks", lambda each: paid(each) and same(each)), spend),
        "action_yield": Pair(total("conversions", lambda each: paid(each) and same(each)), spend),
    }


def _by(sponsors: set[str], each: Cell) -> bool:
    return each["sponsor_id"] in sponsors


def _fits(each: Cell, scope: str, value: str) -> bool:
    if scope == RECENTLY:
        return bool(each["date"] > TODAY - RECENT)
    if scope == EVERYWHERE or value == "":
        return True
    if scope == "tag":
        return value in each["tag_ids"]
    return bool(each["area_id" if scope == "area" else scope] == value)


def own_pairs(cells: Sequence[Cell], ad: str, context: CommunityPart) -> Pairs:
    slices = {EVERYWHERE: "", RECENTLY: "", **context.slices}
    of_ad = [each for each in cells if each["ad_id"] == ad]
    return {
        scope: _sums([each for each in of_ad if _fits(each, scope, value)], lambda _: True, lambda _: True)
        for scope, value in slices.items()
    }


def norm_pairs(cells: Sequence[Cell], ad: str, context: CommunityPart) -> Pairs:
    found = {}
    for scope, value in {EVERYWHERE: "", RECENTLY: "", **context.slices}.items():
        of_slice = [each for each in cells if _fits(each, scope, value)]
        if len({each["sponsor_id"] for each in of_slice}) < MIN_SPONSORS:
            of_slice = []
        same = {id for id in SPONSORS if CURRENCY[id] == CURRENCY[ad]}
        if len({each["sponsor_id"] for each in of_slice if PAID[each["sponsor_id"]]} & same) < MIN_SPONSORS:
            same = set()
        found[scope] = _sums(of_slice, lambda each: PAID[each["sponsor_id"]], partial(_by, same))
    return found


async def world(graph: Graph, cells: Sequence[Cell]) -> None:
    await graph.write(_clear)
    await put(graph, cells)
    await refresh_ad_norms.run(graph, NOW)


async def _clear(tx: Transaction) -> None:
    await (await tx.run("MATCH (n:DeliveryCell|AdNorm|Sponsor|Campaign|Flight|Ad) DETACH DELETE n")).consume()
    rows = [{"id": id, "currency": CURRENCY[id], "paid": PAID[id]} for id in SPONSORS]
    await (await tx.run(WORLD, {"sponsors": rows})).consume()


async def weighed(graph: Graph, weightings: Sequence[Weighting]) -> tuple[ScoringFeature, ...]:
    features = FORMULA.propose(weightings)
    id = ModelId(new_id(IdPrefix.MODEL))
    await graph.write(scoring.propose, id, ScoringKind.AD_EFFECTIVENESS, features, NOW)
    await graph.write(scoring.activate, id, outbox_event("scoring_model.activated", NOW, {"scoringModelId": id}))
    return features


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cells, min_size=1, max_size=30), contexts, weightings)
async def test_cypher_comes_to_what_the_reference_does(
    graph: Graph, given: list[Cell], context: CommunityPart, weightings: list[Weighting]
) -> None:
    await scoring.ensure_default_models(graph)
    await world(graph, given)
    features = await weighed(graph, weightings)
    found = await graph.read(effectiveness.scored, SPONSORS, context, NOW)
    counted = [each for each in given if TODAY - WINDOW < each["date"] <= TODAY + timedelta(days=1)]
    for ad in SPONSORS:
        own, norms = own_pairs(counted, ad, context), norm_pairs(counted, ad, context)
        parts, low, high = score(features, own, norms, context.prior)
        wanted = {part.feature: (part.preference, part.value, part.contribution) for part in parts}
        assert {part.feature for part in found[ad].parts} == set(wanted)
        for part in found[ad].parts:
            assert (part.preference, part.value, part.contribution) == pytest.approx(wanted[part.feature], abs=1e-9)
        value = sum(part.contribution for part in found[ad].parts)
        assert [found[ad].value, found[ad].low, found[ad].high] == pytest.approx([value, low, high], abs=1e-9)


def days(ad: str, views: int, clicks: int, **more: object) -> Iterator[Cell]:
    """So much a day for ten days."""
    for age in range(10):
        yield _cell(ad, age, views=views, clicks=clicks, decisions=views * 2, **more)


async def test_below_a_thousand_views_nothing_is_said_but_how_little_is_known(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await world(graph, [*days("one", 99, 9), *days("two", 100, 2), *days("three", 500, 5)])
    found = await graph.read(effectiveness.of_ads, SPONSORS, CommunityPart(), NOW)
    few, enough = found["one"], found["two"]
    assert (few.status, few.value, few.parts, few.n) == ("INSUFFICIENT_DATA", None, (), 990)
    assert few.low is not None and few.high is not None and few.low < few.high
    assert (enough.status, enough.n, len(enough.parts)) == ("MEASURED", MIN_VIEWS, 20)
    assert enough.value is not None
    assert enough.value == pytest.approx(sum(part.contribution for part in enough.parts), abs=1e-9)


async def test_a_part_with_few_readers_tells_nothing_of_them(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await world(graph, [*days("one", 200, 9), *days("one", 200, 9, country="DE", reader_marks=[1, 2, 3])])
    found = (await graph.read(effectiveness.of_ads, ["one"], CommunityPart(country="DE"), NOW))["one"]
    assert (found.status, found.n, found.low, found.high) == ("INSUFFICIENT_DATA", 0, None, None)


async def test_what_is_clicked_more_in_a_part_does_better_there(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    shown = [
        *days("one", 400, 20, tag_ids=["x"]),
        *days("one", 400, 2, tag_ids=["y"]),
        *days("two", 400, 6, tag_ids=["x"]),
        *days("two", 400, 6, tag_ids=["y"]),
        *days("three", 400, 6, tag_ids=["x", "y"]),
    ]
    await world(graph, shown)
    x, y = [
        (await graph.read(effectiveness.of_ads, ["one", "two"], CommunityPart(tag_id=tag), NOW)) for tag in ("x", "y")
    ]
    assert _value(x["one"]) - _value(y["one"]) > 0.01 > _value(x["two"]) - _value(y["two"])
    assert _ad_side(x["one"], "click_rate_tag") > 0.6 and _ad_side(y["one"], "click_rate_tag") < 0.4


async def test_what_was_found_invalid_later_lowers_it_with_the_next_run(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    shown = [*days("one", 200, 8), *days("two", 200, 4), *days("three", 200, 4)]
    await world(graph, shown)
    before = _value((await graph.read(effectiveness.of_ads, ["one"], CommunityPart(), NOW))["one"])
    taken = {"clicks": 1, "invalid_invalidated": 7}
    await world(graph, [each | taken if each["ad_id"] == "one" else each for each in shown])
    assert _value((await graph.read(effectiveness.of_ads, ["one"], CommunityPart(), NOW))["one"]) < before


def _ad_side(of: AdEffectiveness, feature: str) -> float:
    (side,) = [part.preference for part in of.parts if part.feature == feature]
    assert side is not None
    return side


def _value(of: AdEffectiveness) -> float:
    assert of.value is not None
    return of.value


async def test_it_costs_the_same_however_much_others_deliver(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    params = effectiveness.score_params(["one"], CommunityPart(tag_id="x", device="mobile"), NOW)

    async def cost(others: int) -> int:
        spread = [_cell("two", n % 60, views=1, tag_ids=[f"tag {n % 50}"], key=n) for n in range(others)]
        await world(graph, [*days("one", 50, 1), *days("three", 5, 1, tag_ids=["x"]), *spread])
        return await hits(graph, effectiveness.SCORE, params)

    few, many = await cost(100), await cost(2_000)
    assert many <= few * 1.1


async def test_slices_of_one_or_two_sponsors_are_nobodys_measure(graph: Graph) -> None:
    await world(graph, [*days("one", 9, 1, area_id="a"), *days("two", 9, 1, area_id="a"), *days("three", 9, 1)])
    assert await _norms(graph) == {"everywhere": 2, "recent": 2, "placement": 2}
    await world(graph, [*days("one", 9, 1), *days("two", 9, 1)])
    assert await _norms(graph) == {}, "what is delivered no more is forgotten, and two know of each other"


async def test_where_two_sponsors_advertise_neither_is_told_how_the_other_does(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)

    async def told(*of: Iterator[Cell]) -> tuple[AdEffectiveness, AdEffectiveness]:
        await world(graph, [each for some in of for each in some])
        found = await graph.read(effectiveness.of_ads, SPONSORS, CommunityPart(), NOW)
        return found["one"], found["two"]

    for one in await told(days("one", 300, 3), days("two", 300, 30)):
        assert (one.status, one.n, one.value, one.low, one.high, one.parts) == (
            "INSUFFICIENT_DATA", 3_000, None, None, None, ()
        )  # fmt: skip
    three = days("one", 300, 3), days("two", 300, 30), days("three", 300, 3)
    assert all(one.value is not None for one in await told(*three))


async def test_what_two_sponsors_paid_in_a_currency_is_nobodys_measure(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    often = {"one": 9, "two": 1, "three": 1, "four": 1, "five": 1}

    async def yields(*sponsors: str) -> set[float | None]:
        paid = [days(id, 300, 30, conversions=often[id], spend_micro=9_000_000) for id in sponsors]
        await world(graph, [each for some in paid for each in some])
        found = (await graph.read(effectiveness.of_ads, ["one"], CommunityPart(), NOW))["one"]
        assert found.parts
        return {part.preference for part in found.parts if part.feature.startswith("action_yield")}

    assert await yields("one", "two", "three", "five") == {0.5}, "only two paid in EUR"
    assert min(filter(None, await yields("one", "two", "four"))) > 0.5


async def _norms(graph: Graph) -> Mapping[str, int]:
    async def read(tx: Transaction) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        async for row in await tx.run("MATCH (norm:AdNorm) RETURN norm.scope AS scope"):
            found[row["scope"]] += 1
        return dict(found)

    return await graph.read(read)
