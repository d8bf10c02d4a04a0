"""Questions of the register: pages of associations, and which stood on a day, as far as was known at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Date, Float, Integer, Select, and_, bindparam, func, or_, select

from services.associations.views.association import ASSOCIATION
from shared.runtime.as_of import Moment

ONE = select(ASSOCIATION).where(ASSOCIATION.c.id == bindparam("of"))
_PAGE = (
    select(ASSOCIATION)
    .where(ASSOCIATION.c.position > bindparam("after"))
    .order_by(ASSOCIATION.c.position)
    .limit(bindparam("limit"))
)
_FILTERS = {
    "community_id": ASSOCIATION.c.community_id == bindparam("community_id"),
    "track": ASSOCIATION.c.track == bindparam("track"),
    "stage": ASSOCIATION.c.stage == bindparam("stage"),
    "category": ASSOCIATION.c.category == bindparam("category"),
    "lineage_id": ASSOCIATION.c.lineage_id == bindparam("lineage_id"),
    "name": func.instr(ASSOCIATION.c.sought, bindparam("name")) > 0,
}
FILTERS = tuple(_FILTERS)
OF_STANDING = tuple(name for name in FILTERS if name != "stage")
"""What holds of an association on any day on which it stands."""
NOTICES = _PAGE.where(ASSOCIATION.c.notice_until_on >= bindparam("today", type_=Date))


@cache
def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of associations in the order in which they were drafted, by `after`, `limit` and these filters."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


# It stood on a day as far as was known: it had begun, and its end, if there was one, was later or not known yet.
_AS_OF = bindparam("as_of", type_=Date)
_BY_TIME, _BY_POSITION = bindparam("known_at", type_=Float), bindparam("known_to", type_=Integer)
_STOOD = and_(
    ASSOCIATION.c.from_on <= _AS_OF,
    ASSOCIATION.c.from_at <= _BY_TIME,
    ASSOCIATION.c.from_position <= _BY_POSITION,
    or_(
        ASSOCIATION.c.until_on.is_(None),
        ASSOCIATION.c.until_on > _AS_OF,
        ASSOCIATION.c.until_at > _BY_TIME,
        ASSOCIATION.c.until_position > _BY_POSITION,
    ),
)
STOCK = select(ASSOCIATION.c.track, func.count().label("number")).where(_STOOD).group_by(ASSOCIATION.c.track)
FLOW = (
    select(ASSOCIATION.c.track, func.count().label("number"))
    .where(
        ASSOCIATION.c.from_on >= bindparam("first", type_=Date),
        ASSOCIATION.c.from_on <= bindparam("last", type_=Date),
    )
    .group_by(ASSOCIATION.c.track)
)
FOREVER = float("inf")
EVERYTHING = 10**15


def known_by(moment: Moment) -> Mapping[str, float]:
    """How far a question that is asked of a moment looks at the record, by time and by position."""
    known = moment.known_at
    if known is None:
        return {"known_at": FOREVER, "known_to": EVERYTHING}
    if isinstance(known, int):
        return {"known_at": FOREVER, "known_to": known}
    return {"known_at": known.timestamp(), "known_to": EVERYTHING}


@cache
def standing(*filters: str) -> Select[tuple[object, ...]]:
    """A page of those that stood on a day as far as was known, by these filters too."""
    return page(*filters).where(_STOOD)
