"""Documents, printed: everything stands on page and PDF as it was said, and the code reads as the address."""

import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.documents import pdf as press
from shared.documents.document import Language, Line, Mark, Table
from shared.documents.html import CONTENT_SECURITY_POLICY, html
from shared.documents.pdf import pdf
from shared.documents.qr import QUIET_ZONE, qr_code
from tests.documents.paper import (
    ADDRESS,
    FULL,
    PLAIN,
    codes_in,
    image_of_pdf,
    image_of_svg,
    pages_of,
    text_of_page,
    text_of_pdf,
    texts_of,
)

FONTS = Path(press.__file__).parent / "fonts"


@pytest.mark.parametrize("document", [PLAIN, FULL], ids=["plain", "full"])
@pytest.mark.parametrize("language", Language)
def test_all_that_a_document_says_stands_on_it(document, language):
    document = replace(document, language=language)
    on_page, in_pdf = text_of_page(html(document)), text_of_pdf(pdf(document))
    assert [text for text in texts_of(document) if text not in on_page] == []
    assert [text for text in texts_of(document) if text not in in_pdf] == []


def test_the_code_on_page_and_pdf_reads_as_the_address():
    assert codes_in(image_of_svg(html(FULL))) == [ADDRESS]
    assert codes_in(image_of_pdf(pdf(FULL))) == [ADDRESS]


def test_a_document_without_an_address_has_no_code():
    assert "<svg" not in html(PLAIN)
    assert codes_in(image_of_pdf(pdf(PLAIN))) == []


def test_a_code_keeps_its_distance_and_its_runs_do_not_touch():
    code = qr_code(ADDRESS)
    assert {run.y for run in code.runs} == set(range(QUIET_ZONE, code.size - QUIET_ZONE))
    for before, after in zip(code.runs, code.runs[1:], strict=False):
        assert before.y < after.y or before.x + before.length < after.x
    assert all(run.x >= QUIET_ZONE and run.x + run.length <= code.size - QUIET_ZONE for run in code.runs)


INJECTED = "<script>alert(1)</script><b>&amp;</b>\"'{{ 7 * 7 }}<para>]]>"


def test_what_looks_like_markup_is_printed_as_it_is():
    document = replace(
        FULL,
        issuer=INJECTED,
        title=INJECTED,
        number=Line(INJECTED, INJECTED),
        lines=(Line(INJECTED, INJECTED),),
        before=(INJECTED,),
        after=(INJECTED,),
        table=Table(INJECTED, (INJECTED,), (1,), ((INJECTED,),)),
        stressed=Line(INJECTED, INJECTED),
        mark=Mark(f"{ADDRESS}{INJECTED}", INJECTED),
        signatures=(INJECTED,),
        dated=INJECTED,
    )
    page = html(document)
    assert "<script" not in page
    assert "<b>" not in page
    assert text_of_page(page).count(INJECTED) == 16
    assert INJECTED in text_of_pdf(pdf(document))


def test_a_page_may_have_its_own_style_and_nothing_else():
    page = html(FULL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert re.findall(r"\s(?:style|on\w+|src|href)=", page) == []


def test_the_same_document_makes_the_same_bytes_whoever_prints_beside_it():
    alone = pdf(FULL)
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(pdf, [FULL, PLAIN, FULL, PLAIN, FULL])) == {alone, pdf(PLAIN)}


def test_a_long_table_goes_on_over_pages_under_its_columns():
    rows = tuple((str(number), "缺" * 200) for number in range(50))
    content = pdf(replace(FULL, table=Table("材料", ("序号", "名称"), (1, 9), rows)))
    assert pages_of(content) > 3
    assert text_of_pdf(content).count("序号") == pages_of(content)
    feet = re.findall(r"QZX-2014-000001-SL\s+·\s+(\d)", text_of_pdf(content))
    assert feet == [str(page) for page in range(1, pages_of(content) + 1)]


def test_the_font_is_in_the_document_and_only_as_much_of_it_as_is_used():
    content = pdf(FULL)
    assert re.search(rb"/FontName /[A-Z]{6}\+NotoSansSC", content)
    assert len(content) < 100_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("character", "马㛃䶮鿍𬭩")
def test_a_rare_character_of_a_name_is_not_a_box(character):
    def drawn(text: str) -> bytes:
        return bytes(image_of_pdf(pdf(replace(PLAIN, lines=(Line("申请人", text),)))).tobytes())

    assert drawn(character) not in {drawn("\u0e01"), drawn(" ")}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(Language))
def test_whatever_is_said_can_be_printed(text, language):
    document = replace(
        FULL,
        language=language,
        before=(text,),
        lines=(Line("x", text),),
        table=Table("x", ("x", "y"), (1, 3), ((text, text),)),
    )
    assert pdf(document).startswith(b"%PDF-")
    assert html(document).endswith("</html>")
