"""Pages without any script: a template, and one style sheet in it that the policy names by its hash."""

import hashlib
from base64 import b64encode
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

TEMPLATES = Path(__file__).resolve().parent.parent / "web" / "templates"
PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:"
"""Pages load nothing but what their policy names besides."""


class PlainPages:
    """Makes such pages; built once, when the app starts."""

    def __init__(self) -> None:
        self.templates = Jinja2Templates(directory=TEMPLATES)
        self._style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
        digest = b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        self._policy = f"{LOCKED}; style-src 'sha256-{digest}'"

    def answer(self, request: Request, template: str, context: dict[str, object], status: int = 200) -> Response:
        """The page of that template."""
        headers = {**PAGE_HEADERS, "Content-Security-Policy": self._policy}
        context = {**context, "style": Markup(self._style)}
        return self.templates.TemplateResponse(request, template, context, status_code=status, headers=headers)
