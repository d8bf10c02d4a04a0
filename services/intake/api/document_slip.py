"""The appointment slip (预约单): when somebody is expected at a hall, and what they should bring."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.intake.api.document_about import Place, Speech, numbered
from shared.documents.document import Document, Line, Mark, Table


@dataclass(frozen=True, slots=True)
class Slip:
    """An appointment as its slip tells it; `opening` is the time of its slot, `09:00-09:30`."""

    place: Place
    number: str
    name: str = field(repr=False)
    item_zh: str
    item_en: str
    on: date
    opening: str
    booked_on: date
    address: str
    papers: tuple[str, ...] = ()


def appointment_slip(speech: Speech, slip: Slip) -> Document:
    """The slip of one appointment."""
    say = speech.say
    columns = (say("序号", "No."), say("材料", "Paper"))
    papers = Table(say("请携带的材料", "Please bring"), columns, (1, 12), numbered((each,) for each in slip.papers))
    return Document(
        language=speech.language,
        issuer=f"{slip.place.centre} · {slip.place.hall}",
        title=say("预约单", "Appointment slip"),
        number=Line(say("编号：", "No."), f"{slip.number}-YY"),
        lines=(
            Line(say("预约人", "Name"), slip.name),
            Line(say("事项", "Service item"), say(slip.item_zh, slip.item_en)),
            Line(say("预约时间", "Time"), f"{speech.day(slip.on)} {slip.opening}"),
        ),
        table=papers if slip.papers else None,
        after=(
            say("请按时到场；不能到场的，请提前取消。", "Please be there in time, or cancel beforehand if you cannot."),
        ),
        mark=Mark(slip.address, say("扫码查询预约", "Scan to look up the appointment")),
        dated=speech.day(slip.booked_on),
    )
