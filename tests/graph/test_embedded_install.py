"""Fetching the locked artifacts: nothing incomplete or altered gets in, and finished jars are kept."""

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from tenacity import wait_none

from graph.embedded import ArtifactError
from graph.embedded.artifacts import Artifact, class_path, read_lock
from graph.embedded.install import Download, install, install_all
from graph.embedded.relock import lock_line

CONTENT = b"a jar" * 1000


def artifact(name: str) -> Artifact:
    return Artifact("org.example", name, "1.0", "", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


def bringing(*contents: bytes | BaseException) -> tuple[Download, Callable[[], int]]:
    """A source that brings these in turn, and how often it was asked. An exception comes after half the bytes."""
    asked: list[Artifact] = []

    def download(wanted: Artifact, directory: Path) -> Path:
        content = contents[len(asked)]
        asked.append(wanted)
        target = directory / wanted.path.name
        target.write_bytes(CONTENT[: len(CONTENT) // 2] if isinstance(content, BaseException) else content)
        if isinstance(content, BaseException):
            raise content
        return target

    return download, lambda: len(asked)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install.retry, "wait", wait_none())


@pytest.mark.parametrize(
    "first",
    [b"a jar with something added", CONTENT[:-1], b"", ArtifactError("connection lost")],
    ids=["tampered", "short", "empty", "interrupted"],
)
def test_what_is_not_as_locked_is_refused_and_fetched_again(tmp_path: Path, first: bytes | BaseException) -> None:
    download, asked = bringing(first, CONTENT)
    install(artifact("one"), tmp_path, download)
    assert asked() == 2
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["one-1.0.jar"]
    assert (tmp_path / artifact("one").path).read_bytes() == CONTENT


def test_what_is_never_as_locked_is_never_accepted(tmp_path: Path) -> None:
    download, asked = bringing(*[b"forged"] * 4)
    with pytest.raises(ArtifactError, match=r"one-1\.0\.jar was refused"):
        install(artifact("one"), tmp_path, download)
    assert asked() == 4
    assert not any(p.is_file() for p in tmp_path.rglob("*"))


def test_an_interrupted_fetch_keeps_what_was_finished(tmp_path: Path) -> None:
    locked = [artifact("one"), artifact("two"), artifact("three")]
    download, _ = bringing(CONTENT, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        for each in locked:
            install(each, tmp_path, download)
    assert [each.is_installed(tmp_path) for each in locked] == [True, False, False]
    with pytest.raises(ArtifactError, match=r"two-1\.0\.jar .*make setup"):
        class_path(locked, tmp_path)

    missing = [each for each in locked if not each.is_installed(tmp_path)]
    download, asked = bringing(CONTENT, CONTENT)
    finished: list[int] = []
    install_all(missing, tmp_path, finished.append, download)
    assert asked() == 2
    assert finished == [len(CONTENT)] * 2
    assert class_path(locked, tmp_path) == [tmp_path / each.path for each in locked]


@pytest.mark.parametrize(
    "jar", ["io/netty/epoll/4.2.18.Final/epoll-4.2.18.Final-linux-x86_64.jar", "a/b/1-2/b-1-2.jar"]
)
def test_a_jar_of_a_repository_is_found_again_by_its_line(jar: str, tmp_path: Path) -> None:
    parsed = Artifact.parse(lock_line(PurePath(jar), CONTENT))
    assert parsed.path == Path(jar)
    (tmp_path / jar).parent.mkdir(parents=True)
    (tmp_path / jar).write_bytes(CONTENT)
    assert parsed.is_installed(tmp_path)
    assert parsed.sha256 == artifact("any").sha256


def test_the_lock_names_every_jar_once_and_no_place(root: Path) -> None:
    locked = read_lock()
    assert len({each.path for each in locked}) == len(locked) > 300
    assert {len(each.sha256) for each in locked} == {64}
    assert "://" not in (root / "locks" / "neo4j.lock").read_text()
