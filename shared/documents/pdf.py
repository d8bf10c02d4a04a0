"""Documents as PDF, with their font in them: what is printed is the same everywhere and for as long as it is kept.

The font is Noto Sans SC as Google Fonts publishes it, unchanged, under the SIL Open Font License (fonts/OFL.txt); a
document carries the characters that it uses. For those beyond the basic plane, which some names have, ReportLab writes
a wrong entry for copying: they are shown and printed right.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from threading import Lock
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from shared.documents.document import Document, Language, Line, Table
from shared.documents.qr import QrCode, qr_code

FONT: Final = "NotoSansSC"
_BREADTH: Final = 170 * mm
_PADDING: Final = 6
"""Points that ReportLab keeps between a margin and what stands there."""
_LABELS: Final = 48 * mm
_QR: Final = 34 * mm
_RULED: Final = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)
_BOXED: Final = TableStyle([("BOX", (0, 0), (-1, -1), 1, colors.black), ("BOTTOMPADDING", (0, 1), (0, 1), 8)])
# ReportLab keeps fonts and their subsets in globals: one document at a time.
_PRESS: Final = Lock()


def pdf(document: Document) -> bytes:
    """The pages of a document; the same document makes the same bytes. It computes for a while: call it on a thread."""
    with _PRESS:
        _font()
        paper = BytesIO()
        template = SimpleDocTemplate(
            paper,
            pagesize=A4,
            leftMargin=20 * mm - _PADDING,
            rightMargin=20 * mm - _PADDING,
            topMargin=20 * mm,
            bottomMargin=22 * mm,
            title=f"{document.title} {document.number.value}",
            author=document.issuer,
            lang=document.language.tag,
            invariant=1,
        )
        template.build(_flow(document), onFirstPage=_footer(document), onLaterPages=_footer(document))
        return paper.getvalue()


@cache
def _font() -> None:
    with as_file(files("shared.documents").joinpath("fonts/NotoSansSC-Regular.ttf")) as path:
        registerFont(TTFont(FONT, path))


class _Code(Flowable):
    """A QR code, drawn module by module."""

    def __init__(self, code: QrCode) -> None:
        super().__init__()
        self.width = self.height = _QR
        self._code = code

    def draw(self) -> None:
        module = _QR / self._code.size
        path = self.canv.beginPath()
        for run in self._code.runs:
            path.rect(run.x * module, _QR - (run.y + 1) * module, run.length * module, module)
        self.canv.drawPath(path, stroke=0, fill=1)


class _Styles:
    """How each kind of text looks in a language."""

    def __init__(self, language: Language) -> None:
        # Chinese breaks between any two characters, English between words.
        wrap = "CJK" if language is Language.ZH else None
        self.text = ParagraphStyle("text", fontName=FONT, fontSize=10.5, leading=17, wordWrap=wrap, spaceAfter=2 * mm)
        self.cell = ParagraphStyle("cell", self.text, fontSize=10, leading=15, spaceAfter=0)
        self.small = ParagraphStyle("small", self.text, fontSize=8.5, leading=12, alignment=TA_CENTER)
        self.issuer = ParagraphStyle("issuer", self.text, fontSize=12, alignment=TA_CENTER)
        self.title = ParagraphStyle("title", self.text, fontSize=20, leading=28, alignment=TA_CENTER)
        self.right = ParagraphStyle("right", self.text, alignment=TA_RIGHT)
        self.stressed = ParagraphStyle("stressed", self.text, fontSize=18, leading=26, alignment=TA_CENTER)


def _flow(document: Document) -> list[Flowable]:
    styles = _Styles(document.language)
    number = f"{document.number.label} {document.number.value}"
    return [
        _text(document.issuer, styles.issuer),
        _text(document.title, styles.title),
        _text(number, styles.right),
        HRFlowable(width="100%", thickness=1, color=colors.black, spaceAfter=4 * mm),
        *_lines(document.lines, styles),
        *(_text(words, styles.text) for words in document.before),
        *(_table(document.table, styles) if document.table else ()),
        *(_text(words, styles.text) for words in document.after),
        KeepTogether([*_foot(document, styles), *_signatures(document, styles)]),
    ]


def _text(words: str, style: ParagraphStyle) -> Paragraph:
    printable = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in words)
    return Paragraph(escape(printable).replace("\n", "<br/>"), style)


def _lines(lines: tuple[Line, ...], styles: _Styles) -> list[Flowable]:
    if not lines:
        return []
    rows = [[_text(line.label, styles.cell), _text(line.value, styles.cell)] for line in lines]
    return [Grid(rows, colWidths=[_LABELS, _BREADTH - _LABELS], style=_RULED, splitInRow=1), Spacer(0, 4 * mm)]


def _table(table: Table, styles: _Styles) -> list[Flowable]:
    widths = [_BREADTH * share / sum(table.shares) for share in table.shares]
    rows = [[_text(cell, styles.cell) for cell in row] for row in (table.columns, *table.rows)]
    shaded = TableStyle([("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)], parent=_RULED)
    grid = Grid(rows, colWidths=widths, style=shaded, repeatRows=1, splitInRow=1)
    return [_text(table.heading, styles.text), grid, Spacer(0, 4 * mm)]


def _foot(document: Document, styles: _Styles) -> list[Flowable]:
    marked: list[Flowable] = []
    if document.mark:
        marked = [_Code(qr_code(document.mark.address)), _text(document.mark.caption, styles.small)]
    stressed: list[Flowable] = []
    if document.stressed:
        label, value = document.stressed.label, document.stressed.value
        box = [[_text(label, styles.small)], [_text(value, styles.stressed)]]
        stressed = [Grid(box, colWidths=[80 * mm], style=_BOXED, hAlign="LEFT")]
    if not marked and not stressed:
        return []
    beside = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("RIGHTPADDING", (0, 0), (0, 0), 0),
            ("LEFTPADDING", (1, 0), (1, 0), 10 * mm),
        ]
    )
    return [Grid([[marked, stressed]], colWidths=[_QR, _BREADTH - _QR], style=beside)]


def _signatures(document: Document, styles: _Styles) -> list[Flowable]:
    signed = [_text(signature, styles.text) for signature in document.signatures]
    flow: list[Flowable] = [Spacer(0, 8 * mm)]
    if signed:
        flush = TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0)])
        flow += [Grid([signed], colWidths=[_BREADTH / len(signed)] * len(signed), style=flush)]
    return [*flow, Spacer(0, 6 * mm), _text(document.dated, styles.right)]


def _footer(document: Document) -> Callable[[Canvas, SimpleDocTemplate], None]:
    def draw(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 8)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, f"{document.number.value}  ·  {template.page}")

    return draw
