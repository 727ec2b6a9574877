"""Renews locks/neo4j.lock after a change of locks/neo4j.pom.xml. Maintainers run it by `make lock-neo4j`; it needs mvn.

Maven resolves, for it alone applies all of its own rules; everybody else only fetches what it found.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from graph.embedded.artifacts import LOCK

HEADER = """\
# Neo4j Community and Graph Data Science with everything they need, in class path order; made by `make lock-neo4j`.
# One artifact a line: group:artifact:version[:classifier] sha256 bytes
"""


def class_path_by_maven(pom: Path, repository: Path) -> list[Path]:
    """The jars below `repository`, newly fetched, as Maven orders them."""
    listing = repository / "class-path.txt"
    goal = ["dependency:build-classpath", f"-Dmdep.outputFile={listing}", "-Dmdep.pathSeparator=\n"]
    subprocess.run(["mvn", "--batch-mode", "-q", "-f", pom, f"-Dmaven.repo.local={repository}", *goal], check=True)
    return [Path(line) for line in listing.read_text(encoding="utf-8").split()]


def lock_line(jar: PurePath, content: bytes) -> str:
    """The line of the lock for a jar, given by its path in a repository: group/…/artifact/version/file.jar."""
    *group, name, version, file = jar.parts
    classifier = file.removesuffix(".jar").removeprefix(f"{name}-{version}").removeprefix("-")
    coordinates = ":".join(filter(None, (".".join(group), name, version, classifier)))
    return f"{coordinates} {hashlib.sha256(content).hexdigest()} {len(content)}\n"


def main() -> int:
    """Write the lock anew."""
    with tempfile.TemporaryDirectory() as directory:
        repository = Path(directory).resolve()
        jars = class_path_by_maven(LOCK.with_name("neo4j.pom.xml"), repository)
        lines = [lock_line(jar.relative_to(repository), jar.read_bytes()) for jar in jars]
    LOCK.write_text(HEADER + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
