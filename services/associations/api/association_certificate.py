"""The certificate (备案证书, 登记证书) of an association that stands, printed from the register."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter

from services.associations.api.matter import READERS, not_ones_own
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_file import File as AssociationFile
from services.associations.domain.association_state import OnFile, OnRegister, WindingUp
from services.associations.domain.community import COMMUNITY
from shared.contracts.associations.association_founding import Form
from shared.contracts.associations.association_registration import Registered
from shared.documents.document import Document, Language, Line
from shared.documents.html import CONTENT_SECURITY_POLICY, html
from shared.documents.pdf import pdf
from shared.kernel.refusals import Refusal
from shared.runtime.desk import Desk
from shared.runtime.files import File, Files
from shared.runtime.http import Query
from shared.runtime.refusals import InvalidParameter

HTML, PDF = "text/html", "application/pdf"
FORMATS = {"html": HTML, "pdf": PDF}
REGISTRY = "西宁市城东区民政局"
TITLES = {
    None: "社区社会组织备案证书",
    Form.SOCIAL_GROUP: "社会团体法人登记证书",
    Form.PRIVATE_NON_ENTERPRISE: "民办非企业单位登记证书",
}


def routes(desk: Desk) -> APIRouter:
    """Register the route of certificates."""
    to = Files(desk, "associations")

    @to.file("/v1/associations/{id}/certificate", *READERS, gives=tuple(FORMATS.values()), parameters=("format",))
    async def certificate(query: Query) -> File | Refusal | None:
        """Print the certificate of an association that stands today."""
        if refusal := await not_ones_own(query):
            return refusal
        association = await desk.state(ASSOCIATION, query.id)
        media_type = FORMATS.get(query.parameters.get("format", "html"))
        if media_type is None:
            return InvalidParameter(name="format")
        if not isinstance(association, OnFile | OnRegister | WindingUp):
            return None
        until = association.valid_until_on.isoformat() if isinstance(association, OnFile) else None
        community = await desk.state(COMMUNITY, association.file.drafted.community_id)
        return await _printed(certificate_of(association.file, community.name_zh, until), query.id, media_type)

    return to.router


def certificate_of(file: AssociationFile, community_zh: str, valid_until: str | None) -> Document:
    """What stands on it, in Chinese: it is a document of the authority."""
    entry = file.entry
    lines = {
        "名称": file.name_zh,
        "负责人": file.person.name if file.person else None,
        "住所（活动场所）": file.place.address if file.place else None,
        "宗旨和业务范围": file.drafted.founding.purpose,
        "有效期至": valid_until,
    }
    registered = isinstance(entry, Registered)
    number = (entry.uscc or entry.legacy_reg_no) if isinstance(entry, Registered) else entry and entry.number
    since = (entry.registered_on if isinstance(entry, Registered) else entry.filed_on) if entry else None
    return Document(
        language=Language.ZH,
        issuer=REGISTRY if registered else f"{community_zh}社区公共服务中心",
        title=TITLES[file.drafted.form],
        number=Line("登记证号：" if registered else "备案编号：", number or ""),
        lines=tuple(Line(label, value) for label, value in lines.items() if value),
        dated=since.isoformat() if since else "",
    )


async def _printed(document: Document, name: str, media_type: str) -> File:
    if media_type == PDF:
        content = await asyncio.to_thread(pdf, document)
        return File(content, PDF, f"{name}.pdf", shown=True, may="frame-ancestors 'none'")
    return File(html(document).encode(), HTML, f"{name}.html", shown=True, may=CONTENT_SECURITY_POLICY)
