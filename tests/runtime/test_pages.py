"""Pages: a full page is continued after its last row, a shorter one ends the list."""

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select

from shared.runtime.pages import Cursor, next_after

POSITIONS = [3, 8, 21]
LISTED = Table("listed", MetaData(), Column("position", Integer))


def page(limit: int, after: int = 0):
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        LISTED.create(connection)
        connection.execute(insert(LISTED), [{"position": position} for position in POSITIONS])
        rows = connection.execute(select(LISTED).where(LISTED.c.position > after).limit(limit)).all()
    engine.dispose()
    return rows


ROWS = {
    "a full page goes on after its last row": (2, "8"),
    "a page that is full with the last row goes on to an empty one": (3, "21"),
    "a page that is not full is the last": (4, None),
}


@pytest.mark.parametrize(("limit", "expected"), ROWS.values(), ids=ROWS.keys())
def test_where_a_list_goes_on(limit, expected):
    assert next_after(page(limit), Cursor(after=0, limit=limit)) == expected


def test_an_empty_page_is_the_last():
    assert next_after(page(2, after=21), Cursor(after=21, limit=2)) is None


def test_a_list_read_by_pages_is_the_whole_list():
    rows, read = page(1), []
    while rows:
        read += [row.position for row in rows]
        rows = page(1, int(next_after(rows, Cursor(0, 1)) or "99"))
    assert read == POSITIONS
