"""The ledger in the graph: told once, never overdrawn, always in balance."""

import asyncio
from datetime import UTC, datetime

import pytest

from domain.errors import Conflict, PaymentRequired
from domain.ledger import AD_REVENUE, OUTSIDE, Entry, LedgerEntryKind, moved, prepaid
from domain.money import Money
from graph import ledger
from graph.database import Graph

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ADA, BEN = prepaid("spo_ada"), prepaid("spo_ben")


def funding(n: int, amount: int, account: str = ADA, currency: str = "EUR") -> Entry:
    postings = moved(amount, currency, source=OUTSIDE, target=account)
    return Entry(
        f"ent_{account}_{n}", f"funding:{account}:{n}", LedgerEntryKind.FUNDING, NOW, postings, f"Transfer {n}"
    )


def spend(n: int, amount: int, account: str = ADA) -> Entry:
    postings = moved(amount, "EUR", source=account, target=AD_REVENUE)
    key = f"spend:{account}:{n}"
    return Entry(f"ent_{key}", key, LedgerEntryKind.AD_SPEND, NOW, postings, about="flt_1")


async def held(graph: Graph, account: str = ADA) -> list[Money]:
    return (await graph.read(ledger.balances, [account])).get(account, [])


async def test_an_entry_told_again_moves_nothing(graph: Graph) -> None:
    assert await graph.write(ledger.post, funding(1, 500))
    assert not await graph.write(ledger.post, funding(1, 500))
    assert await held(graph) == [Money(amount_minor=500, currency="EUR")]


async def test_another_amount_under_the_same_key_is_a_conflict(graph: Graph) -> None:
    await graph.write(ledger.post, funding(1, 500))
    with pytest.raises(Conflict):
        await graph.write(ledger.post, funding(1, 501))
    assert await held(graph) == [Money(amount_minor=500, currency="EUR")]


async def test_what_was_paid_in_is_never_overdrawn(graph: Graph) -> None:
    await graph.write(ledger.post, funding(1, 500))
    with pytest.raises(PaymentRequired):
        await graph.write(ledger.post, spend(1, 501))
    assert await held(graph) == [Money(amount_minor=500, currency="EUR")]
    assert await graph.write(ledger.post, spend(1, 500)), "what was refused left nothing behind under its key"


async def test_currencies_are_kept_apart(graph: Graph) -> None:
    await graph.write(ledger.post, funding(1, 500))
    await graph.write(ledger.post, funding(2, 70_000, currency="JPY"))
    assert await held(graph) == [Money(amount_minor=500, currency="EUR"), Money(amount_minor=70_000, currency="JPY")]


async def test_parallel_spending_stops_at_the_last_minor_unit(graph: Graph) -> None:
    await graph.write(ledger.post, funding(1, 100))
    await graph.write(ledger.post, funding(1, 35, BEN))

    async def spent(n: int, account: str) -> bool:
        try:
            return await graph.write(ledger.post, spend(n, 7, account))
        except PaymentRequired:
            return False

    done = await asyncio.gather(*(spent(n, account) for n in range(20) for account in (ADA, BEN)))
    assert sum(done) == 14 + 5
    assert (await held(graph), await held(graph, BEN)) == (
        [Money(amount_minor=2, currency="EUR")],
        [Money(amount_minor=0, currency="EUR")],
    )
    assert await held(graph, AD_REVENUE) == [Money(amount_minor=19 * 7, currency="EUR")]


async def test_one_entry_told_by_many_at_once_moves_once(graph: Graph) -> None:
    told = await asyncio.gather(*(graph.write(ledger.post, funding(1, 100)) for _ in range(16)))
    assert sum(told) == 1
    assert await held(graph) == [Money(amount_minor=100, currency="EUR")]


async def test_a_statement_has_the_balance_after_each_posting(graph: Graph) -> None:
    for n, amount in enumerate((500, 250), start=1):
        await graph.write(ledger.post, funding(n, amount))
    await graph.write(ledger.post, spend(1, 700))
    first = ledger.StatementParams(account=ADA, currency="EUR", limit=2)
    rows = await graph.read(ledger.STATEMENT.all, first)
    assert [(row.number, row.kind, row.amount_minor, row.balance_minor, row.memo, row.about) for row in rows] == [
        (3, LedgerEntryKind.AD_SPEND, -700, 50, None, "flt_1"),
        (2, LedgerEntryKind.FUNDING, 250, 750, "Transfer 2", None),
    ]
    behind = first.model_copy(update={"before": rows[-1].number})
    assert [row.number for row in await graph.read(ledger.STATEMENT.all, behind)] == [1]
