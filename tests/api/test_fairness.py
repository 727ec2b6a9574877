"""Who comes before readers, what a version makes worse, and how unequal weeks were, over the API."""

from datetime import date, timedelta

from domain.access import Role
from domain.fair_group import ExposureDimension
from domain.fair_share import Exposure, ExposureCheck, ExposureShare, ExposureWarning
from domain.popularity import PopularityWeek
from domain.scoring import ScoringKind
from graph import fairness, popularity, scoring
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api

TENURE = ExposureDimension.AUTHOR_TENURE
NEW = ExposureShare(
    dimension=TENURE,
    group="under 90 days",
    contents=30,
    of_contents=0.5,
    places=250,
    of_places=0.25,
    low=0.2,
    high=0.3,
    scored=900,
    score=0.4,
    score_low=0.35,
    score_high=0.45,
)
WARNING = ExposureWarning(
    dimension=TENURE,
    group="under 90 days",
    of_contents=0.5,
    before=0.25,
    after=0.1,
    low=-0.2,
    high=-0.1,
    members=100,
)
EXPOSURE = """{ exposure { asOf members contents inequality model { version } shares {
  dimension group contents ofContents places ofPlaces low high ratio scored score scoreLow scoreHigh } } }"""
CHECKS = """{ scoringModels(kind: RECOMMENDATION) { version exposureCheckedAt exposureComparedVersion
  exposureWarnings { dimension group ofContents before after low high members sentence } } }"""
WEEKS = "query ($first: Int!) { popularityWeeks(first: $first) { week acts contents gini topTenth } }"
PROPOSE = """mutation { proposeScoringModel(input: {kind: RECOMMENDATION, weights: [{feature: "walk", weight: 1}]}) {
  scoringModel { id exposureWarnings { group } } } }"""


async def test_operators_see_who_comes_before_readers(api: Api, graph: Graph) -> None:
    assert (await api.data(EXPOSURE, role=Role.OPERATOR))["exposure"] is None, "nothing was measured"
    model = await graph.read(scoring.find, ScoringKind.RECOMMENDATION, None)
    assert model is not None
    unscored = NEW.model_copy(update={"group": "other", "of_contents": 0.0, "score": None, "scored": 0})
    found = Exposure(
        as_of=sample.NOW, model_id=model.id, members=100, contents=60, inequality=0.6, shares=(NEW, unscored)
    )
    for _ in range(2):
        await graph.write(fairness.keep, found)
    told = (await api.data(EXPOSURE, role=Role.OPERATOR))["exposure"]
    assert (told["members"], told["contents"], told["inequality"], told["model"]) == (100, 60, 0.6, {"version": 1})
    other, new = told["shares"]
    assert (other["group"], other["ratio"], other["score"]) == ("other", None, None)
    assert new == {
        "dimension": "AUTHOR_TENURE", "group": "under 90 days", "contents": 30, "ofContents": 0.5, "places": 250,
        "ofPlaces": 0.25, "low": 0.2, "high": 0.3, "ratio": 0.5, "scored": 900, "score": 0.4, "scoreLow": 0.35,
        "scoreHigh": 0.45,
    }  # fmt: skip
    assert await api.code(EXPOSURE, as_=sample.ADA) == "NOT_ALLOWED"


async def test_warnings_are_seen_before_a_version_is_activated(api: Api, graph: Graph) -> None:
    made = (await api.data(PROPOSE, role=Role.OPERATOR))["proposeScoringModel"]["scoringModel"]
    assert made["exposureWarnings"] is None, "it wasn't held against the one in use"
    check = ExposureCheck(checked_at=sample.NOW, compared_version=1, warnings=(WARNING,))
    for _ in range(2):
        await graph.write(fairness.keep_check, made["id"], check)
    proposed, first = (await api.data(CHECKS, role=Role.MODERATOR))["scoringModels"]
    (warning,) = proposed["exposureWarnings"]
    assert (proposed["version"], proposed["exposureComparedVersion"], first["exposureWarnings"]) == (2, 1, None)
    assert (warning["before"], warning["after"], warning["low"], warning["high"]) == (0.25, 0.1, -0.2, -0.1)
    assert warning["sentence"].startswith("author's tenure under 90 days: 10.0% of places instead of 25.0%")
    await graph.write(fairness.keep_check, made["id"], check.model_copy(update={"warnings": ()}))
    proposed, _ = (await api.data(CHECKS, role=Role.MODERATOR))["scoringModels"]
    assert proposed["exposureWarnings"] == [] and proposed["exposureCheckedAt"]
    everybody = "{ scoringModel(kind: RECOMMENDATION) { version exposureWarnings { group } } }"
    answer = await api.ask(everybody, as_=sample.ADA)
    assert answer["data"] == {"scoringModel": {"version": 1, "exposureWarnings": None}}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_ALLOWED"]


async def test_weeks_come_the_newest_first(api: Api, graph: Graph) -> None:
    monday = date(2026, 6, 1)
    weeks = [
        PopularityWeek(week=monday - timedelta(days=7 * ago), acts=9, contents=3, gini=0.1 * ago, top_tenth=None)
        for ago in range(3)
    ]
    for _ in range(2):
        await graph.write(popularity.keep, weeks)
    told = (await api.data(WEEKS, first=2, role=Role.OPERATOR))["popularityWeeks"]
    assert [(week["week"], week["gini"]) for week in told] == [("2026-06-01", 0.0), ("2026-05-25", 0.1)]
    for first in (0, -1, 105):
        assert await api.code(WEEKS, first=first, role=Role.OPERATOR) == "INVALID_INPUT"
    assert await api.code(WEEKS, first=2, as_=sample.ADA) == "NOT_ALLOWED"
