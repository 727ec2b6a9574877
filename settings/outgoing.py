"""Settings of how this server is reached, and of what it sends out."""

from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from domain.identity import is_safe
from settings.part import Part


class Outgoing(Part):
    """Where others reach this server and its frontend, and what it sends out: mails and webhooks."""

    public_url: str | None = Field(
        None,
        description="Where this server is reached from outside, for links in mails and feeds; mails need it.",
    )
    content_url: str | None = Field(
        None,
        description="Where a content is read, with {slug} or {id} in it, for links in mails and feeds; none without.",
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
    webhook_retry_seconds: float = Field(
        5.0, ge=0, le=3600, description="Seconds before a failed delivery is tried again; doubled at each failure."
    )
    webhook_private_targets: bool = Field(
        False, description="Whether webhooks may lead to loopback and private addresses; for trying things out."
    )

    @model_validator(mode="after")
    def _whole_mail(self) -> Self:
        if self.smtp_host is not None and (self.mail_from is None or self.public_url is None):
            raise ValueError("STOA_SMTP_HOST needs STOA_MAIL_FROM and STOA_PUBLIC_URL.")
        if self.public_url is not None and not is_safe(self.public_url):
            raise ValueError(f"{self.public_url} must be an https:// address, or one of this machine.")
        return self
