"""What the counter hands over on paper of an application that ended there, or was put right: and in whose name."""

from shared.kernel.actors import Role
from tests.intake.papers import APPLICANT, counter_in, page, says
from tests.intake.service import refused


async def test_a_non_acceptance_tells_why_and_what_can_be_done_against_it(tmp_path):
    async with counter_in(tmp_path) as counter:
        told = {
            "cause": "CONDITIONS_NOT_MET",
            "reasons": ["不属于本区户籍"],
            "remedies": ["可以向区人民政府申请行政复议"],
        }
        await counter.intake.do(f"{counter.path}/non-acceptance", Role.CLERK, **told)
        both = ("QZX-2014-000001-BS", "不属于本区户籍", "可以向区人民政府申请行政复议")
        await says(counter, "non-acceptance", "zh", *both, "不予受理通知书", "60日", "6个月", "2014年9月24日")
        await says(counter, "non-acceptance", "en", *both, "Notice of non-acceptance", "60 days", "6 months")


async def test_a_transfer_names_the_body_that_is_competent(tmp_path):
    async with counter_in(tmp_path) as counter:
        told = {"to_body": "police", "body_name": "西宁市公安局城东分局", "reasons": ["属于户籍事项"]}
        await counter.intake.do(f"{counter.path}/transfer", Role.CLERK, **told)
        both = ("QZX-2014-000001-YS", "西宁市公安局城东分局", "属于户籍事项")
        await says(counter, "transfer", "zh", *both, "移送告知书")
        await says(counter, "transfer", "en", *both, "Transfer note")


async def test_an_acceptance_that_is_taken_back_has_a_notice_of_its_own_in_its_place(tmp_path):
    async with counter_in(tmp_path) as counter:
        await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
        assert refused(await counter.look("/documents/acceptance-withdrawal")) == (404, "document-not-there")
        told = {"cause": "INCOMPLETE", "reasons": ["缺少银行卡"]}
        await counter.intake.do(f"{counter.path}/acceptance-withdrawal", Role.CLERK, **told)
        await says(counter, "acceptance-withdrawal", "zh", "QZX-2014-000001-CH", "撤回受理告知书", "缺少银行卡")
        await says(counter, "acceptance-withdrawal", "en", "taken back", "缺少银行卡")
        assert refused(await counter.look("/documents/acceptance")) == (404, "document-not-there")


async def test_what_is_printed_after_a_mistake_was_mended_has_the_right_name(tmp_path):
    async with counter_in(tmp_path) as counter:
        mended = {"name": "示例·马秀英", "phone": APPLICANT["phone"], "fault": "MISTYPED"}
        await counter.intake.do(f"{counter.path}/entry-correction", Role.CLERK, **mended)
        assert "示例·马秀英" in await page(counter, "receipt")
        right = {"name": "示例·马爷爷", "id_kind": "citizen-id", "id_number": "630102196207081227"}
        await counter.intake.do(f"{counter.path}/applicant-correction", Role.CLERK, applicant=right, fault="MISCOPIED")
        told = await page(counter, "receipt")
        assert ("示例·马爷爷" in told, "示例·马秀英" in told) == (True, False)


async def test_who_acts_for_the_applicant_is_named_while_they_may(tmp_path):
    async with counter_in(tmp_path) as counter:
        agent = {"name": "示例·代办", "id_number": "630102198503120015", "relation": "AGENT", "scope": ["CORRECT"]}
        said = {**agent, "material": "授权委托书", "until_on": "2014-10-31"}
        await counter.intake.do(f"{counter.path}/agent", Role.CLERK, **said)
        assert "示例·代办" in await page(counter, "receipt")
        await counter.intake.do(f"{counter.path}/agent-ending", Role.CLERK, relation="AGENT", cause="REVOKED")
        assert "示例·代办" not in await page(counter, "receipt")


async def test_nobody_is_named_as_acting_after_their_last_day(tmp_path):
    async with counter_in(tmp_path) as counter:
        agent = {"name": "示例·代办", "id_number": "630102198503120015", "relation": "AGENT", "scope": ["CORRECT"]}
        said = {**agent, "material": "授权委托书", "until_on": "2014-10-31"}
        await counter.intake.do(f"{counter.path}/agent", Role.CLERK, **said)
        await counter.intake.at("2014-10-31T17:00")
        assert "示例·代办" in await page(counter, "receipt")
        await counter.intake.at("2014-11-01T09:00")
        assert "示例·代办" not in await page(counter, "receipt")
