"""The locked Neo4j artifacts: fetched once by a Maven client, checked by SHA-256, shared by all checkouts.

Run as a program (`python -m graph.embedded.artifacts`) it fetches what is missing and shows its progress.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import MavenContext
from requests import RequestException
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from graph.embedded.cache import cache_directory
from graph.embedded.errors import ArtifactError

LOCK = Path(__file__).resolve().parents[2] / "locks" / "neo4j.lock"
THREADS = 8
READ_TIMEOUT_SECONDS = 30

type_of_download = Callable[["Artifact", Path], Path]


@dataclass(frozen=True)
class Artifact:
    """One line of the lock: Maven coordinates, the SHA-256 of the jar in hex, and its size in bytes."""

    group: str
    name: str
    version: str
    classifier: str
    sha256: str
    size: int

    @classmethod
    def parse(cls, line: str) -> "Artifact":
        coordinates, sha256, size = line.split()
        group, name, version, *classifier = coordinates.split(":")
        return cls(group, name, version, "".join(classifier), sha256, int(size))

    @property
    def path(self) -> Path:
        """Where a Maven repository keeps the jar, relative to its root."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        file_name = f"{self.name}-{self.version}{suffix}.jar"
        return Path(*self.group.split("."), self.name, self.version, file_name)

    def is_installed(self, repository: Path) -> bool:
        """Whether the jar is there in full. Jars get their name only after their sum was checked, so size is enough."""
        try:
            return (repository / self.path).stat().st_size == self.size
        except FileNotFoundError:
            return False


def read_lock(lock: Path = LOCK) -> list[Artifact]:
    """All artifacts of the lock, in class path order."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [Artifact.parse(line) for line in lines if line and not line.startswith("#")]


def repository_directory() -> Path:
    return cache_directory() / "maven"


def class_path(artifacts: Iterable[Artifact], repository: Path) -> list[Path]:
    """The jars in order; ArtifactError names the first one missing and the command that fetches it."""
    artifacts = list(artifacts)
    for artifact in artifacts:
        if not artifact.is_installed(repository):
            raise ArtifactError(f"{artifact.path.name} is not in {repository}. Run `make setup` to fetch it.")
    return [repository / artifact.path for artifact in artifacts]


@retry(
    retry=retry_if_exception_type(ArtifactError),
    stop=stop_after_attempt(3),
    wait=wait_exponential_jitter(initial=1, max=10),
    reraise=True,
)
def install(artifact: Artifact, repository: Path, download: type_of_download) -> None:
    """Fetch one jar into a directory of its own, check it, and only then give it its place in the repository."""
    target = repository / artifact.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=target.parent) as staging:
        fetched = download(artifact, Path(staging))
        found = hashlib.sha256(fetched.read_bytes()).hexdigest()
        if found != artifact.sha256:
            raise ArtifactError(f"{artifact.path.name} was refused: its SHA-256 is {found}, not {artifact.sha256}.")
        os.replace(fetched, target)
