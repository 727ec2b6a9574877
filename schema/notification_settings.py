"""What a member wants to be told of, in the API."""

import strawberry

from domain import notification_settings as records
from domain.notification import NotificationKind
from domain.notification_settings import Channel, switch
from resolvers import notification_settings
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    Channel,
    "By what a member is told.",
    {"IN_APP": "In the list of notifications, and live.", "MAIL": "By mail, with their consent to MAIL."},
)


@strawberry.type(description="Whether a member wants to be told of a kind by a channel.")
class NotificationPreference:
    kind: NotificationKind = strawberry.field(description="Of what.")
    channel: Channel = strawberry.field(description="By what.")
    on: bool = strawberry.field(description="Whether they want it; they do until they say otherwise.")


@view_of(records.NotificationSettings, description="What a member wants to be told of, how, and when.")
class NotificationSettings:
    time_zone: str = strawberry.field(description="Their zone, by its IANA name; UTC until they say otherwise.")
    quiet_from: str | None = strawberry.field(
        description="From when no mail is sent, as in 22:00 on the clock on their wall; null for never."
    )
    quiet_to: str | None = strawberry.field(description="Until when.")
    mail_hours: int = strawberry.field(description="Hours between two mails at least; 24 until they say otherwise.")
    watches_disputes: bool = strawberry.field(
        description="Whether they are told of disputed services (SERVICE_DISPUTED); nobody is until they say so."
    )

    @strawberry.field(description="Every kind by every channel.", metadata=cost(weight=0, assumed_size=20))
    def preferences(self: records.NotificationSettings) -> list[NotificationPreference]:
        return [
            NotificationPreference(kind=kind, channel=channel, on=self.wants(kind, channel))
            for kind in NotificationKind
            for channel in Channel
        ]


@strawberry.input(description="Whether the viewer wants to be told of a kind by a channel.")
class NotificationPreferenceInput:
    kind: NotificationKind = strawberry.field(description="Of what.")
    channel: Channel = strawberry.field(description="By what.")
    on: bool = strawberry.field(description="Whether they want it.")


@strawberry.input(description="When no mail is sent, on the clock on the viewer's wall. The same time twice is never.")
class QuietHoursInput:
    from_: str = strawberry.field(name="from", description="As in 22:00.")
    to: str = strawberry.field(description="As in 07:00; before `from` it is on the next day.")


@strawberry.input(description="What changes; what is left out or null stays as it is.")
class SetNotificationPreferencesInput(MutationInput):
    preferences: list[NotificationPreferenceInput] | None = strawberry.field(
        default=None, description="Kinds and channels to switch on or off; of several the last counts."
    )
    time_zone: str | None = strawberry.field(default=None, description="IANA name, such as Asia/Shanghai.")
    quiet_hours: QuietHoursInput | None = strawberry.field(default=None, description="When no mail is sent.")
    mail_hours: int | None = strawberry.field(default=None, description="Hours between two mails at least, 1 to 336.")
    watches_disputes: bool | None = strawberry.field(
        default=None, description="Whether to be told of disputed services. To begin with it needs `orders:manage`."
    )


@strawberry.type(description="The settings as they are kept now.")
class SetNotificationPreferencesPayload(Payload):
    settings: records.NotificationSettings | None = strawberry.field(
        default=None, description="What is kept.", graphql_type=NotificationSettings | None
    )


@strawberry.type
class NotificationSettingsMutation:
    @mutation(description="Change what the viewer wants to be told of, by which channel, and when.")
    async def set_notification_preferences(
        self, info: Info, input: SetNotificationPreferencesInput
    ) -> SetNotificationPreferencesPayload:
        kept = await notification_settings.change(
            info.context,
            {switch(one.kind, one.channel): one.on for one in input.preferences or ()},
            input.time_zone,
            (input.quiet_hours.from_, input.quiet_hours.to) if input.quiet_hours else None,
            input.mail_hours,
            input.watches_disputes,
        )
        return SetNotificationPreferencesPayload(settings=kept)
