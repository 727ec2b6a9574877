"""Builds the front-end assets from their npm lock, once for all checkouts with the same sources."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from bootstrap.console import say
from bootstrap.node import Node

NOT_SOURCES = {"dist", "node_modules", "templates"}
"""Folders of web/ that no bundle is made of: results, packages, and pages that the server fills in."""


def frontend_fingerprint(web: Path) -> str:
    """The hash of all that the assets are made of."""
    digest = hashlib.sha256()
    for file in sorted(web.rglob("*")):
        name = file.relative_to(web)
        if file.is_file() and name.parts[0] not in NOT_SOURCES:
            digest.update(f"{name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_built(web: Path) -> bool:
    """Whether web/dist was made of the present sources, or there are none."""
    if not (web / "package.json").exists():
        return True
    made_of = web / "dist" / ".sources"
    return made_of.is_file() and made_of.read_text() == frontend_fingerprint(web)


def build_frontend(web: Path, cache: Path, node_module: Path) -> None:
    """Put the assets into web/dist: from the cache, or else by npm and the build script.

    `node_module` is the installed Node.js wheel, used if the path has no Node.js that is new enough.
    """
    if is_built(web):
        return
    say("Front-end assets")
    key = frontend_fingerprint(web)
    if not (cache / key).is_dir():
        node = Node.find(node_module)
        node.run_npm(web, "ci", "--no-audit", "--no-fund")
        node.run_npm(web, "run", "--silent", "build")
        (web / "dist" / ".sources").write_text(key)
        put(web / "dist", cache / key)
    else:
        put(cache / key, web / "dist")


def put(source: Path, target: Path) -> None:
    """Copy a directory so that the target has all of it or nothing, also when interrupted."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=target.parent) as growing:
        copy = shutil.copytree(source, Path(growing) / "copy")
        shutil.rmtree(target, ignore_errors=True)
        os.replace(copy, target)
