"""Documents as pages that a browser prints: no script, nothing fetched, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from shared.documents.document import Document
from shared.documents.qr import QrCode, qr_code

_STYLE = files("shared.documents").joinpath("templates/document.css").read_text(encoding="utf-8")
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page needs its own style and nothing else."""
_TEMPLATES = Environment(
    loader=PackageLoader("shared.documents"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(document: Document) -> str:
    """The page of a document."""
    qr = qr_code(document.mark.address) if document.mark else None
    template = _TEMPLATES.get_template("document.html")
    # Our own style, with no word of the document in it: the one text that is not escaped.
    return template.render(document=document, qr=qr, path=_path(qr) if qr else "", style=Markup(_STYLE))  # noqa: S704


def _path(qr: QrCode) -> str:
    return "".join(f"M{run.x} {run.y}h{run.length}v1h-{run.length}z" for run in qr.runs)
