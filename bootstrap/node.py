"""Node.js and its npm: the machine's own if it is new enough, else those of the wheel; and packages by their lock."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bootstrap.console import run, say

NODE_VERSION = (20, 11)
"""The oldest Node.js that will do, as `engines` in each package.json says."""

ADVICE = (
    "Node.js packages could not be installed or built; the reason is above. Check the network and the free disk space, "
    "then run the same command again."
)


@dataclass(frozen=True)
class Node:
    """A Node.js and the npm that came with it."""

    node: Path
    npm: Path

    @classmethod
    def find(cls, node_module: Path) -> "Node":
        """The one to use; `node_module` is the installed Node.js wheel."""
        node = node_on_path() or node_module / "bin" / "node"
        return cls(node, npm_beside(node) or node_module / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")

    def run_npm(self, folder: Path, *words: str) -> None:
        """Run npm in a folder. Raises SetupError when it fails."""
        path = {"PATH": f"{self.node.parent}{os.pathsep}{os.environ['PATH']}"}
        run([self.node, self.npm, *words], cwd=folder, env=path, advice=ADVICE)

    def install(self, folder: Path) -> None:
        """Bring a folder's packages to what its lock says, if they aren't."""
        if not is_installed(folder):
            say(f"Node.js packages of {folder.name}")
            self.run_npm(folder, "ci", "--no-audit", "--no-fund")


def is_installed(folder: Path) -> bool:
    """Whether npm last installed there what the lock names."""
    hidden, lock = folder / "node_modules" / ".package-lock.json", folder / "package-lock.json"
    return hidden.is_file() and hidden.stat().st_mtime >= lock.stat().st_mtime


def node_on_path() -> Path | None:
    """Node.js as this machine has it, if it is new enough."""
    node = shutil.which("node")
    if node is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    return Path(node) if found >= NODE_VERSION else None


def npm_beside(node: Path) -> Path | None:
    """The npm that came with a Node.js, as a script for it."""
    script = (node.parent / "npm").resolve()
    return script if script.suffix == ".js" else None
