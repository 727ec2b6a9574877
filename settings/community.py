"""Settings of what holds in the community."""

from typing import Self
from zoneinfo import available_timezones

from pydantic import Field, field_validator, model_validator

from domain.retention import LEAST_DAYS
from settings.part import Listed, Part


class Community(Part):
    """What holds in the community: its name, its days, what is held for moderators, and how long acts are kept."""

    community_name: str = Field("Stoa", min_length=1, description="What the community is called, in mails and feeds.")
    time_zone: str = Field(
        "UTC", description="The IANA zone, such as Europe/Berlin, in which days and months of points begin."
    )
    blocked_words: Listed = Field(
        (), description="Words and phrases, comma separated; contents with one are held for a moderator."
    )
    blocked_domains: Listed = Field(
        (), description="Domains, comma separated; contents that link there or below are held for a moderator."
    )
    checks: Listed = Field((), description="Your own checks of new contents, comma separated as `package.module:name`.")
    close_votes: int = Field(3, ge=1, le=20, description="Votes of members that close a question, or open it again.")
    close_vote_days: int = Field(14, ge=1, le=365, description="Days for which such a vote counts.")
    keep_acts_days: int = Field(
        0, ge=0, description="Days for which events name their member, and what they did has a time; 0 for no end."
    )
    keep_sums_days: int = Field(
        0,
        ge=0,
        description="Days for which a member's sums are kept day by day, and longer if a formula minds; 0 for no end.",
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"STOA_TIME_ZONE is {value!r}: use a name of the IANA list, such as Europe/Berlin.")
        return value

    @model_validator(mode="after")
    def _long_enough(self) -> Self:
        for days in (self.keep_acts_days, self.keep_sums_days):
            if 0 < days < LEAST_DAYS:
                raise ValueError(f"What members did is kept for {LEAST_DAYS} days at least, or 0 for no end.")
        if self.keep_sums_days and not self.keep_acts_days:
            raise ValueError("STOA_KEEP_SUMS_DAYS needs STOA_KEEP_ACTS_DAYS: sums lead to acts.")
        return self
