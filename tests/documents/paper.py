"""Documents of the tests, and how a reader sees them: texts and QR codes of pages and PDFs."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from shared.documents.document import Document, Language, Line, Mark, Table

ADDRESS = "http://127.0.0.1:8101/intake/v1/public/progress?number=QZX-2014-000001"
PLAIN = Document(
    language=Language.ZH,
    issuer="清真巷社区公共服务中心",
    title="受理通知书",
    number=Line("编号：", "QZX-2014-000001-SL"),
    lines=(Line("申请人", "示例·马奶奶"), Line("事项", "高龄津贴")),
    dated="2014年9月26日",
)
FULL = replace(
    PLAIN,
    before=("您的申请已受理。",),
    table=Table("材料", ("序号", "名称"), (1, 9), (("1", "身份证"), ("2", "户口簿"))),
    after=("请妥善保管。",),
    stressed=Line("查询码", "7K3M9QXA"),
    mark=Mark(ADDRESS, "扫码查询"),
    signatures=("经办人：", "申请人："),
)


def texts_of(document: Document) -> list[str]:
    """Every text that stands on a document."""
    table = document.table
    lines = (document.number, *document.lines, *([document.stressed] if document.stressed else []))
    return [
        *(document.issuer, document.title, document.dated, *document.before, *document.after, *document.signatures),
        *(text for line in lines for text in (line.label, line.value)),
        *([table.heading, *table.columns, *(cell for row in table.rows for cell in row)] if table else []),
        *([document.mark.caption] if document.mark else []),
    ]


def text_of_page(page: str) -> str:
    """What a page says once its tags are gone."""
    body = page.partition("<body>")[2]
    return unescape(re.sub(r"<[^>]*>", "\n", body))


def text_of_pdf(content: bytes) -> str:
    """What the pages of a PDF say, without the breaks of their lines."""
    found = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in found).replace("\r\n", "")
    finally:
        found.close()


def image_of_pdf(content: bytes, page: int = 0) -> Any:
    """A page of a PDF as a printer would have it, at 200 dots an inch."""
    found = pypdfium2.PdfDocument(content)
    try:
        return found[page].render(scale=200 / 72).to_pil()
    finally:
        found.close()


def image_of_svg(page: str) -> Any:
    """The QR code of a page, drawn from its path."""
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', page)[1])  # type: ignore[index]
    image = Image.new("L", (size, size), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", page):
        image.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    return image.resize((size * 6, size * 6), Image.Resampling.NEAREST)


def codes_in(image: Any) -> list[str]:
    """What a telephone reads."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    found = pypdfium2.PdfDocument(BytesIO(content))
    try:
        return len(found)
    finally:
        found.close()
