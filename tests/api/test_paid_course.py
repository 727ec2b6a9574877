"""A course that is paid for: read, learned and certified by who bought it, and by nobody after it was paid back."""

from typing import Any

from domain.benefit import BenefitKind
from domain.ids import UserId
from domain.product import ProductKind
from graph import consumption
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_certificate import VERIFY, codes
from tests.api.test_course import COMPLETE, PAID, PREVIEW, READ, RECORD, change, refusal, three
from tests.api.test_quiz import QUESTIONS, RIGHT, SET, SUBMIT, seen
from tests.graph.ordering import bought, refunded
from tests.graph.privacy import rows
from tests.graph.shop import Sold, sell

BEN, CLEO = UserId(sample.BEN), UserId(sample.CLEO)


async def sold(api: Api, graph: Graph) -> tuple[str, list[str], Sold]:
    """A course of Ada's on sale, of three lessons: the first is a preview, the second ends with a quiz."""
    id, ids = await three(api)
    await rows(graph, PAID, ids=[id, *ids])
    await change(api, PREVIEW, sample.ADA, lessonId=ids[0], preview=True)
    await change(api, SET, sample.ADA, lessonId=ids[1], questions=QUESTIONS)
    product = await sell(
        graph, ProductKind.COURSE, "course", 9_000, benefit=BenefitKind.CONTENT, contents=(id,), author_id=sample.ADA
    )
    return id, ids, product


async def read(api: Api, id: str, who: str | None) -> Any:
    """The body of a lesson, as somebody is given it."""
    return (await api.data(READ, as_=who, id=id))["content"]["body"]


async def test_who_bought_it_learns_and_who_got_it_back_doesnt(api: Api, graph: Graph) -> None:
    _, ids, product = await sold(api, graph)
    order = await bought(graph, product, user=BEN)
    assert all([await read(api, each, sample.BEN) for each in ids])
    for who in (sample.CLEO, None):
        assert await read(api, ids[0], who) and not await read(api, ids[1], who)
    assert (await seen(api, ids[1], sample.CLEO)) is None
    await change(api, COMPLETE, lessonId=ids[0])
    await change(api, RECORD, lessonId=ids[2], percent=95)
    done = await change(api, SUBMIT, lessonId=ids[1], answers=RIGHT)
    assert done["course"]["percent"] == 100
    (code,) = await codes(api)
    await refunded(graph, order)
    assert not (await api.data(VERIFY, code=code))["certificate"]["valid"]
    assert not await read(api, ids[2], sample.BEN) and await seen(api, ids[1]) is None
    for document, more in ((RECORD, {"percent": 100}), (COMPLETE, {})):
        given: dict[str, Any] = {"lessonId": ids[2], **more}
        assert await refusal(api, document, **given) == ("PaymentRequiredError", ["input", "lessonId"])
    assert await refusal(api, SUBMIT, lessonId=ids[1], answers=RIGHT) == ("PaymentRequiredError", ["input", "lessonId"])
    await bought(graph, product, user=BEN)
    assert (await change(api, COMPLETE, lessonId=ids[2]))["course"]["percent"] == 100
    assert len(await codes(api)) == 2, "who has it again is certified again"


async def test_what_is_handed_out_is_noted_once_and_of_buyers_alone(api: Api, graph: Graph) -> None:
    id, ids, product = await sold(api, graph)
    await bought(graph, product, user=BEN)
    assert await graph.read(consumption.of, BEN, [id, *ids]) == {}
    for who in (sample.ADA, sample.CLEO, sample.BEN):
        await read(api, ids[0], who)
    assert await graph.read(consumption.of, BEN, [id, *ids]) == {}, "previews are everybody's"
    for _ in range(2):
        assert await read(api, ids[1], sample.BEN)
    used = await graph.read(consumption.of, BEN, [id, *ids])
    assert used.keys() == {id, ids[1]} and (used[id].lessons, used[id].lessons_opened) == (2, 1)
    assert used[id].opened_percent == 50 and used[ids[1]].opened_percent == 100
    assert used[ids[1]].first_at == used[ids[1]].last_at, "noted once"
    assert (await rows(graph, "MATCH (c:Consumption) RETURN DISTINCT c.user_id AS who")) == [{"who": sample.BEN}]
