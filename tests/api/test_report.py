"""Reports: one a member and target, weighed by the reporter's record, hiding by their weight, and limits."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.report import DAILY_OF_NEWCOMERS, HIDING_WEIGHT, Reporter
from domain.standing import Level
from graph import audit, outbox
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

REPORT = """mutation ($id: ID!, $reason: Norm!, $note: String) {
  reportContent(input: {targetId: $id, reason: $reason, note: $note}) {
    reportId userErrors { __typename message path } } }"""
CROWD = """UNWIND range(1, $size) AS n
CREATE (:User {id: 'usr_01jz00000000000000000001' + right('0' + n, 2), handle: 'crowd' + n, display_name: 'C',
               joined_at: $joined_at})"""
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def member(number: int) -> str:
    """The id of one of the crowd."""
    return f"usr_01jz00000000000000000001{number:02}"


async def crowd(graph: Graph, size: int, joined_at: datetime = LONG_AGO) -> None:
    """Let there be so many more members."""
    await rows(graph, CROWD, size=size, joined_at=joined_at)


async def report(api: Api, as_: str | None, id: str = sample.GRAPHS, **more: Any) -> dict[str, Any]:
    """What the mutation answers."""
    answer: dict[str, Any] = await api.data(REPORT, as_=as_, id=id, **{"reason": "SPAM", "note": None} | more)
    return answer["reportContent"]  # type: ignore[no-any-return]


async def refusal(api: Api, as_: str | None, id: str = sample.GRAPHS, **more: Any) -> str:
    """Why it changes nothing."""
    (error,) = (await report(api, as_, id, **more))["userErrors"]
    return str(error["__typename"])


async def found(api: Api) -> bool:
    """Whether readers find Ada's article."""
    document = f'{{ content(id: "{sample.GRAPHS}") {{ id }} contents {{ nodes {{ id }} }} }}'
    text = str(await api.data(document))
    assert text.count(sample.GRAPHS) in (0, 2), "found everywhere or nowhere"
    return sample.GRAPHS in text


async def test_reports_hide_by_their_weight_and_say_so(api: Api, graph: Graph) -> None:
    await crowd(graph, 3)
    for number in (1, 2):
        assert (await report(api, member(number)))["reportId"]
        assert await found(api), "two unknown members aren't enough"
    await report(api, member(3), note="the same in every thread")
    assert not await found(api)
    (matter,) = await rows(graph, "MATCH (m:ModerationCase) RETURN m {.*} AS m")
    assert matter["m"]["weight"] == HIDING_WEIGHT and matter["m"]["reports"] == 3
    (content,) = await rows(graph, "MATCH (c:Content {id: $id}) RETURN c.visibility AS v", id=sample.GRAPHS)
    assert content["v"] == "HIDDEN"
    told = {event.type: event.payload for event in await graph.read(outbox.after, 0)}
    assert told["moderation.acted"]["userId"] == sample.ADA and told["moderation.acted"]["automatic"] is True
    chosen = {"actor": "stoa", "action": None, "target_id": sample.GRAPHS, "since": None, "until": None, "limit": 5}
    (entry,) = await graph.read(audit.latest, audit.LatestParams.model_validate(chosen))
    assert entry.action == "content.hidden" and member(3) not in entry.model_dump_json()


async def test_a_record_decides_what_a_report_weighs(api: Api, graph: Graph) -> None:
    text = """UNWIND range(1, $count) AS n
    CREATE (:Report {id: 'old' + $state + n, reporter_id: $id, at: datetime('2025-01-01T00:00:00Z'), state: $state})"""
    await rows(graph, text, count=36, state="UPHELD", id=sample.BEN)
    await crowd(graph, 1)
    await rows(graph, text, count=16, state="DISMISSED", id=member(1))
    await report(api, sample.BEN)
    await report(api, member(1))
    weights = await rows(graph, "MATCH (r:Report {state: 'OPEN'}) RETURN r.weight AS w ORDER BY w")
    assert [round(row["w"], 6) for row in weights] == [0.2, 1.9]
    assert await found(api)


async def test_one_report_a_member_and_target_however_many_at_once(api: Api, graph: Graph) -> None:
    await crowd(graph, 2)
    answers = await asyncio.gather(*(report(api, member(1 + n % 2), sample.BEN) for n in range(8)))
    assert sum(answer["reportId"] is not None for answer in answers) == 2
    assert {e["__typename"] for answer in answers for e in answer["userErrors"]} == {"ConflictError"}
    (matter,) = await rows(graph, "MATCH (m:ModerationCase) RETURN m.reports AS reports, m.weight AS weight")
    assert matter == {"reports": 2, "weight": 2.0}


async def test_what_can_not_be_reported(api: Api, graph: Graph) -> None:
    assert await refusal(api, None) == "NotAllowedError"
    assert await refusal(api, sample.ADA) == "NotAllowedError", "one's own"
    assert await refusal(api, sample.ADA, sample.ADA) == "NotAllowedError", "oneself"
    assert await refusal(api, sample.BEN, sample.LATER) == "NotFoundError", "not published yet"
    assert await refusal(api, sample.BEN, sample.NEO4J) == "InvalidInputError"
    assert await refusal(api, sample.BEN, "nonsense") == "InvalidInputError"
    assert await refusal(api, sample.BEN, note="x" * 1001) == "InvalidInputError"
    assert await rows(graph, "MATCH (r:Report) RETURN r") == []


async def test_newcomers_may_report_less(api: Api, graph: Graph) -> None:
    await crowd(graph, 2 * DAILY_OF_NEWCOMERS + 1, datetime.now(UTC) - timedelta(days=1))
    made = await asyncio.gather(*(report(api, member(1), member(n)) for n in range(2, 2 * DAILY_OF_NEWCOMERS + 2)))
    assert sum(answer["reportId"] is not None for answer in made) == DAILY_OF_NEWCOMERS, "however many at once"
    assert await refusal(api, member(1), sample.BEN) == "LimitReachedError"
    (weight,) = await rows(graph, "MATCH (r:Report) RETURN DISTINCT r.weight AS w")
    assert weight["w"] == 0.5


@given(upheld=st.integers(0, 1000), dismissed=st.integers(0, 1000))
def test_a_weight_is_bounded_and_grows_with_the_record(upheld: int, dismissed: int) -> None:
    def weight(upheld: int, dismissed: int) -> float:
        known = {"joined_at": LONG_AGO, "today": 0, "exists": True, "owner_id": None, "area_id": None}
        return Reporter.model_validate(known | {"upheld": upheld, "dismissed": dismissed}).weight(
            Level.MEMBER, sample.NOW
        )

    assert 0 < weight(upheld, dismissed) < 2
    assert weight(upheld + 1, dismissed) > weight(upheld, dismissed) > weight(upheld, dismissed + 1)
