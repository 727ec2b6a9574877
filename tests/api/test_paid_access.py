"""Access by all that is held, from whatever source, until the last of it ends or is paid back."""

from datetime import UTC, datetime, timedelta

from domain.benefit import BenefitKind
from domain.export import SECTIONS
from domain.grant import Given, Source, SourceKind
from domain.ids import UserId
from domain.product import ProductKind
from graph import grant
from graph.database import Graph
from jobs import export_persons
from tests import sample
from tests.api.conftest import Api
from tests.api.test_entitlement import DORA, ONE, SURFACES, WORD, handed_out, lock
from tests.graph.ordering import bought, refunded
from tests.graph.privacy import rows
from tests.graph.shop import sell

SAID = {
    SourceKind.ORDER: "which you bought",
    SourceKind.SUBSCRIPTION: "by your subscription",
    SourceKind.TRIAL: "by your trial",
    SourceKind.GIFT: "which you were given",
    SourceKind.BADGE: "by a badge you earned",
    SourceKind.OPERATOR: "which an operator gave you",
}


async def test_who_holds_it_from_any_source_reads_until_the_last_of_them_ends(api: Api, graph: Graph) -> None:
    await lock(api, graph)
    since = datetime.now(UTC) - timedelta(minutes=1)
    for kind in SourceKind:
        await graph.write(grant.give, Given(UserId(DORA), ("ben_all",), Source(kind, f"{kind}_1"), since, None))
        alone = (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["access"]
        assert (alone["allowed"], alone["source"], alone["reason"]) == (True, kind, f"You hold All, {SAID[kind]}.")
        await graph.write(grant.end, Source(kind, f"{kind}_1"), datetime.now(UTC), "Over.")
        assert not (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["access"]["allowed"]
    for kind in SourceKind:
        await graph.write(grant.give, Given(UserId(DORA), ("ben_all",), Source(kind, f"{kind}_2"), since, None))
    for left, kind in reversed(list(enumerate(SourceKind))):
        assert (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["body"], f"{left + 1} are left"
        await graph.write(grant.end, Source(kind, f"{kind}_2"), datetime.now(UTC), "Over.")
    assert (await api.data(ONE, as_=DORA, id=sample.GRAPHS))["content"]["body"] is None


async def test_nothing_is_left_to_fetch_for_who_got_their_money_back(api: Api, graph: Graph) -> None:
    """On no surface, at once. What is exported of a person has no paid text, whether they hold it or not."""
    await lock(api, graph)
    ids = tuple(str(row["id"]) for row in await rows(graph, "MATCH (c:Content) RETURN c.id AS id"))
    all_of_it = await sell(graph, ProductKind.ARTICLE, "all-of-it", benefit=BenefitKind.CONTENT, contents=ids)
    order = await bought(graph, all_of_it, user=UserId(DORA))
    assert await handed_out(api, as_=DORA) == SURFACES.keys()
    for paid_back in (False, True):
        if paid_back:
            await refunded(graph, order)
            assert await handed_out(api, as_=DORA) == set()
        parts = [part async for part, _ in export_persons.document(graph, UserId(DORA), SECTIONS, datetime.now(UTC))]
        assert WORD not in "".join(parts)
