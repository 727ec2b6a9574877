"""The letter of a digest: subject, text and HTML, and the headers by which a mail program offers to end them."""

from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.mail import Digest, MailItem, UnsubscribeKey
from domain.syndication import content_page

TEMPLATES = Path(__file__).resolve().parent.parent / "web" / "templates" / "mail"


@dataclass(frozen=True)
class LetterWriter:
    """Writes letters. `public_url` is where this server is reached, `content_url` where a content is read, if anywhere.

    The latter has `{slug}` or `{id}` in it.
    """

    sender: str
    public_url: str
    content_url: str | None
    links: UnsubscribeKey
    community: str = field(default="Stoa")

    def write(self, digest: Digest, now: datetime) -> EmailMessage | None:
        """The letter; None when what the member left isn't an address."""
        mailing = digest.mailing
        to = _address(mailing.email or "")
        if to is None:
            return None
        unsubscribe = self.public_url.rstrip("/") + self.links.link(mailing.user_id)
        told = {
            "digest": digest,
            "items": [(item.line, self._url(item)) for item in digest.items],
            "community": self.community,
            "unsubscribe": unsubscribe,
        }
        letter = EmailMessage()
        letter["From"] = self.sender
        letter["To"] = to
        letter["Subject"] = digest.subject
        letter["Date"] = now
        letter["Message-ID"] = f"<{digest.id}@{urlsplit(self.public_url).hostname}>"
        letter["List-Unsubscribe"] = f"<{unsubscribe}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(self._templates.get_template("digest.txt").render(told))
        letter.add_alternative(self._templates.get_template("digest.html").render(told), subtype="html")
        return letter

    def _url(self, item: MailItem) -> str | None:
        if self.content_url is None or item.content_id is None:
            return None
        return content_page(self.content_url, item.content_id, item.slug)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=lambda name: name is not None and name.endswith(".html"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )


def _address(text: str) -> Address | None:
    try:
        return Address(addr_spec=text)
    except (ValueError, MessageError, IndexError):  # what the parser of the standard library raises of odd text
        return None
