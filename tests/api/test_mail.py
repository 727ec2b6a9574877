"""Mails of notifications, through a real mail server of this process: who gets them, when, and that none is lost."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import pytest_asyncio
from aiosmtpd.smtp import SMTP, Envelope, Session

from domain.consent import ConsentPurpose
from domain.ids import UserId
from domain.mail import LEASE, UnsubscribeKey
from domain.notification import NotificationKind
from graph import consent, mail, personal
from graph.database import Graph, Transaction
from jobs.mail import Mailer, MailServer
from jobs.mail_letter import LetterWriter
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.test_notification import change, concern, own
from tests.api.test_notification import mark as mark_read

BEN = UserId(sample.BEN)
DAY = timedelta(days=1)


@dataclass
class Post:
    """A mail server that keeps what it gets, or says `answer`."""

    port: int = 0
    answer: str | None = None
    got: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.got.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest_asyncio.fixture(loop_scope="session")
async def post() -> AsyncIterator[Post]:
    """The mail server."""
    post = Post()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(post, hostname="test"), "127.0.0.1", 0)
    post.port = server.sockets[0].getsockname()[1]
    async with server:
        yield post


@dataclass
class Clock:
    """What time it is; a test moves it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime.now(UTC) + timedelta(minutes=1))


@pytest_asyncio.fixture(loop_scope="session")
async def mailer(api: Api, graph: Graph, post: Post, clock: Clock) -> Mailer:
    """Sends the mails of the sample community, of whom Ben consents and has an address."""
    await graph.write(_decide, True)
    left = personal.UpdateParams(user_id=BEN, email="ben@example.org", name=None, address=None, now=sample.NOW)
    await graph.write(personal.UPDATE.run, left)
    letters = LetterWriter(
        "Stoa <news@example.org>", "https://stoa.test", "https://forum.test/{slug}", UnsubscribeKey(SECRET.encode())
    )
    return Mailer(graph, MailServer("127.0.0.1", post.port, "none", None, None), letters, clock)


async def _decide(tx: Transaction, granted: bool) -> None:
    decision = consent.DecideParams(
        user_id=BEN,
        purpose=ConsentPurpose.MAIL,
        granted=granted,
        version="v1",
        at=sample.NOW,
        key_id=None,
        request_id="r",
    )
    await consent.decide(tx, decision)


async def _hear(graph: Graph, actor: str = sample.ADA, comment: str = sample.REMARK) -> None:
    await concern(graph, NotificationKind.REPLIED, BEN, actor, comment, sample.ASKED)


def _text(letter: EmailMessage, kind: str = "plain") -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


async def test_a_mail_tells_of_what_was_not_read_once_a_day(
    graph: Graph, mailer: Mailer, post: Post, clock: Clock
) -> None:
    await _hear(graph, sample.CLEO, "cnt_7")
    await _hear(graph)
    await concern(graph, NotificationKind.NEW_FOLLOWER, BEN, sample.CLEO)
    assert [await mailer.run_due() for _ in range(2)] == [1, 0]
    (letter,) = post.got
    assert (letter["To"], letter["From"]) == ("ben@example.org", "Stoa <news@example.org>")
    assert letter["Subject"] == "2 notifications"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://stoa.test/unsubscribe?user=usr_") and link in _text(letter)
    assert "* Cleo follows you" in _text(letter)
    assert (
        "* Ada and 1 other replied to “Graphs in anger remark”\n  https://forum.test/graphs-in-anger-remark"
        in _text(letter)
    )
    assert '<a href="https://forum.test/graphs-in-anger-remark">Ada and 1 other replied' in _text(letter, "html")
    await _hear(graph, comment="cnt_9")
    await _hear(graph, comment=sample.ANSWERED)
    assert await mailer.run_due() == 0
    clock.now += DAY
    assert await mailer.run_due() == 1
    assert post.got[1]["Subject"] == "Ada and 1 other replied to “Why so slow answer”"
    assert post.got[1]["Message-ID"] != letter["Message-ID"]


async def test_what_is_read_in_the_app_is_not_mailed(api: Api, graph: Graph, mailer: Mailer) -> None:
    await _hear(graph)
    await mark_read(api, BEN, None)
    assert await mailer.run_due() == 0


async def test_consent_decides_when_it_is_sent(graph: Graph, mailer: Mailer, clock: Clock) -> None:
    await _hear(graph)
    await graph.write(_decide, False)
    assert await mailer.run_due() == 0
    await graph.write(_decide, True)
    clock.now += DAY
    assert await mailer.run_due() == 0, "what waited was forgotten"


async def test_what_a_member_does_not_want_by_mail_or_in_the_app(
    api: Api, graph: Graph, mailer: Mailer, post: Post
) -> None:
    off = {"kind": "REPLIED", "channel": "MAIL", "on": False}
    await change(api, BEN, preferences=[off, {"kind": "NEW_FOLLOWER", "channel": "IN_APP", "on": False}])
    await _hear(graph)
    assert await mailer.run_due() == 0
    await concern(graph, NotificationKind.NEW_FOLLOWER, BEN, sample.CLEO)
    assert await mailer.run_due() == 1
    assert post.got[0]["Subject"] == "Cleo follows you"
    assert [row["kind"] for row in (await own(api, BEN))["nodes"]] == ["REPLIED"]


async def test_quiet_hours_hold_a_mail_back(api: Api, graph: Graph, mailer: Mailer, clock: Clock) -> None:
    await change(api, BEN, timeZone="Asia/Shanghai", quietHours={"from": "22:00", "to": "07:00"})
    await _hear(graph)
    clock.now = clock.now.replace(hour=15, minute=0) + DAY  # 23:00 in Shanghai
    assert await mailer.run_due() == 0
    clock.now += timedelta(hours=8)
    assert await mailer.run_due() == 1


async def test_what_is_hidden_meanwhile_is_not_told(graph: Graph, mailer: Mailer, clock: Clock) -> None:
    await _hear(graph)

    async def hide(tx: Transaction) -> None:
        text = "MATCH (content:Content {id: $id}) SET content.visibility = 'HIDDEN'"
        await (await tx.run(text, {"id": sample.REMARK})).consume()

    await graph.write(hide)
    assert await mailer.run_due() == 0
    clock.now += DAY
    assert await mailer.run_due() == 0


async def test_a_process_that_dies_loses_no_mail(graph: Graph, mailer: Mailer, post: Post, clock: Clock) -> None:
    await _hear(graph)
    begun = await graph.write(mail.begin, BEN, "first", clock.now)
    assert begun is not None and begun.id == "first"
    assert await mailer.run_due() == 0, "it may be alive"
    clock.now += LEASE
    assert await mailer.run_due() == 1
    assert [letter["Message-ID"] for letter in post.got] == ["<first@stoa.test>"]
    clock.now += DAY
    assert await mailer.run_due() == 0


async def test_a_mail_sent_twice_has_one_id(graph: Graph, mailer: Mailer, post: Post, clock: Clock) -> None:
    await _hear(graph)
    begun = await graph.write(mail.begin, BEN, "first", clock.now)
    assert begun is not None
    letter = mailer.letters.write(begun, clock.now)
    assert letter is not None
    await mailer.server.send(letter)  # and the process dies before it can note so
    clock.now += LEASE
    assert await mailer.run_due() == 1
    assert [letter["Message-ID"] for letter in post.got] == ["<first@stoa.test>"] * 2


async def test_what_fails_is_tried_again_and_what_is_refused_is_not(
    graph: Graph, mailer: Mailer, post: Post, clock: Clock
) -> None:
    await _hear(graph)
    post.answer = "451 Later"
    assert await mailer.run_due() == 0
    clock.now += timedelta(minutes=3)
    post.answer = None
    assert await mailer.run_due() == 1
    await _hear(graph, sample.CLEO, "cnt_8")
    await concern(graph, NotificationKind.NEW_FOLLOWER, BEN, sample.ADA)
    clock.now += DAY
    post.answer = "550 Nobody of that name"
    assert await mailer.run_due() == 0
    post.answer = None
    clock.now += DAY
    assert await mailer.run_due() == 0 and len(post.got) == 1


async def test_a_server_that_is_down_costs_no_mail(
    graph: Graph, mailer: Mailer, post: Post, clock: Clock, free_tcp_port: int
) -> None:
    await _hear(graph)
    down = Mailer(graph, MailServer("127.0.0.1", free_tcp_port, "none", None, None), mailer.letters, clock)
    for _ in range(20):
        assert await down.run_due() == 0
        clock.now += timedelta(minutes=10)
    assert await mailer.run_due() == 1


async def test_one_click_ends_mails(api: Api, graph: Graph, mailer: Mailer, post: Post, clock: Clock) -> None:
    await _hear(graph)
    await mailer.run_due()
    link = post.got[0]["List-Unsubscribe"].strip("<>").removeprefix("https://stoa.test")
    asked = await api.http.get(link)
    assert asked.status_code == 200 and "<form method=" in asked.text
    await concern(graph, NotificationKind.NEW_FOLLOWER, BEN, sample.ADA)
    clock.now += DAY
    assert await mailer.run_due() == 1, "a link that was only looked at changes nothing"
    for forged in (link[:-1] + "g", re.sub("user=[^&]*", f"user={sample.ADA}", link), "/unsubscribe"):
        assert (await api.http.post(forged)).status_code == 404
    done = await api.http.post(link, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    consents: dict[str, Any] = await api.data("{ viewer { consents { purpose granted version } } }", as_=BEN)
    mails = [one for one in consents["viewer"]["consents"] if one["purpose"] == "MAIL"]
    assert mails == [{"purpose": "MAIL", "granted": False, "version": "unsubscribe-link"}]


@pytest.mark.parametrize("email", ["a,b@example.org", "<ben@example.org>", "ben@", "a b@example.org", "@", '"@x'])
async def test_what_is_no_address_gets_no_letter(
    graph: Graph, mailer: Mailer, post: Post, clock: Clock, email: str
) -> None:
    await _hear(graph)
    left = personal.UpdateParams(user_id=BEN, email=email, name=None, address=None, now=sample.NOW)
    await graph.write(personal.UPDATE.run, left)
    assert await mailer.run_due() == 0 and post.got == []


async def test_titles_and_names_are_escaped(graph: Graph, mailer: Mailer, post: Post) -> None:
    async def rename(tx: Transaction) -> None:
        text = "MATCH (content:Content {id: $id}) SET content.title = $title"
        await (await tx.run(text, {"id": sample.REMARK, "title": "<script>\r\nBcc: x@y.z"})).consume()

    await graph.write(rename)
    await _hear(graph)
    assert await mailer.run_due() == 1
    assert "&lt;script&gt;" in _text(post.got[0], "html") and "<script>" not in _text(post.got[0], "html")
    assert post.got[0]["Bcc"] is None
