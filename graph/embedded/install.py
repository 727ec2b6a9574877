"""Fetches the locked Neo4j artifacts: eight at a time, each checked by SHA-256 before it gets its name.

`python -m graph.embedded.install` does so with a progress bar. Finished jars are kept when it is interrupted.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from filelock import FileLock
from jgo.maven import MavenContext
from requests import RequestException
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from graph.embedded.artifacts import Artifact, read_lock, repository_directory
from graph.embedded.errors import ArtifactError

Download = Callable[[Artifact, Path], Path]
"""Puts an artifact somewhere below a directory and returns where."""

THREADS = 8
COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    DownloadColumn(),
    TransferSpeedColumn(),
    TimeRemainingColumn(),
)
READ_TIMEOUT_SECONDS = 30
PARTIAL = ".partial"
"""Where jars grow: in the repository, so that the last step is a plain rename."""


def download_by_maven(artifact: Artifact, directory: Path) -> Path:
    """Fetch through jgo, which knows the repositories. Raises ArtifactError when none of them answers with the jar."""
    context = MavenContext(repo_cache=directory, timeout=READ_TIMEOUT_SECONDS)
    component = context.project(artifact.group, artifact.name).at_version(artifact.version)
    try:
        return component.artifact(artifact.classifier, "jar").resolve()
    except (RequestException, RuntimeError) as error:
        raise ArtifactError(f"{artifact.path.name} could not be fetched: {error}") from error


@retry(
    retry=retry_if_exception_type(ArtifactError),
    stop=stop_after_attempt(4),
    wait=wait_exponential_jitter(multiplier=0.5, max=8),
    reraise=True,
)
def install(artifact: Artifact, repository: Path, download: Download = download_by_maven) -> None:
    """Put one checked jar into the repository. Raises ArtifactError when four tries brought something else."""
    target = repository / artifact.path
    target.parent.mkdir(parents=True, exist_ok=True)
    (repository / PARTIAL).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=repository / PARTIAL) as directory:
        fetched = download(artifact, Path(directory))
        found = hashlib.sha256(fetched.read_bytes()).hexdigest()
        if found != artifact.sha256:
            raise ArtifactError(f"{artifact.path.name} was refused: its SHA-256 is {found}, not {artifact.sha256}.")
        os.replace(fetched, target)


def install_all(
    artifacts: list[Artifact],
    repository: Path,
    advance: Callable[[int], None],
    download: Download = download_by_maven,
) -> None:
    """Install what is missing, calling `advance(bytes)` for each finished jar. The first failure ends it."""
    with ThreadPoolExecutor(THREADS) as pool:
        sizes = {pool.submit(install, artifact, repository, download): artifact.size for artifact in artifacts}
        try:
            for done in as_completed(sizes):
                done.result()
                advance(sizes[done])
        except BaseException:  # Ctrl-C too: what has not begun must not begin
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def install_missing(repository: Path) -> None:
    """Install what the lock names and isn't there, with a progress bar; a second process waits for the first."""
    repository.mkdir(parents=True, exist_ok=True)
    with FileLock(repository / ".lock"):
        shutil.rmtree(repository / PARTIAL, ignore_errors=True)  # left by a process that was killed
        locked = read_lock()
        missing = [artifact for artifact in locked if not artifact.is_installed(repository)]
        if not missing:
            return
        total, wanted = (sum(artifact.size for artifact in artifacts) for artifacts in (locked, missing))
        with Progress(*COLUMNS) as progress:
            bar = progress.add_task(f"Neo4j, {len(missing)} artifacts", total=total, completed=total - wanted)
            install_all(missing, repository, lambda size: progress.advance(bar, size))


def main() -> int:
    """Install everything the lock names; 0 when all is there, 1 with a sentence on what to do when not."""
    repository = repository_directory()
    try:
        install_missing(repository)
    except (ArtifactError, OSError) as error:
        Console(stderr=True).print(
            f"{error}\nCheck the network and the free disk space (250 MB in {repository}), "
            "then run the same command again: what is finished is kept.",
            style="red",
            soft_wrap=True,
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
