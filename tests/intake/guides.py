"""A guide in which nothing is left to be confirmed, invented for tests, and the same with something missing."""

from __future__ import annotations

import json

from shared.contracts.intake.service_guide import ServiceGuide
from shared.contracts.intake.service_guide_parts import TO_BE_CONFIRMED

_ORIGIN = {"provenance": "SYNTHETIC", "source": "invented for a test"}
_PAPER = {
    "form": "ORIGINAL_AND_COPY",
    "count": 1,
    "e_copy_ok": False,
    "source": "APPLICANT",
    "needed": True,
    "tolerated_missing": False,
    "commitment_replaceable": False,
}
_RULE = {"title": "示例办法", "document_no": "示例〔2013〕1号", "article": "第一条", "text": "示例条文。"}
_VALUES: dict[str, object] = {
    "legal_basis": [_RULE],
    "implementing_body": "示例部门",
    "service_object": ["NATURAL_PERSON"],
    "conditions_accept": ["示例条件"],
    "materials": [{"name": name, **_PAPER} for name in ("身份证", "户口簿", "银行卡")],
    "process": {"steps": [{"name": "受理"}, {"name": "决定"}], "flow_chart": "受理 → 决定"},
    "fee": {"charged": False},
    "visits_to_site": 1,
    "office": "示例大厅",
    "hours": "08:30–12:00",
    "consult_phone": "0971-0000000",
    "complaint_phone": "12345",
}

COMPLETE_SAID = {name: {"value": value, **_ORIGIN} for name, value in _VALUES.items()}
"""As a body says it; the papers are those of CD-MZ-005."""

COMPLETE = ServiceGuide.model_validate_json(json.dumps(COMPLETE_SAID))


def without(guide: ServiceGuide, name: str, *, absent: bool = True) -> ServiceGuide:
    """The guide with a value that is absent, or that is there and to be confirmed."""
    said = json.loads(guide.model_dump_json(exclude_none=True))
    said[name] = None if absent else {"value": TO_BE_CONFIRMED, **_ORIGIN}
    return ServiceGuide.model_validate_json(json.dumps(said))
