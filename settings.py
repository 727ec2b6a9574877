"""Settings: read once from the environment, passed on from `app.py` and `cli.py`, and listed in docs/settings.md."""

import sys
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.access import Role
from domain.ad_traffic import Networks, networks_in
from domain.identity import is_safe
from domain.money import is_currency
from domain.retention import LEAST_DAYS

ROOT = Path(__file__).resolve().parent
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def _neo4j(name: str) -> AliasChoices:
    return AliasChoices(f"neo4j_{name}", f"NEO4J_{name.upper()}")


class Settings(BaseSettings):
    """Where Stoa keeps its data, where it listens, and which Neo4j it uses."""

    model_config = SettingsConfigDict(
        env_prefix="STOA_", populate_by_name=True, extra="ignore", hide_input_in_errors=True
    )

    home: Path = Field(ROOT / ".stoa", description="Data, secrets and logs of the embedded Neo4j, and import reports.")
    community_name: str = Field("Stoa", min_length=1, description="What the community is called, in mails and feeds.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    secret: SecretStr | None = Field(
        None,
        min_length=32,
        description="Signs tokens and cursors; share it between processes. Made once and kept in STOA_HOME if unset.",
    )
    openid_issuer: str | None = Field(
        None, description="The OpenID provider whose tokens let people in, such as https://id.example; none by default."
    )
    openid_audience: str | None = Field(None, description="What its tokens must be meant for; needed with an issuer.")
    openid_jwks_url: str | None = Field(
        None, description="Where its keys are; asked of the issuer's /.well-known/openid-configuration if unset."
    )
    openid_user_claim: str = Field("sub", description="The claim that names the person, for ever the same.")
    openid_handle_claim: str = Field("preferred_username", description="The claim a newcomer's handle is made of.")
    openid_roles_claim: str = Field(
        "roles", description="The claim with a person's roles, a list or words; a path such as realm_access.roles too."
    )
    openid_roles: Annotated[dict[str, Role], NoDecode] = Field(
        {}, description="Which of them count here, as in staff=operator,helpers=moderator; everyone else is a member."
    )
    openid_clock_skew: float = Field(30.0, ge=0, le=300, description="Seconds its clock may differ from ours.")
    openid_sign_up: bool = Field(True, description="Whether who comes for the first time becomes a member.")
    openid_by_external_id: bool = Field(
        False, description="Whether the person's name is the external id of an imported user, who is theirs then."
    )
    time_zone: str = Field(
        "UTC", description="The IANA zone, such as Europe/Berlin, in which days and months of points begin."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins, comma separated, whose pages may call the API from a browser; none by default."
    )
    time_limit: float = Field(10.0, gt=0, le=300, description="Seconds a GraphQL operation may take.")
    drain_seconds: float = Field(
        2.0, ge=0, le=60, description="Seconds between a SIGTERM, when /readyz turns false, and the end of listening."
    )
    body_seconds: float = Field(
        10.0, gt=0, le=300, description="Seconds that the body of a request may take to arrive."
    )
    operations_at_once: int = Field(500, ge=1, description="GraphQL operations that run at once in a process at most.")
    operations_per_caller: int = Field(
        250, ge=1, description="Of one caller: an API key, a user, or an address that nobody is signed in from."
    )
    anonymous_documents: Literal["any", "trusted"] = Field(
        "any", description="What callers that aren't signed in may ask: any document, or only trusted ones by their id."
    )
    rate_anonymous: int = Field(
        1_200_000, ge=0, description="Points a minute for an address nobody is signed in from; 0 for no limit."
    )
    rate_user: int = Field(3_000_000, ge=0, description="Points a minute for a user; 0 for no limit.")
    rate_key: int = Field(6_000_000, ge=0, description="Points a minute for an API key; 0 for no limit.")
    rate_refused: int = Field(
        600, ge=0, description="Keys and tokens a minute that an address may have refused; 0 for no limit."
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Addresses or networks, comma separated, whose X-Forwarded-For is believed; none by default."
    )
    log_format: Literal["auto", "console", "json"] = Field("auto", description="Auto is console on a terminal.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least level that is logged."
    )
    otlp_endpoint: str | None = Field(
        None, description="Where OpenTelemetry spans go, such as http://localhost:4318/v1/traces; none by default."
    )
    run_jobs: bool = Field(True, description="Whether this process takes part in running the scheduled jobs.")
    keep_acts_days: int = Field(
        0, ge=0, description="Days for which events name their member, and what they did has a time; 0 for no end."
    )
    keep_sums_days: int = Field(
        0,
        ge=0,
        description="Days for which a member's sums are kept day by day, and longer if a formula minds; 0 for no end.",
    )
    close_votes: int = Field(3, ge=1, le=20, description="Votes of members that close a question, or open it again.")
    close_vote_days: int = Field(14, ge=1, le=365, description="Days for which such a vote counts.")
    blocked_words: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Words and phrases, comma separated; contents with one are held for a moderator."
    )
    blocked_domains: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Domains, comma separated; contents that link there or below are held for a moderator."
    )
    checks: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Your own checks of new contents, comma separated as `package.module:name`."
    )
    ad_staff_networks: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Networks of the community's own people, comma separated; their views and clicks don't count."
    )
    ad_data_centres: Path | None = Field(
        None, description="A file with networks where no people live, one a line; their views and clicks don't count."
    )
    ad_exchange: Annotated[dict[str, float], NoDecode] = Field(
        {}, description="What a unit of a currency is worth to compare ads by, as in USD=0.92,JPY=0.006; else 1."
    )
    webhook_retry_seconds: float = Field(
        5.0, ge=0, le=3600, description="Seconds before a failed delivery is tried again; doubled at each failure."
    )
    webhook_private_targets: bool = Field(
        False, description="Whether webhooks may lead to loopback and private addresses; for trying things out."
    )

    author_share_percent: int = Field(
        70, ge=0, le=100, description="What authors earn of what is paid without tax, of products made from now on."
    )

    smtp_host: str | None = Field(
        None, description="The mail server that notifications go through, such as smtp.example; no mails without one."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="Whether it is spoken to in TLS: after STARTTLS, from the start (port 465), or not at all.",
    )
    smtp_username: str | None = Field(None, description="The user it is entered as, if any.")
    smtp_password: SecretStr | None = Field(None, description="Their password.")
    mail_from: str | None = Field(
        None, description="Whom mails are from, as in Community <news@example.org>; needed with a mail server."
    )
    public_url: str | None = Field(
        None,
        description="Where this server is reached from outside, for links in mails and feeds; mails need it.",
    )
    content_url: str | None = Field(
        None,
        description="Where a content is read, with {slug} or {id} in it, for links in mails and feeds; none without.",
    )

    payments: Literal["manual", "stripe"] = Field(
        "manual", description="Where new orders are paid: to an operator, who confirms it, or at Stripe."
    )
    stripe_secret_key: SecretStr | None = Field(
        None, min_length=8, description="The secret key of the Stripe account; best a restricted one."
    )
    stripe_webhook_secret: SecretStr | None = Field(
        None, min_length=8, description="What the webhooks of Stripe are signed with: of its endpoint /webhooks/stripe."
    )
    stripe_api: str | None = Field(
        None, description="Where Stripe's API is, if elsewhere, such as http://localhost:12111 of stripe-mock."
    )
    order_url: str | None = Field(
        None,
        description="Where an order is shown, with {id} in it: buyers come back there; STOA_PUBLIC_URL if unset.",
    )

    neo4j_uri: str | None = Field(
        None, validation_alias=_neo4j("uri"), description="An outside Neo4j to use instead of the embedded one."
    )
    neo4j_username: str = Field("neo4j", validation_alias=_neo4j("username"), description="Its user.")
    neo4j_password: SecretStr = Field(SecretStr(""), validation_alias=_neo4j("password"), description="Its password.")
    neo4j_database: str = Field("neo4j", validation_alias=_neo4j("database"), description="The database on it.")

    @property
    def log_form(self) -> Literal["console", "json"]:
        """The form of the log, decided."""
        if self.log_format != "auto":
            return self.log_format
        return "console" if sys.stderr.isatty() else "json"

    @field_validator(
        "allowed_origins",
        "trusted_proxies",
        "blocked_words",
        "blocked_domains",
        "checks",
        "ad_staff_networks",
        mode="before",
    )
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("openid_roles", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = (pair.rpartition("=") for pair in value.split(",") if pair.strip())
        return {name.strip(): role.strip() for name, _, role in pairs}

    @field_validator("ad_exchange", mode="before")
    @classmethod
    def _exchange(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = (pair.rpartition("=") for pair in value.split(",") if pair.strip())
        return {code.strip(): rate.strip() for code, _, rate in pairs}

    @field_validator("ad_exchange")
    @classmethod
    def _known_currencies(cls, value: dict[str, float]) -> dict[str, float]:
        for code, rate in value.items():
            if not is_currency(code) or not 0 < rate < 1e6:
                raise ValueError(f"STOA_AD_EXCHANGE has {code}={rate}: name ISO 4217 codes, as in USD=0.92.")
        return value

    @model_validator(mode="after")
    def _whole_provider(self) -> "Settings":
        if (self.openid_issuer is None) != (self.openid_audience is None):
            raise ValueError("STOA_OPENID_ISSUER and STOA_OPENID_AUDIENCE go together.")
        for url in (self.openid_issuer, self.openid_jwks_url):
            if url is not None and not is_safe(url):
                raise ValueError(f"{url} must be an https:// address, or one of this machine.")
        return self

    @model_validator(mode="after")
    def _long_enough(self) -> "Settings":
        for days in (self.keep_acts_days, self.keep_sums_days):
            if 0 < days < LEAST_DAYS:
                raise ValueError(f"What members did is kept for {LEAST_DAYS} days at least, or 0 for no end.")
        if self.keep_sums_days and not self.keep_acts_days:
            raise ValueError("STOA_KEEP_SUMS_DAYS needs STOA_KEEP_ACTS_DAYS: sums lead to acts.")
        return self

    @model_validator(mode="after")
    def _whole_mail(self) -> "Settings":
        if self.smtp_host is not None and (self.mail_from is None or self.public_url is None):
            raise ValueError("STOA_SMTP_HOST needs STOA_MAIL_FROM and STOA_PUBLIC_URL.")
        if self.public_url is not None and not is_safe(self.public_url):
            raise ValueError(f"{self.public_url} must be an https:// address, or one of this machine.")
        return self

    @model_validator(mode="after")
    def _whole_payments(self) -> "Settings":
        if self.payments == "stripe" and (self.stripe_secret_key is None or self.stripe_webhook_secret is None):
            raise ValueError("STOA_PAYMENTS=stripe needs STOA_STRIPE_SECRET_KEY and STOA_STRIPE_WEBHOOK_SECRET.")
        if self.payments == "stripe" and self.order_url is None and self.public_url is None:
            raise ValueError(
                "STOA_PAYMENTS=stripe needs STOA_ORDER_URL or STOA_PUBLIC_URL, for buyers to come back to."
            )
        for url in (self.stripe_api, self.order_url):
            if url is not None and not is_safe(url):
                raise ValueError(f"{url} must be an https:// address, or one of this machine.")
        return self

    @field_validator("ad_staff_networks")
    @classmethod
    def _known_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        Networks(value)
        return value

    @field_validator("ad_data_centres")
    @classmethod
    def _readable_networks(cls, value: Path | None) -> Path | None:
        if value is not None:
            try:
                Networks(networks_in(value.expanduser().read_text(encoding="utf-8")))
            except OSError as error:
                raise ValueError(f"STOA_AD_DATA_CENTRES can't be read: {error.strerror}.") from error
        return value and value.expanduser()

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"STOA_TIME_ZONE is {value!r}: use a name of the IANA list, such as Europe/Berlin.")
        return value

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @model_validator(mode="after")
    def _known_scheme(self) -> "Settings":
        if self.neo4j_uri is not None and self.neo4j_uri.split("://")[0] not in NEO4J_SCHEMES:
            raise ValueError(f"NEO4J_URI must start with one of {', '.join(f'{s}://' for s in NEO4J_SCHEMES)}")
        return self


def settings_page() -> str:
    """docs/settings.md: every setting with its variable, its default and what it means."""
    rows = (
        f"| `{_variable(name, field)}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    )
    return "\n".join([*_HEAD, *rows])


_HEAD = (
    "# Settings",
    "",
    "Generated from `settings.py` by `make schema`; edit it there. Settings are environment variables, read once when",
    "a command or `make run` starts. A value that can't be used stops the start with a sentence that says why.",
    "`make` alone reads `STOA_CACHE`: where downloads are kept for all checkouts.",
    "",
    "| Variable | Default | Meaning |",
    "|---|---|---|",
)


def _variable(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return str(alias.choices[-1]) if isinstance(alias, AliasChoices) else f"STOA_{name.upper()}"


def _shown(default: object) -> str:
    """A default as one would set it; nothing for None and for what is empty."""
    if isinstance(default, Path):
        default = default.relative_to(ROOT)
    if isinstance(default, bool):
        default = str(default).lower()
    return f"`{default}`" if default not in (None, (), SecretStr("")) else "–"
