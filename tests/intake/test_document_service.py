"""What the counter hands over on paper: that it is there, what stands on it, and who gets to print it."""

import re

import pytest

from services.intake.api.document import PROGRESS
from shared.contracts.casework.case import CaseClosed, Outcome
from shared.contracts.casework.case_aftermath import CaseReopened, DecisionRevoked
from shared.contracts.casework.case_clocks import DueDates
from shared.contracts.casework.post import ActedAs
from shared.documents.html import CONTENT_SECURITY_POLICY
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from tests.documents.paper import codes_in, image_of_pdf, image_of_svg, text_of_pdf
from tests.intake.counter import handed_in
from tests.intake.papers import APPLICANT, counter_in, page, printed, says
from tests.intake.service import heard, refused

ADDRESS = "http://127.0.0.1:8101/intake/v1/public/progress?number=QZX-2014-000001"
DEFECTS = [
    {"material": "户口簿", "reason": "缺本人页"},
    {"material": "银行卡", "reason": "未提供 <script>alert('x')</script>"},
]


async def corrected(counter) -> None:
    """The day after, everything that is wrong is told."""
    await counter.intake.at("2014-09-25T10:00")
    await counter.intake.do(f"{counter.path}/correction-notice", Role.CLERK, defects=DEFECTS)


async def closed(counter, outcome, position=57) -> None:
    """The back office has closed the case."""
    event = CaseClosed(
        application_id=counter.id,
        post_id="post-1",
        acted_as=ActedAs.A,
        outcome=outcome,
        closed_on=counter.intake.clock.at.date(),
    )
    await heard(counter.intake, "casework", AggregateRef("case", "case-1"), event, position)


async def test_the_receipt_voucher_tells_what_was_received_and_by_when_one_hears(tmp_path):
    async with counter_in(tmp_path) as counter:
        code = counter.intake.service.desk.vault.code("voucher", counter.id)
        both = ("QZX-2014-000001-SJ", "示例·马奶奶", "630102********0017", "CD-MZ-005", "身份证", "户口簿", "W2", code)
        zh = ("收件回执", "清真巷社区服务大厅", "高龄津贴", "2014年9月24日 09:05", "最迟于2014年9月30日告知")
        en = (
            "Receipt voucher",
            "Qingzhenxiang Hall",
            "Old-age allowance",
            "24 September 2014 09:05",
            "By 30 September 2014",
        )
        await says(counter, "receipt", "zh", *both, *zh)
        await says(counter, "receipt", "en", *both, *en)


async def test_the_correction_notice_lists_everything_and_its_last_day(tmp_path):
    async with counter_in(tmp_path) as counter:
        await corrected(counter)
        both = ("QZX-2014-000001-BZ", "户口簿", "缺本人页", "银行卡", "未提供 <script>alert('x')</script>")
        await says(
            counter, "correction", "zh", *both, "补正告知书", "2014年10月14日 18:00", "一次性告知", "2014年9月25日"
        )
        await says(
            counter, "correction", "en", *both, "Correction notice", "14 October 2014 18:00", "25 September 2014"
        )
        answer = await counter.look("/documents/correction")
        assert "<script" not in answer.text, "what a clerk wrote is escaped"


async def test_the_papers_of_a_correction_stand_on_the_voucher_with_their_day(tmp_path):
    async with counter_in(tmp_path) as counter:
        await corrected(counter)
        await counter.intake.at("2014-09-26T09:30")
        await counter.intake.do(f"{counter.path}/correction", Role.CLERK, materials=["户口簿", "银行卡"])
        rows = re.findall(r"\n\d\n+(\S+)\n+(2014年9月\d+日)", await page(counter, "receipt"))
        assert rows == [
            ("身份证", "2014年9月24日"),
            ("户口簿", "2014年9月24日"),
            ("户口簿", "2014年9月26日"),
            ("银行卡", "2014年9月26日"),
        ]


async def test_what_is_handed_in_from_home_stands_on_the_voucher_at_once_and_once(tmp_path):
    async with counter_in(tmp_path) as counter:
        await corrected(counter)
        for day, material in (("2014-09-26", "银行卡"), ("2014-09-28", "户口簿")):
            await counter.intake.at(f"{day}T20:00")
            await handed_in(counter.intake, counter.id, material)
        rows = re.findall(r"\n\d\n+(\S+)\n+(2014年9月\d+日)", await page(counter, "receipt"))
        assert rows[2:] == [("银行卡", "2014年9月26日"), ("户口簿", "2014年9月28日")]


async def test_the_acceptance_notice_tells_the_day_and_both_limits(tmp_path):
    async with counter_in(tmp_path) as counter:
        await counter.intake.at("2014-09-26T09:30")
        await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
        zh = ("受理通知书", "自2014年9月26日起予以受理", "承诺办结时限", "10个工作日", "法定办结时限", "30个工作日")
        en = ("Acceptance notice", "accepted as of 26 September 2014", "10 working days", "30 working days")
        await says(counter, "acceptance", "zh", "QZX-2014-000001-SL", *zh)
        await says(counter, "acceptance", "en", "QZX-2014-000001-SL", *en)


async def test_what_the_law_accepted_says_so_on_its_notice(tmp_path):
    async with counter_in(tmp_path) as counter:
        assert await counter.intake.at("2014-10-01T00:00") == ["application-deemed-accepted"]
        await says(counter, "acceptance", "zh", "自2014年9月24日收到申请材料之日起视为受理", "2014年10月1日")
        await says(counter, "acceptance", "en", "counts as accepted on 24 September 2014", "1 October 2014")


async def test_the_receipt_for_a_result_is_dated_by_hand_until_it_is_handed_over(tmp_path):
    async with counter_in(tmp_path) as counter:
        await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
        await closed(counter, Outcome.GRANT)
        await says(counter, "delivery", "zh", "送达回证", "QZX-2014-000001-SD", "准予", "______年____月____日")
        assert "行政复议" not in await page(counter, "delivery"), "nobody complains of what was granted"
        await counter.intake.at("2014-10-20T15:00")
        await counter.intake.do(f"{counter.path}/delivery", Role.CLERK, mode="HOME_VISIT")
        await says(counter, "delivery", "zh", "上门送达", "2014年10月20日")
        await says(counter, "delivery", "en", "Receipt for the result", "Granted", "Brought home", "20 October 2014")


async def test_a_refusal_tells_what_can_be_done_against_it(tmp_path):
    async with counter_in(tmp_path) as counter:
        await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
        await closed(counter, Outcome.REFUSE)
        await says(counter, "delivery", "zh", "不予", "60日内申请行政复议", "6个月内向人民法院提起行政诉讼")
        await says(counter, "delivery", "en", "Refused", "within 60 days", "within 6 months")


@pytest.mark.parametrize("event", [CaseReopened, DecisionRevoked])
async def test_a_result_that_fell_has_no_receipt_any_more(tmp_path, event):
    async with counter_in(tmp_path) as counter:
        await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
        await closed(counter, Outcome.GRANT)
        fell = event.model_construct(application_id=counter.id, due=DueDates())
        await heard(counter.intake, "casework", AggregateRef("case", "case-1"), fell, 60)
        assert refused(await counter.look("/documents/delivery")) == (404, "document-not-there")


async def everything(counter) -> list[str]:
    """An application that has every document, and their kinds."""
    await corrected(counter)
    await counter.intake.do(f"{counter.path}/correction", Role.CLERK, materials=["户口簿", "银行卡"])
    await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
    await closed(counter, Outcome.GRANT)
    return ["receipt", "correction", "acceptance", "delivery"]


async def test_the_code_stands_on_the_voucher_and_nowhere_else(tmp_path):
    async with counter_in(tmp_path) as counter:
        code = counter.intake.service.desk.vault.code("voucher", counter.id)
        found = {}
        for kind in await everything(counter):
            answer = await counter.look(f"/documents/{kind}")
            found[kind] = (code in answer.text, code in text_of_pdf(await printed(counter, kind)))
        assert {kind for kind, there in found.items() if any(there)} == {"receipt"}
        assert found["receipt"] == (True, True)


async def test_each_document_has_a_number_of_its_own_and_the_same_address_without_code_or_name(tmp_path):
    async with counter_in(tmp_path) as counter:
        numbers = set()
        for kind in await everything(counter):
            answer = await counter.look(f"/documents/{kind}")
            numbers.add(re.findall(r"QZX-2014-000001-[A-Z]{2}", answer.text)[0])
            assert codes_in(image_of_svg(answer.text)) == [ADDRESS]
            assert codes_in(image_of_pdf(await printed(counter, kind))) == [ADDRESS]
        assert numbers == {f"QZX-2014-000001-{kind}" for kind in ("SJ", "BZ", "SL", "SD")}


async def test_the_address_is_the_public_one_of_the_deployment(tmp_path):
    async with counter_in(tmp_path, public_url="https://chengdong.example/hall/") as counter:
        (address,) = codes_in(image_of_svg((await counter.look("/documents/receipt")).text))
        assert address == f"https://chengdong.example/hall{PROGRESS}?number=QZX-2014-000001"


async def test_a_page_runs_nothing_and_is_kept_nowhere(tmp_path):
    async with counter_in(tmp_path) as counter:
        answer = await counter.look("/documents/receipt")
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        for form in ("html", "pdf"):
            answer = await counter.look("/documents/receipt", format=form)
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Disposition"] == f'inline; filename="QZX-2014-000001-SJ.{form}"'


NOT_THERE = {
    "a correction that nobody asked for": "correction",
    "an acceptance that has not happened": "acceptance",
    "a result that is not here": "delivery",
    "a decision of which there is no result": "decision",
    "a non-acceptance that has not happened": "non-acceptance",
    "a transfer that has not happened": "transfer",
}


@pytest.mark.parametrize("kind", NOT_THERE.values(), ids=NOT_THERE.keys())
async def test_what_has_not_happened_is_not_printed(tmp_path, kind):
    async with counter_in(tmp_path) as counter:
        assert refused(await counter.look(f"/documents/{kind}")) == (404, "document-not-there")


async def test_what_is_no_document_is_said_so(tmp_path):
    async with counter_in(tmp_path) as counter:
        assert refused(await counter.look("/documents/poem")) == (404, "not-found")
        assert refused(await counter.look("/documents/receipt", format="doc")) == (400, "invalid-parameter")
        assert refused(await counter.look("/documents/receipt", language="fr")) == (400, "invalid-parameter")
        counter.id = "nowhere"
        assert refused(await counter.look("/documents/receipt")) == (404, "application-unknown")


async def test_only_who_is_at_the_counter_prints(tmp_path):
    async with counter_in(tmp_path) as counter:
        for role in set(Role) - {Role.CLERK}:
            assert refused(await counter.look("/documents/receipt", role)) == (403, "role-forbidden")
        await counter.staffed("W2", "clerk-1")
        assert (await counter.look("/documents/receipt", sub="clerk-1")).status_code == 200
        assert refused(await counter.look("/documents/receipt", sub="clerk-9")) == (403, "not-on-window-post")


async def test_nothing_is_printed_of_who_was_erased(tmp_path):
    async with counter_in(tmp_path) as counter:
        await corrected(counter)
        await counter.erase()
        for kind in ("receipt", "correction"):
            assert refused(await counter.look(f"/documents/{kind}")) == (409, "person-erased")


async def test_printing_records_who_read_and_nothing_else_and_leaves_no_name_behind(tmp_path, caplog):
    async with counter_in(tmp_path) as counter:
        head = await counter.intake.log.head()
        await printed(counter, "receipt")
        await page(counter, "receipt")
        entries = await counter.intake.log.read(head, 1000)
        assert [entry.aggregate.kind for entry in entries] == ["access", "access"]
        assert APPLICANT["name"] not in caplog.text
        written = [
            path for path in tmp_path.rglob("*") if path.is_file() and APPLICANT["name"].encode() in path.read_bytes()
        ]
        assert written == []
