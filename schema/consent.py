"""Consents in the API."""

from datetime import datetime

import strawberry

from domain import consent as records
from domain.consent import ConsentPurpose, ConsentSource
from resolvers import consent
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    ConsentPurpose,
    "What a member may consent to. Nothing is consented to until they do.",
    {
        "ANALYTICS": "That what they view, read, click and search for is kept with their name, not only counted.",
        "PERSONALISATION": "That what they did decides what is recommended to them.",
        "AD_PERSONALISATION": "That what they did decides which ads they see.",
        "MAIL": "That they are written to.",
        "PARTNER_SHARING": "That partners are told what they did.",
    },
)
describe_enum(
    ConsentSource,
    "How a decision came to be known.",
    {
        "API": "The member decided here.",
        "IMPORT": "It came with the community they were imported from; the operator answers for it.",
        "MERGE": "Two accounts were merged, and only one of them had consented.",
    },
)


@view_of(records.Consent, description="A member's last word on one purpose.")
class Consent:
    purpose: ConsentPurpose = strawberry.field(description="What it is about.")
    granted: bool = strawberry.field(description="Whether they consent.")
    at: datetime = strawberry.field(description="When they said so.")
    version: str = strawberry.field(description="The text they decided on.")
    source: ConsentSource = strawberry.field(description="How it came to be known.")


@strawberry.input(description="A decision on one purpose.")
class SetConsentInput(MutationInput):
    purpose: ConsentPurpose = strawberry.field(description="What it is about.")
    granted: bool = strawberry.field(description="True to consent, false to withdraw.")
    version: str = strawberry.field(
        description="Names the text that was shown, as in `privacy-2026-11`: kept as proof of what was decided on."
    )


@strawberry.type(description="The consent as it stands now.")
class SetConsentPayload(Payload):
    consent: records.Consent | None = strawberry.field(
        default=None, description="The viewer's last word on that purpose.", graphql_type=Consent | None
    )


@strawberry.type
class ConsentMutation:
    @mutation(
        description="Grant or withdraw the viewer's consent to one purpose. It holds from the next request on; each "
        "decision is kept with its time and the text it was made on. Saying the same again changes nothing."
    )
    async def set_consent(self, info: Info, input: SetConsentInput) -> SetConsentPayload:
        decided = await consent.decide(info.context, input.purpose, input.granted, input.version)
        return SetConsentPayload(consent=decided)
