"""The invariant of money, which holds after every test: none was made, and nobody owes who can't."""

from graph import ledger
from graph.database import Transaction
from graph.queries import NoParams

UNEVEN = """
MATCH (posting:Posting)
WITH posting.entry_id AS id, posting.currency AS currency, sum(posting.amount_minor) AS amount WHERE amount <> 0
OPTIONAL MATCH (entry:LedgerEntry {id: id})
RETURN coalesce(entry.key, id) AS key ORDER BY key LIMIT 5
"""


async def check_books(tx: Transaction) -> None:
    """Go on if the postings of each currency and of each entry sum to zero, balances are what their postings come to,
    and no account owes that can't. It is one statement, which reads three empty labels where there is no money.

    Raises:
        AssertionError: they aren't; it says which.
    """
    wrong = [books for books in await ledger.RECONCILE.all(tx, NoParams()) if not books.balanced]
    if wrong:
        uneven = [record["key"] async for record in await tx.run(UNEVEN)]
        raise AssertionError(f"the books of money don't balance: {wrong}; entries that aren't even: {uneven}")
