"""The bundled front end on disk: what the build made, and serving it with gzip and for ever."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# A name carries a hash of its content, so what it names never changes. The policy matters for workers, which take
# theirs from their own answer instead of the page's: they compute, and may load nothing.
ASSET_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """The two files a page must name to start GraphiQL; they find the others themselves."""

    script: str
    style: str


def read_bundle(folder: Path) -> Bundle | None:
    """The bundle that `npm run build` left in `folder`, or None when it hasn't run to its end."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return None
    return Bundle(**json.loads(manifest.read_text(encoding="utf-8")))


class HashedFiles(StaticFiles):
    """Static files with hashed names; a client that takes gzip gets the twin compressed at build time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(ASSET_HEADERS)
        return response

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        packed = Path(f"{os.fspath(full_path)}.gz")
        if not packed.is_file():
            return super().file_response(full_path, stat_result, scope, status_code)
        if _takes_gzip(Headers(scope=scope)):
            response = super().file_response(packed, packed.stat(), scope, status_code)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.add_vary_header("Accept-Encoding")
        return response


def _takes_gzip(headers: Headers) -> bool:
    """Whether Accept-Encoding names gzip without refusing it (`gzip;q=0`)."""
    for entry in headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = entry.partition(";")
        if coding.strip() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
