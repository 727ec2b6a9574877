"""Signing in by a real OpenID provider: who comes in as whom, what is refused, and keys that change."""

import asyncio
import base64
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

import httpx
import jwt
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app import create_app
from domain.access import SCOPES_OF_ROLE, Role
from domain.identity import look_of
from domain.ids import ActionId, IdPrefix, UserId, new_id
from domain.sanction import SanctionKind
from graph import sanction
from graph.database import Graph, Transaction
from graph.identity import SIGN_UP, SignUpParams
from graph.migrations import read_migrations
from server.jwks import Jwks
from settings import Settings
from tests import sample
from tests.api.conftest import SECRET
from tests.api.provider import AUDIENCE, Provider, SigningKey, provider
from tests.api.test_erasure import run_jobs
from tests.graph.imported import rows

WHO = "{ viewer { scopes user { id handle displayName externalId } } }"
FIRST, SECOND = SigningKey("first"), SigningKey("second", ec.generate_private_key(ec.SECP256R1()))
STRANGER = SigningKey("first")
"""Somebody else's key under the name of the provider's."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def idp() -> AsyncIterator[Provider]:
    async with provider(FIRST) as running:
        yield running


@asynccontextmanager
async def worker(graph: Graph, home: Path, issuer: str, **changes: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a worker that trusts the provider."""
    chosen = {
        "openid_issuer": issuer,
        "openid_audience": AUDIENCE,
        "openid_roles": {"helpers": Role.MODERATOR, "staff": Role.OPERATOR},
    } | changes
    app = create_app(Settings(home=home, secret=SECRET, run_jobs=False, **chosen), graph)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stoa.test") as http:
        yield http


@pytest_asyncio.fixture(loop_scope="session")
async def http(graph: Graph, tmp_path: Path, idp: Provider) -> AsyncIterator[httpx.AsyncClient]:
    await graph.write(sample.load)
    async with worker(graph, tmp_path, idp.issuer) as http:
        yield http


async def ask(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post("/graphql", json={"query": WHO}, headers={"Authorization": f"Bearer {token}"})


async def viewer(http: httpx.AsyncClient, token: str) -> dict[str, Any]:
    answer = await ask(http, token)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"]["viewer"])


async def test_who_comes_for_the_first_time_is_a_member_and_stays_the_same_one(
    http: httpx.AsyncClient, idp: Provider, graph: Graph, tmp_path: Path
) -> None:
    first = await viewer(http, await idp.token("sub-of-dora"))
    assert first["scopes"] == sorted(SCOPES_OF_ROLE[Role.MEMBER])
    assert (first["user"]["handle"], first["user"]["displayName"]) == ("dora", "Dora")
    async with worker(graph, tmp_path, idp.issuer) as other:
        assert await viewer(other, await idp.token("sub-of-dora")) == first


async def test_a_handle_that_is_taken_is_made_longer(http: httpx.AsyncClient, idp: Provider) -> None:
    user = (await viewer(http, await idp.token("sub-of-ada")))["user"]
    assert user["handle"].startswith("ada-") and user["id"] != sample.ADA


async def test_a_handle_that_looks_like_anothers_is_made_longer(http: httpx.AsyncClient, idp: Provider) -> None:
    names = ("Olivier Moore", "0l1v1er-rno0re", "Olivler moore", "Ολίβιερ", "\uff2fliviermoore", "Oliver Moore")
    users = [
        (await viewer(http, idp.forge(sub=f"sub-{number}", preferred_username=name)))["user"]
        for number, name in enumerate(names)
    ]
    handles = [user["handle"] for user in users]
    assert handles[0] == "olivier-moore" and handles[5] == "oliver-moore"
    for handle, like in (
        (handles[1], "0l1v1er-rno0re-"),
        (handles[2], "olivler-moore-"),
        (handles[4], "oliviermoore-"),
    ):
        assert handle.startswith(like)
    assert handles[3] == "member", "letters of other scripts aren't in handles"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada \U0001f469\u200d\U0001f680", "Ada \U0001f469\u200d\U0001f680"),
        ("\u0639\u0644\u064a \u05d3\u05d5\u05d3", "\u0639\u0644\u064a \u05d3\u05d5\u05d3"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("\u2066A\u2069\u200bd\ufeffa\x00", "Ada"),
        ("\u202e\u200b", "Member"),
    ],
)
async def test_names_are_shown_as_they_are_and_turn_nothing(
    http: httpx.AsyncClient, idp: Provider, name: str, shown: str
) -> None:
    user = (await viewer(http, idp.forge(sub="sub-of-somebody", preferred_username=name)))["user"]
    assert user["displayName"] == shown


async def test_members_from_before_are_given_a_look(graph: Graph) -> None:
    handles = ("ad-0-11", "rnoi", "vvr-n", "plain")
    for number, handle in enumerate(handles):
        await graph.write(_join, f"usr_{number}", handle)
    (looks,) = (one for one in read_migrations() if one.name.endswith("_look"))
    await graph.define(looks.statements[-1])
    found = dict(await rows(graph, "MATCH (n:User) RETURN n.handle, n.look"))
    assert found == {handle: look_of(handle) for handle in handles}


async def _join(tx: Transaction, id: str, handle: str) -> None:
    await (await tx.run("CREATE (:User {id: $id, handle: $handle})", {"id": id, "handle": handle})).consume()


async def test_roles_come_by_the_allow_list_alone(http: httpx.AsyncClient, idp: Provider) -> None:
    for client, role in (
        ("sub-of-ada", Role.MODERATOR),
        ("sub-of-olga", Role.OPERATOR),
        ("sub-of-nobody", Role.MEMBER),
    ):
        assert (await viewer(http, await idp.token(client)))["scopes"] == sorted(SCOPES_OF_ROLE[role]), client


async def test_roles_may_stand_deeper(graph: Graph, tmp_path: Path, idp: Provider) -> None:
    async with worker(graph, tmp_path, idp.issuer, openid_roles_claim="realm_access.roles") as http:
        assert "keys:manage" in (await viewer(http, await idp.token("sub-of-olga")))["scopes"]
        assert "members:read" not in (await viewer(http, await idp.token("sub-of-ada")))["scopes"]


async def test_twenty_first_requests_at_once_make_one_member(http: httpx.AsyncClient, idp: Provider) -> None:
    token = await idp.token("sub-of-dora")
    users = await asyncio.gather(*(viewer(http, token) for _ in range(20)))
    assert len({user["user"]["id"] for user in users}) == 1


async def test_newcomers_can_be_kept_out(graph: Graph, tmp_path: Path, idp: Provider) -> None:
    await graph.write(sample.load)
    async with worker(graph, tmp_path, idp.issuer, openid_sign_up=False) as http:
        assert (await ask(http, await idp.token("sub-of-dora"))).status_code == 401


async def test_an_imported_member_signs_in_as_themselves_once(graph: Graph, tmp_path: Path, idp: Provider) -> None:
    await graph.write(sample.load)
    async with worker(graph, tmp_path, idp.issuer, openid_by_external_id=True) as http:
        assert (await viewer(http, await idp.token("1")))["user"]["id"] == sample.ADA
    another = SignUpParams(
        issuer="https://other.example",
        subject="1",
        external_id="1",
        id=UserId(new_id(IdPrefix.USER)),
        handle="ada",
        longer_handle="ada-2",
        look="ada",
        longer_look="ada2",
        display_name="Ada",
        at=sample.NOW,
    )
    assert (await graph.write(SIGN_UP.one, another)).user_id == another.id, "nobody else takes her"


@pytest.mark.parametrize("banned", [False, True])
async def test_who_was_erased_does_not_come_back_by_signing_in(
    http: httpx.AsyncClient, idp: Provider, graph: Graph, monkeypatch: pytest.MonkeyPatch, banned: bool
) -> None:
    for name in ("resolvers.erased_users", "resolvers.sanctions"):
        monkeypatch.setattr(f"{name}.FRESH_SECONDS", 0.0)
    monkeypatch.setattr("resolvers.sign_in.REMEMBERED", 0.0)
    token = await idp.token("sub-of-dora")
    id = UserId((await viewer(http, token))["user"]["id"])
    if banned:
        ban = ActionId(new_id(IdPrefix.MODERATION_ACTION))
        await graph.write(sanction.impose, id, SanctionKind.BAN, None, sample.NOW, ban)
        assert (await viewer(http, token))["scopes"] == ["content:read"]
    erase = 'mutation { requestErasure(input: {mode: ANONYMISE, confirmHandle: "dora"}) { userErrors { message } } }'
    headers = {"Authorization": f"Bearer {token}"}
    answer = (await http.post("/graphql", json={"query": erase}, headers=headers)).json()
    assert answer["data"]["requestErasure"] == {"userErrors": []}
    await run_jobs(graph)
    assert (await ask(http, token)).status_code == 401
    assert (await ask(http, await idp.token("sub-of-dora"))).status_code == 401
    assert (await ask(http, await idp.token("sub-of-ada"))).status_code == 200
    assert await rows(graph, "MATCH (n:ExternalIdentity) RETURN n.subject") == [("sub-of-ada",)]
    assert await rows(graph, f"MATCH (n:Sanction {{user_id: '{id}'}}) RETURN n.kind") == []


def unsigned(idp: Provider) -> str:
    header = base64.urlsafe_b64encode(b'{"alg": "none", "kid": "first"}').rstrip(b"=").decode()
    return f"{header}.{idp.forge().split('.')[1]}."


def signed_with_the_public_key(idp: Provider) -> str:
    """HS256 with the provider's public key as the secret: the oldest trick."""
    pem = FIRST.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "first"}).encode()).rstrip(b"=")
    signed = head + b"." + idp.forge().split(".")[1].encode()
    return (signed + b"." + base64.urlsafe_b64encode(hmac.new(pem, signed, sha256).digest()).rstrip(b"=")).decode()


def tampered(idp: Provider) -> str:
    head, _, signature = idp.forge().split(".")
    return f"{head}.{idp.forge(roles=['staff']).split('.')[1]}.{signature}"


BAD: dict[str, Callable[[Provider], str]] = {
    "alg none": unsigned,
    "no signature": lambda idp: idp.forge().rpartition(".")[0] + ".",
    "two parts": lambda idp: idp.forge().rpartition(".")[0],
    "HS256 by the public key": signed_with_the_public_key,
    "HS256 by a guess": lambda idp: jwt.encode({"iss": idp.issuer, "sub": "x", "exp": time() + 60}, "x" * 32),
    "tampered": tampered,
    "another's key": lambda idp: idp.forge(STRANGER),
    "key by address": lambda idp: jwt.encode(
        {"iss": idp.issuer, "aud": AUDIENCE, "sub": "x", "iat": time(), "exp": time() + 60},
        STRANGER.private,
        "RS256",
        headers={"jku": "https://evil.example/jwks", "jwk": STRANGER.jwk(), "kid": "evil"},
    ),
    "another algorithm of the key": lambda idp: idp.forge(algorithm="RS512"),
    "expired": lambda idp: idp.forge(exp=int(time()) - 31),
    "not yet valid": lambda idp: idp.forge(nbf=int(time()) + 60),
    "issued in time to come": lambda idp: idp.forge(iat=int(time()) + 60),
    "wrong audience": lambda idp: idp.forge(aud="https://other.test"),
    "no audience": lambda idp: idp.forge(aud=None),
    "wrong issuer": lambda idp: idp.forge(iss="https://evil.example"),
    "issuer with a slash": lambda idp: idp.forge(iss=idp.issuer + "/"),
    "no issuer": lambda idp: idp.forge(iss=None),
    "no expiry": lambda idp: idp.forge(exp=None),
    "no subject": lambda idp: idp.forge(sub=None),
    "empty subject": lambda idp: idp.forge(sub=""),
    "endless subject": lambda idp: idp.forge(sub="x" * 256),
    "no token": lambda idp: "x",
    "no JSON": lambda idp: "e30.e30.e30",
}


@pytest.mark.parametrize("name", BAD)
async def test_what_is_refused(http: httpx.AsyncClient, idp: Provider, graph: Graph, name: str) -> None:
    answer = await ask(http, BAD[name](idp))
    assert answer.status_code == 401, answer.text
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "data" not in answer.json() and answer.headers["www-authenticate"] == "Bearer"


async def test_clocks_may_differ_a_little(http: httpx.AsyncClient, idp: Provider) -> None:
    for changes in ({"exp": int(time()) - 20}, {"nbf": int(time()) + 20}, {"iat": int(time()) + 20}):
        assert (await ask(http, idp.forge(**changes))).status_code == 200, changes


async def test_without_a_provider_its_tokens_are_refused(graph: Graph, tmp_path: Path, idp: Provider) -> None:
    app = create_app(Settings(home=tmp_path, secret=SECRET, run_jobs=False), graph)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://stoa.test") as http:
        assert (await ask(http, await idp.token("sub-of-dora"))).status_code == 401


async def test_keys_rotate_without_anybody_noticing() -> None:
    async with provider(FIRST) as idp:
        keys = Jwks(idp.issuer, None, min_interval=0.0)
        assert await keys.key("first") is not None
        assert await keys.key("second") is None
        await idp.rotate(SECOND, FIRST)
        assert await keys.key("second") is not None and await keys.key("first") is not None
        await idp.rotate(SECOND)
        assert await keys.key("third") is None
        assert await keys.key("first") is None, "withdrawn"


async def test_a_new_key_is_found_by_the_first_token_that_names_it(graph: Graph, tmp_path: Path) -> None:
    async with provider(FIRST) as idp, worker(graph, tmp_path, idp.issuer) as http:
        former = await idp.token("sub-of-dora")
        first = await viewer(http, former)
        await idp.rotate(SECOND, FIRST)
        await asyncio.sleep(10)  # the shortest time between two fetches
        assert await viewer(http, await idp.token("sub-of-dora")) == first == await viewer(http, former)


async def test_an_outage_of_the_provider_is_not_ours() -> None:
    async with provider(FIRST) as idp:
        keys = Jwks(idp.issuer, None, lifetime=0.0, min_interval=0.0)
        assert await keys.key("first") is not None
        await idp.stop()
        for _ in range(3):
            assert await keys.key("first") is not None
            await keys.settle()
        assert await keys.key("guessed") is None
        await idp.start()
        assert await keys.key("first") is not None


async def test_guessed_keys_do_not_hammer_the_provider() -> None:
    asked = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    keys = Jwks("http://127.0.0.1", f"http://127.0.0.1:{port}/jwks")
    found = await asyncio.gather(*(keys.key(f"guess-{number}") for number in range(200)))
    server.close()
    assert (asked, set(found)) == (1, {None})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"openid_issuer": "https://id.example"}, "go together"),
        ({"openid_audience": "x"}, "go together"),
        ({"openid_issuer": "http://id.example", "openid_audience": "x"}, "https"),
        ({"openid_roles": "staff=king"}, "openid_roles"),
        ({"openid_roles": "staff"}, "openid_roles"),
    ],
)
def test_settings_that_cannot_be_stop_the_start(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Settings(**changes)


def test_roles_are_written_as_pairs() -> None:
    assert Settings(openid_roles="staff=operator, a=b=moderator").openid_roles == {
        "staff": Role.OPERATOR,
        "a=b": Role.MODERATOR,
    }
