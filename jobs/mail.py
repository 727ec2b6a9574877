"""Mails: what members were notified of and haven't read, one mail a member, when it is due and wanted.

A mail is begun in one transaction, sent, and ended in another. A process that dies in between leaves it begun, and it
is sent again under the same Message-ID: no mail is lost, and one comes twice only if the process died between the mail
server's yes and the note of it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from enum import Enum

import aiosmtplib
import structlog
from ulid import ULID

from domain.errors import Unavailable
from domain.ids import UserId
from domain.mail import Digest
from graph import mail
from graph.background import in_background
from graph.database import Graph
from jobs.mail_letter import LetterWriter

TICK_SECONDS = 60.0
BATCH = 500
SEND_SECONDS = 60.0
"""For one mail, less than the lease."""

PERMANENT = 500
"""Codes of a mail server from here on are its last word."""

log = structlog.get_logger(__name__)


class Outcome(Enum):
    """What became of an attempt to send."""

    SENT = "sent"
    REFUSED = "refused"
    """For good: this mail never arrives."""
    FAILED = "failed"
    """For now: this mail may arrive later."""
    DOWN = "down"
    """The server takes none."""


@dataclass(frozen=True)
class MailServer:
    """The server that mails go through."""

    host: str
    port: int
    security: str
    username: str | None
    password: str | None = field(repr=False)

    async def send(self, letter: EmailMessage) -> Outcome:
        """Hand a letter over."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await aiosmtplib.send(
                    letter,
                    hostname=self.host,
                    port=self.port,
                    username=self.username,
                    password=self.password,
                    use_tls=self.security == "tls",
                    start_tls=self.security == "starttls",
                )
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _said(min(one.code for one in error.recipients))
        except aiosmtplib.SMTPDataError as error:
            return _said(error.code)
        except (aiosmtplib.SMTPException, OSError) as error:
            log.warning("mail.down", reason=f"{type(error).__name__}: {error}")
            return Outcome.DOWN
        return Outcome.SENT


def _said(code: int) -> Outcome:
    return Outcome.REFUSED if code >= PERMANENT else Outcome.FAILED


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Mailer:
    """Sends what is due. The clock is passed in, so that a test need not wait."""

    graph: Graph
    server: MailServer
    letters: LetterWriter
    clock: Callable[[], datetime] = _now

    async def run_due(self) -> int:
        """Go through the members for whom something waits; how many mails were sent. Ends where the server fails."""
        sent, after = 0, ""
        while waiting := await self.graph.read(mail.WAITING.all, mail.WaitingParams(after=after, limit=BATCH)):
            for row in waiting:
                outcome = await self._serve(row.user_id)
                sent += outcome is Outcome.SENT
                if outcome is Outcome.DOWN:
                    return sent
            after = waiting[-1].user_id
        return sent

    async def _serve(self, user_id: UserId) -> Outcome | None:
        now = self.clock()
        digest = await self.graph.write(mail.begin, user_id, str(ULID()).lower(), now)
        if digest is None:
            return None
        letter = self.letters.write(digest, now)
        outcome = Outcome.REFUSED if letter is None else await self.server.send(letter)
        await self._settle(digest, outcome, now)
        return outcome

    async def _settle(self, digest: Digest, outcome: Outcome, begun_at: datetime) -> None:
        if outcome in (Outcome.FAILED, Outcome.DOWN):
            failures = digest.mailing.failures + (outcome is Outcome.FAILED)
            await self.graph.write(mail.put_off, digest, self.clock(), failures)
            return
        mailed_at = self.clock() if outcome is Outcome.SENT else None
        params = mail.EndParams(
            user_id=digest.mailing.user_id, mail_id=digest.id, begun_at=begun_at, mailed_at=mailed_at
        )
        await self.graph.write(mail.END.run, params)


@asynccontextmanager
async def mailing(mailer: Mailer, tick: float = TICK_SECONDS) -> AsyncIterator[None]:
    """Send mails while the block lasts."""
    async with in_background(_run_forever(mailer, tick), "mail"):
        yield


async def _run_forever(mailer: Mailer, tick: float) -> None:
    while True:
        try:
            await mailer.run_due()
        except Unavailable as error:
            log.warning("mail.waiting", reason=str(error))
        except Exception:  # a bug met by one mail must not end the mails of all; it is tried again
            log.exception("mail.crashed")
        await asyncio.sleep(tick)
