"""The locked Neo4j artifacts: what the lock asks for, what of it is installed, and the class path they make.

Jars live in a Maven repository layout in the user's cache, so every checkout shares them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.cache import cache_directory
from graph.embedded.errors import ArtifactError

LOCK = Path(__file__).resolve().parents[2] / "locks" / "neo4j.lock"


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
        return Path(*self.group.split("."), self.name, self.version, f"{self.name}-{self.version}{suffix}.jar")

    @property
    def has_procedures(self) -> bool:
        """Whether Neo4j must find the jar in its plugin directory too: it scans nothing else for procedures."""
        return self.group == "org.neo4j.gds" and self.name.startswith("proc")

    def is_installed(self, repository: Path) -> bool:
        """Whether the jar is there in full. It gets its name only after its sum was checked, so size is enough."""
        try:
            return (repository / self.path).stat().st_size == self.size
        except FileNotFoundError:
            return False


def read_lock(lock: Path = LOCK) -> list[Artifact]:
    """All artifacts of the lock, in class path order."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [Artifact.parse(line) for line in lines if line and not line.startswith("#")]


def repository_directory() -> Path:
    """The Maven repository in the user's cache."""
    return cache_directory() / "maven"


def class_path(artifacts: Iterable[Artifact], repository: Path) -> list[Path]:
    """The jars in order. Raises ArtifactError, which names a missing jar and the command that fetches it."""
    artifacts = list(artifacts)
    for artifact in artifacts:
        if not artifact.is_installed(repository):
            raise ArtifactError(f"{artifact.path.name} is not in {repository}. Run `make setup` to fetch it.")
    return [repository / artifact.path for artifact in artifacts]
