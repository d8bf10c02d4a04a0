"""Halls, windows, centres and voucher series: decisions, one row each; then the numbers as a property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.centre import CENTRE, CentreUnknown, RecordCentre
from services.intake.domain.hall import (
    HALL,
    CloseWindow,
    Hall,
    HallUnknown,
    OpenHall,
    OpenWindow,
    PauseWindow,
    WindowLimit,
    WindowMinimum,
    WindowNotOpen,
    WindowOfOtherKind,
)
from services.intake.domain.types import CentreId, WindowId
from services.intake.domain.voucher import VOUCHERS, IssueVoucher, VoucherSeries
from shared.contracts.intake.hall import (
    CentreKnown,
    VoucherIssued,
    WindowClosed,
    WindowKind,
    WindowOpened,
    WindowPaused,
)
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.intake.samples import OPENED, W1, W2, W2_PAUSED, W3, at

NOON = at("2014-09-24T12:00")


def centre_known(kind: str) -> CentreKnown:
    return CentreKnown(community_id="c", kind=kind, name_zh="中心", name_en="Centre", source_position=9)


CENTRES = (
    known(CENTRE, "centre-qzx", centre_known("PUBLIC_SERVICE"))
    | known(CENTRE, "centre-work", centre_known("WORK"))
    | known(CENTRE, "centre-none")
)


def open_hall(centre: str) -> OpenHall:
    return OpenHall(centre_id=CentreId(centre), code="QZX", name_zh=OPENED.name_zh, name_en=OPENED.name_en)


def open_window(window_id: str, kind: WindowKind | None = None) -> OpenWindow:
    return OpenWindow(window_id=WindowId(window_id), kind=kind)


W2_CLOSED = WindowClosed(window_id="W2")
OF_INTERMEDIARIES = WindowOpened(window_id="I1", number=4, kind=WindowKind.INTERMEDIARY)
HALLS = {
    "a public service centre opens its hall": ([], open_hall("centre-qzx"), [OPENED]),
    "opening twice records once": ([OPENED], open_hall("centre-qzx"), []),
    "a centre that councils never announced has no hall": ([], open_hall("centre-none"), CentreUnknown),
    "the work centre has no hall": ([], open_hall("centre-work"), CentreUnknown),
    "a window is opened": ([OPENED], OpenWindow(window_id=WindowId("W1")), [W1]),
    "a third window is opened": ([OPENED, W1, W2], OpenWindow(window_id=WindowId("W3")), [W3]),
    "a fourth window may not": ([OPENED, W1, W2, W3], OpenWindow(window_id=WindowId("W4")), WindowLimit(limit=3)),
    "a paused window still counts": (
        [OPENED, W1, W2, W2_PAUSED, W3],
        OpenWindow(window_id=WindowId("W4")),
        WindowLimit(limit=3),
    ),
    "a closed window makes room": (
        [OPENED, W1, W2, W2_CLOSED, W3],
        OpenWindow(window_id=WindowId("W4")),
        [WindowOpened(window_id="W4", number=4)],
    ),
    "opening an open window records nothing": ([OPENED, W1], OpenWindow(window_id=WindowId("W1")), []),
    "a paused window opens again under its number": (
        [OPENED, W1, W2, W2_PAUSED],
        OpenWindow(window_id=WindowId("W2")),
        [W2],
    ),
    "a closed window stays closed": ([OPENED, W2, W2_CLOSED], OpenWindow(window_id=WindowId("W2")), WindowNotOpen),
    "a window is paused": (
        [OPENED, W2],
        PauseWindow(window_id=WindowId("W2"), reason="午休"),
        [WindowPaused(window_id="W2", reason="午休")],
    ),
    "pausing twice records once": ([OPENED, W2, W2_PAUSED], PauseWindow(window_id=WindowId("W2"), reason="午休"), []),
    "a window that was never opened is not paused": (
        [OPENED],
        PauseWindow(window_id=WindowId("W2"), reason="午休"),
        WindowNotOpen,
    ),
    "a window is closed": ([OPENED, W1, W2, W3], CloseWindow(window_id=WindowId("W2")), [W2_CLOSED]),
    "of two windows none is closed for good": (
        [OPENED, W1, W2],
        CloseWindow(window_id=WindowId("W2")),
        WindowMinimum(minimum=2),
    ),
    "a closed window is none of the two": (
        [OPENED, W1, W2, W3, W2_CLOSED],
        CloseWindow(window_id=WindowId("W3")),
        WindowMinimum(minimum=2),
    ),
    "of two windows one is paused": (
        [OPENED, W1, W2],
        PauseWindow(window_id=WindowId("W2"), reason="午休"),
        [W2_PAUSED],
    ),
    "an intermediary window comes beside three": (
        [OPENED, W1, W2, W3],
        open_window("I1", WindowKind.INTERMEDIARY),
        [OF_INTERMEDIARIES],
    ),
    "beside two comprehensive windows and an intermediary one a third is opened": (
        [OPENED, W1, W2, WindowOpened(window_id="I1", number=3, kind=WindowKind.INTERMEDIARY)],
        open_window("W3"),
        [WindowOpened(window_id="W3", number=4)],
    ),
    "an intermediary window makes no room for the closure of another": (
        [OPENED, W1, W2, WindowOpened(window_id="I1", number=3, kind=WindowKind.INTERMEDIARY)],
        CloseWindow(window_id=WindowId("W1")),
        WindowMinimum(minimum=2),
    ),
    "an intermediary window is closed whatever is left": (
        [OPENED, W1, OF_INTERMEDIARIES],
        CloseWindow(window_id=WindowId("I1")),
        [WindowClosed(window_id="I1")],
    ),
    "a paused intermediary window opens again as what it was": (
        [OPENED, W1, W2, W3, OF_INTERMEDIARIES, WindowPaused(window_id="I1", reason="午休")],
        open_window("I1"),
        [OF_INTERMEDIARIES],
    ),
    "a comprehensive window does not become an intermediary one": (
        [OPENED, W1, W2, W2_PAUSED],
        open_window("W2", WindowKind.INTERMEDIARY),
        WindowOfOtherKind(kind=WindowKind.COMPREHENSIVE),
    ),
    "closing twice records once": ([OPENED, W2, W2_CLOSED], CloseWindow(window_id=WindowId("W2")), []),
    "a hall that is not there has no windows": ([], OpenWindow(window_id=WindowId("W1")), HallUnknown),
}


@pytest.mark.parametrize(("given_", "when", "then"), HALLS.values(), ids=HALLS.keys())
def test_hall(given_, when, then):
    Spec(HALL).check(given_, when, then, NOON, CENTRES)


def test_only_a_comprehensive_window_that_is_open_receives():
    hall = HALL.fold([OPENED, W1, W2, W2_PAUSED, W3, WindowClosed(window_id="W3"), OF_INTERMEDIARIES])
    assert isinstance(hall, Hall)
    windows = ("W1", "W2", "W3", "I1", "W9")
    assert [window for window in windows if hall.takes(window)] == ["W1"]
    assert [window for window in windows if hall.serves(window)] == ["W1", "W2"]
    assert [window for window in windows if hall.stands(window)] == ["W1", "W2", "I1"]


def test_a_centre_is_recorded_once():
    record = RecordCentre(community_id="c", kind="WORK", name_zh="中心", name_en="Centre", source_position=9)
    Spec(CENTRE).check([], record, [centre_known("WORK")], NOON)
    Spec(CENTRE).check([centre_known("WORK")], record, [], NOON)


@given(applications=st.lists(st.uuids().map(str), unique=True, max_size=30))
def test_numbers_run_from_one_without_a_gap(applications):
    series, numbers = VoucherSeries(), []
    for application in applications:
        numbers.append(series.next_number("QZX", 2014))
        events = VOUCHERS.decide(IssueVoucher(application_id=application), series, NOON)
        assert isinstance(events, list)
        series = VOUCHERS.fold(events, series)
    assert numbers == [f"QZX-2014-{n:06d}" for n in range(1, len(applications) + 1)]


def test_a_number_that_was_left_out_is_a_corrupt_stream():
    with pytest.raises(CorruptStream):
        VOUCHERS.fold([VoucherIssued(number=2, application_id="a-2")])
