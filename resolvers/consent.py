"""What members consent to: their own affair, so nobody decides it for another."""

from domain.consent import Consent, ConsentPurpose, check_version
from domain.errors import NotFound
from graph import consent as graph
from resolvers.context import Context


async def of_viewer(ctx: Context) -> list[Consent]:
    """The viewer's last word on each purpose they decided on; none for a key."""
    if ctx.viewer.user_id is None:
        return []
    return await ctx.loaders.load(graph.of_users, ctx.viewer.user_id) or []


async def decide(ctx: Context, purpose: ConsentPurpose, granted: bool, version: str) -> Consent:
    """Grant or withdraw the viewer's consent to one purpose. Every look-up from now on goes by it.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: the version of the text can't be one.
        NotFound: the viewer's account is gone.
    """
    decision = graph.DecideParams(
        user_id=ctx.viewer.require_user(),
        purpose=purpose,
        granted=granted,
        version=check_version(version),
        at=ctx.now,
        key_id=ctx.viewer.key_id,
        request_id=ctx.request_id,
    )
    consent = await ctx.graph.write(graph.decide, decision)
    if consent is None:
        raise NotFound("Your account is gone.")
    ctx.ads.facts.forget(decision.user_id)
    return consent
