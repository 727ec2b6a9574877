"""Commercial pressure over the API: for who sees revenue, with its caution, and for months there can be."""

from typing import Any

from domain.access import Role
from domain.pressure import PressureCell, ReaderKind
from graph import pressure
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.unit.test_pressure import MAY

SIDE = "{ byDay bands { leastByDay belowByDay status left { value n } } difference { value low high signal } }"
PART = f"{{ first last left {{ value n }} paywalls {SIDE} ads {SIDE} }}"
REPORT = f"""query ($from: Date!, $to: Date!) {{ pressureReport(from: $from, to: $to) {{
  caution countedUntil total {PART} months {PART} }} }}"""
SPAN = {"from": "2026-04-30", "to": "2026-05-01"}


async def test_a_report_tells_how_many_left_by_what_they_met(api: Api, graph: Graph) -> None:
    kept = [
        PressureCell(month=MAY, activity=1, kind=ReaderKind.OTHER, paywalls=paywalls, ads=0, readers=readers, left=left,
                     active_days=100, met=50, viewed=0)
        for paywalls, readers, left in ((0, 80, 48), (3, 70, 56), (1, 19, 1))
    ]  # fmt: skip
    await graph.write(pressure.replace, MAY, kept)
    found = (await api.data(REPORT, role=Role.OPERATOR, **SPAN))["pressureReport"]
    assert found["countedUntil"] == "2026-05-31" and "not why" in found["caution"]
    assert [(part["first"], part["left"]["n"]) for part in found["months"]] == [("2026-04-01", 0), ("2026-05-01", 169)]
    paywalls, ads = found["total"]["paywalls"], found["total"]["ads"]
    assert [(band["leastByDay"], band["belowByDay"], band["status"], band["left"]) for band in paywalls["bands"]] == [
        (0, 0, "MEASURED", {"value": 0.6, "n": 80}),
        (0, 1, "INSUFFICIENT_DATA", {"value": None, "n": 19}),
        (1, 3, "INSUFFICIENT_DATA", {"value": None, "n": 0}),
        (3, None, "MEASURED", {"value": 0.8, "n": 70}),
    ]
    assert (paywalls["byDay"], paywalls["difference"]["signal"]) == (0.5, "MORE_LEAVE")
    assert ads["difference"] == {"value": None, "low": None, "high": None, "signal": "INSUFFICIENT_DATA"}


async def test_it_is_for_operators_and_of_months_there_can_be(api: Api) -> None:
    assert await api.code(REPORT, as_=sample.ADA, **SPAN) == "NOT_ALLOWED"
    wrong: tuple[dict[str, Any], ...] = (
        {"from": "2026-05-01", "to": "2026-04-01"},
        {"from": "2099-01-01", "to": "2099-01-01"},
        {"from": "2010-01-01", "to": "2026-01-01"},
    )
    for span in wrong:
        assert await api.code(REPORT, role=Role.OPERATOR, **span) == "INVALID_INPUT"
