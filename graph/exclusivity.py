"""What of a sponsor is its alone: checked whenever that, its contract's term or its state changes."""

from collections.abc import Sequence

from domain.sponsor import Sponsor, SponsorState
from domain.sponsor_rules import HOLDING, Rival, check_rivals
from graph.database import Transaction
from graph.queries import Params, Query


class RivalsParams(Params):
    id: str
    states: Sequence[SponsorState] = tuple(sorted(HOLDING))


RIVALS: Query[RivalsParams, Rival] = Query("sponsor_rules/rivals", RivalsParams, Rival)


async def check(tx: Transaction, sponsor: Sponsor, path: tuple[str, ...]) -> None:
    """Go on only when the sponsor, locked and as it is to be, holds nothing alone that another holds at a time in both
    contracts.

    Raises:
        Conflict: another does.
    """
    if sponsor.state in HOLDING:
        check_rivals(sponsor, await RIVALS.all(tx, RivalsParams(id=sponsor.id)), path)
