"""What the counter hands over before the acceptance: the receipt voucher and the correction notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter

from services.intake.api.document_about import About, Told, numbered, signed
from services.intake.domain.application_check import CHECK_DAYS
from shared.contracts.intake.application import ApplicationReceived, CorrectionRequested, CorrectionSubmitted
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.item import ItemKind
from shared.documents.document import Document, Line, Table
from shared.kernel.instants import day_of

CLOSES_AT = "intake.close_of_business"
_TEXT = TypeAdapter(str)


def receipt(about: About, told: Told) -> Document:
    """The receipt voucher (收件回执), with the code that opens the progress of the application."""
    say, received_on = about.speech.say, day_of(about.received_at)
    window = Line(say("收件窗口", "Window"), about.window_id)
    title = say("收件回执", "Receipt voucher")
    return replace(
        about.document("SJ", title, received_on, lines=[window], signatures=signed(about)),
        before=(
            say("现收到您提交的下列申请材料。", "The following papers of your application were received."),
            _what_next(about, told),
        ),
        table=_papers(about, told),
        after=(
            say(
                "凭回执编号和查询码可以查询办理进度。查询码仅供申请人使用，请妥善保管。",
                "With the voucher number and the code you can look up the progress. The code is for you alone.",
            ),
        ),
        stressed=Line(say("查询码", "Code"), about.code),
    )


def _what_next(about: About, told: Told) -> str:
    received_on = day_of(about.received_at)
    days = told.policy.whole(CHECK_DAYS, received_on)
    until = about.speech.day(told.calendar.nth_working_day_after(received_on, days))
    return about.speech.say(
        f"本回执不表示已经受理。最迟于{until}告知您是否受理，或者一次性告知需要补正的全部内容；"
        "逾期不告知的，自收到申请材料之日起即为受理。",
        f"This voucher does not say that the application is accepted. By {until} at the latest you will be told "
        "whether it is, or, once and for all, what is missing; if you are told nothing by then, it counts as accepted "
        "from the day of receipt.",
    )


def _papers(about: About, told: Told) -> Table:
    say, speech = about.speech.say, about.speech
    rows = [(material, speech.day(on)) for material, on in _handed_in(told)]
    columns = (say("序号", "No."), say("材料", "Paper"), say("收到日期", "Received on"))
    return Table(say("收到的材料", "Papers received"), columns, (1, 8, 4), numbered(rows))


def _handed_in(told: Told) -> Iterator[tuple[str, date]]:
    """Each paper with its day; one that came in before the others of a correction is counted on its own."""
    early: set[str] = set()
    for event in (each.recorded.event for each in told.events):
        if isinstance(event, MaterialHandedIn):
            early.add(event.material)
            yield event.material, event.received_on
        elif isinstance(event, ApplicationReceived | CorrectionSubmitted):
            yield from ((material, event.received_on) for material in event.materials if material not in early)
            early.clear()


def correction_notice(about: About, told: Told) -> Document | None:
    """The correction notice (补正告知书): everything that is missing, told once, and until when it can be brought."""
    notice = told.last(CorrectionRequested)
    if notice is None:
        return None
    say, event = about.speech.say, notice.recorded.event
    until = f"{about.speech.day(event.due_on)} {told.policy.text(CLOSES_AT, event.due_on)}"
    told_on, title = day_of(notice.recorded.document.time), say("补正告知书", "Correction notice")
    rows = numbered((each.material, notice.value(each.reason, _TEXT) or "") for each in event.defects)
    columns = (say("序号", "No."), say("材料", "Paper"), say("问题及补正要求", "What is wrong and what is needed"))
    last_day = Line(say("补正截止", "To be corrected by"), until)
    return replace(
        about.document("BZ", title, told_on, lines=[last_day], signatures=signed(about)),
        before=(_told_once(about),),
        table=Table(say("需要补正的材料", "What has to be put right"), columns, (1, 4, 8), rows),
        after=(
            say(
                f"请于{until}（办公时间结束）前，到本大厅任一综合窗口一次性提交上述材料；"
                "材料齐全之日为受理日期，逾期未补正的，申请终止。",
                f"Please bring all of it to any comprehensive window of this hall by {until}, the close of business. "
                "The day on which everything is in is the day of acceptance; otherwise the application ends.",
            ),
        ),
    )


def _told_once(about: About) -> str:
    # The licence law binds licences only; for the rest the hall does the same by its own rules.
    licence = about.item.kind is ItemKind.LICENCE
    by_law = "依照《中华人民共和国行政许可法》第三十二条，" if licence else ""
    return about.speech.say(
        f"经审查，您提交的申请材料不齐全或者不符合要求。{by_law}现将需要补正的全部内容一次性告知如下：",
        "Your papers are not complete, or not as they should be. This notice tells you everything that has to be put "
        "right; there will be no other one.",
    )
