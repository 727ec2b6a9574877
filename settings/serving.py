"""Settings of a process: where it listens, what it may take, and what it logs."""

import sys
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from settings.part import ROOT, Listed, Part


class Serving(Part):
    """Where a process listens, what it may take, and what it logs."""

    home: Path = Field(ROOT / ".stoa", description="Data, secrets and logs of the embedded Neo4j, and import reports.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    secret: SecretStr | None = Field(
        None,
        min_length=32,
        description="Signs tokens and cursors; share it between processes. Made once and kept in STOA_HOME if unset.",
    )
    allowed_origins: Listed = Field(
        (), description="Origins, comma separated, whose pages may call the API from a browser; none by default."
    )
    trusted_proxies: Listed = Field(
        (), description="Addresses or networks, comma separated, whose X-Forwarded-For is believed; none by default."
    )
    time_limit: float = Field(10.0, gt=0, le=300, description="Seconds a GraphQL operation may take.")
    body_seconds: float = Field(
        10.0, gt=0, le=300, description="Seconds that the body of a request may take to arrive."
    )
    drain_seconds: float = Field(
        2.0, ge=0, le=60, description="Seconds between a SIGTERM, when /readyz turns false, and the end of listening."
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
    run_jobs: bool = Field(True, description="Whether this process takes part in running the scheduled jobs.")
    log_format: Literal["auto", "console", "json"] = Field("auto", description="Auto is console on a terminal.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least level that is logged."
    )
    otlp_endpoint: str | None = Field(
        None, description="Where OpenTelemetry spans go, such as http://localhost:4318/v1/traces; none by default."
    )

    @property
    def log_form(self) -> Literal["console", "json"]:
        """The form of the log, decided."""
        if self.log_format != "auto":
            return self.log_format
        return "console" if sys.stderr.isatty() else "json"

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()
