"""Members' consents: every decision is kept, and those that hold stand on the user, where one look decides."""

from collections.abc import Sequence
from datetime import datetime

from domain.consent import Consent, ConsentPurpose
from domain.ids import UserId
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class DecideParams(Params):
    user_id: UserId
    purpose: ConsentPurpose
    granted: bool
    version: str
    at: datetime
    key_id: str | None
    request_id: str


class UserParams(Params):
    user_id: UserId


DECIDE = Query("consent/decide", DecideParams, NoRow)
OF_USERS = Query("consent/of_users", IdsParams, Consent)
FORGET_PROFILE = Query("consent/forget_profile", UserParams, NoRow)
FORGET_ADS = Query("consent/forget_ads", UserParams, NoRow)


async def decide(tx: Transaction, decision: DecideParams) -> Consent | None:
    """Write down a decision and what follows from it; the last word on that purpose, or None without such a user.

    Who withdraws their consent to be chosen for loses at once what was learned of them for that.
    """
    await DECIDE.run(tx, decision)
    if decision.purpose is ConsentPurpose.PERSONALISATION and not decision.granted:
        await FORGET_PROFILE.run(tx, UserParams(user_id=decision.user_id))
    if decision.purpose is ConsentPurpose.AD_PERSONALISATION and not decision.granted:
        await FORGET_ADS.run(tx, UserParams(user_id=decision.user_id))
    consents = (await of_users(tx, [decision.user_id]))[decision.user_id]
    return next((consent for consent in consents if consent.purpose is decision.purpose), None)


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Consent]]:
    """The last word of users on each purpose they decided on, by user id."""
    consents: dict[str, list[Consent]] = {id: [] for id in ids}
    for row in await OF_USERS.all(tx, IdsParams(ids=ids)):
        consents[row.user_id].append(row)
    return consents
