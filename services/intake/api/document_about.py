"""What the documents of an application have in common: whom and what they are about, said in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from shared.contracts.intake.application import Applicant
from shared.contracts.intake.item import ItemVersion
from shared.documents.document import Document, Language, Line, Mark
from shared.kernel.codes import masked
from shared.kernel.cycles import YearlyCycle
from shared.kernel.deadlines import AnyLimit
from shared.kernel.instants import SHANGHAI
from shared.kernel.limits import LimitUnit
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.policy import Policy
from shared.kernel.working_days import Calendar
from shared.runtime.opening import Opened

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNITS = {
    LimitUnit.HOUR: ("小时", "hours"),
    LimitUnit.WORKING_DAY: ("个工作日", "working days"),
    LimitUnit.CALENDAR_DAY: ("日", "calendar days"),
    LimitUnit.MONTH: ("个月", "months"),
}


@dataclass(frozen=True, slots=True)
class Speech:
    """Says things in a language."""

    language: Language

    def say(self, zh: str, en: str) -> str:
        """One of the two."""
        return zh if self.language is Language.ZH else en

    def day(self, day: date) -> str:
        """A day as it is written in a letter."""
        english = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return self.say(f"{day.year}年{day.month}月{day.day}日", english)

    def instant(self, at: datetime) -> str:
        """A day and time, local."""
        local = at.astimezone(SHANGHAI)
        return f"{self.day(local.date())} {local:%H:%M}"

    def limit(self, limit: AnyLimit) -> str:
        """How long a limit is; the sum of its stages."""
        if isinstance(limit, YearlyCycle):
            zh = f"每年{limit.apply_by}前申请，{limit.decide_by}前决定"
            return self.say(zh, f"applications by {limit.apply_by}, decisions by {limit.decide_by} of every year")
        units = {unit: n for unit, n in limit.totals.items() if unit is not LimitUnit.INSTANT}
        if not limit.counted_stages:
            return self.say("及时", "without delay")
        if not units:
            return self.say("当场办结", "on the spot")
        words = [self.say(f"{n}{_UNITS[unit][0]}", f"{n} {_UNITS[unit][1]}") for unit, n in units.items()]
        return self.say("加", " and ").join(words)

    def money(self, money: Money) -> str:
        """An amount in yuan."""
        amount = f"{money.amount // 100:,}.{money.amount % 100:02}"
        return self.say(f"{amount}元", f"{amount} yuan")


@dataclass(frozen=True, slots=True)
class Place:
    """The hall that issues a document, and its centre."""

    centre: str
    hall: str


@dataclass(frozen=True, slots=True)
class About:
    """An application as its documents tell it. `address` is where anybody who has the code may look up its progress.

    `code` is for whoever applied: it stands on the receipt and nowhere else. `acting` is who acts for the applicant.
    """

    speech: Speech
    place: Place
    item_code: str
    item: ItemVersion
    voucher_number: str
    applicant: Applicant = field(repr=False)
    received_at: datetime
    window_id: str
    address: str
    code: str = field(repr=False)
    acting: str | None = field(default=None, repr=False)

    def document(
        self,
        kind: str,
        title: str,
        dated: date | None,
        *,
        lines: Sequence[Line] = (),
        signatures: Sequence[str] = (),
    ) -> Document:
        """The frame of a document of this application; `kind` ends its number. Undated, it is dated by hand."""
        say = self.speech.say
        return Document(
            language=self.speech.language,
            issuer=f"{self.place.centre} · {self.place.hall}",
            title=title,
            number=Line(say("编号：", "No."), f"{self.voucher_number}-{kind}"),
            lines=(*self._lines(), *lines),
            dated=self.speech.day(dated) if dated else say("______年____月____日", "Date: ______________"),
            mark=Mark(self.address, say("扫码查询办理进度", "Scan to look up the progress")),
            signatures=tuple(signatures),
        )

    def _lines(self) -> list[Line]:
        say = self.speech.say
        lines = [
            Line(say("申请人", "Applicant"), self.applicant.name),
            Line(say("证件号码", "Document number"), masked(self.applicant.id_number)),
            Line(say("申请事项", "Service item"), f"{say(self.item.name_zh, self.item.name_en)} {self.item_code}"),
            Line(say("回执编号", "Voucher"), self.voucher_number),
            Line(say("收件时间", "Received"), self.speech.instant(self.received_at)),
        ]
        if self.acting is not None:
            lines.insert(2, Line(say("代为办理人", "Acting for the applicant"), self.acting))
        return lines


@dataclass(frozen=True, slots=True)
class Told:
    """What the logs tell of an application and of its case, and the rules that they are read by."""

    events: Sequence[Opened]
    case: Sequence[Opened]
    policy: Policy
    calendar: Calendar

    def last(self, *kinds: type[Event]) -> Opened | None:
        """The newest event of these kinds."""
        return next((each for each in reversed(self.events) if isinstance(each.recorded.event, kinds)), None)


def signed(about: About, who: str = "") -> tuple[str, str]:
    """Where the hall and whoever gets a document sign it."""
    say = about.speech.say
    applicant = who or say("申请人", "Applicant")
    return (
        say("经办人（签名、盖章）：", "For the hall (signature, seal):"),
        say(f"{applicant}（签名）：", f"{applicant} (signature):"),
    )


def numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows with their numbers before them."""
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))
