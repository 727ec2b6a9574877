"""The invariant of money, which holds after every test: none was made, nobody owes who can't, and days say what was."""

from collections import Counter
from typing import Any

from domain.sales_day import EARNED, SELLING, Book, book_of
from graph import ledger
from graph.database import Transaction
from graph.queries import NoParams

UNEVEN = """
MATCH (posting:Posting)
WITH posting.entry_id AS id, posting.currency AS currency, sum(posting.amount_minor) AS amount WHERE amount <> 0
OPTIONAL MATCH (entry:LedgerEntry {id: id})
RETURN coalesce(entry.key, id) AS key ORDER BY key LIMIT 5
"""
SOLD = """
MATCH (entry:LedgerEntry) WHERE entry.kind IN $kinds
MATCH (posting:Posting) WHERE posting.entry_id = entry.id
RETURN entry.kind AS kind, posting.account AS account, posting.currency AS currency,
       sum(posting.amount_minor) AS amount
"""
DAYS = """
MATCH (day:SalesDay)
RETURN day.kind AS kind, day.book AS name, day.currency AS currency, sum(day.amount_minor) AS amount
UNION ALL
MATCH (day:EarningDay)
RETURN 'EARNED' AS kind, day.account AS name, day.currency AS currency, sum(day.amount_minor) AS amount
"""


async def check_books(tx: Transaction) -> None:
    """Go on if the postings of each currency and of each entry sum to zero, balances are what their postings come to,
    no account owes that can't, and the days of selling are what its postings come to. Where there is no money it is
    three statements, which read empty labels.

    Raises:
        AssertionError: they aren't; it says which.
    """
    wrong = [books for books in await ledger.RECONCILE.all(tx, NoParams()) if not books.balanced]
    if wrong:
        uneven = [record["key"] async for record in await tx.run(UNEVEN)]
        raise AssertionError(f"the books of money don't balance: {wrong}; entries that aren't even: {uneven}")
    posted, days = await _sold(tx), await _by_days(tx)
    assert posted == days, f"the days of selling say {days - posted} and not {posted - days}"


async def _sold(tx: Transaction) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    async for row in await tx.run(SOLD, {"kinds": sorted(SELLING)}):
        book = book_of(row["account"])
        found[row["kind"], book, row["currency"]] += row["amount"]
        if book is Book.EARNINGS and row["kind"] in EARNED:
            found["EARNED", row["account"], row["currency"]] += row["amount"]
    return _without_nothing(found)


async def _by_days(tx: Transaction) -> Counter[tuple[str, str, str]]:
    found: Counter[Any] = Counter()
    async for row in await tx.run(DAYS):
        found[row["kind"], row["name"], row["currency"]] += row["amount"]
    return _without_nothing(found)


def _without_nothing(found: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    return Counter({name: amount for name, amount in found.items() if amount})
