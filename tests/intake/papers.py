"""An application at the counter with its papers: what the tests of files and documents begin with."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from shared.contracts.casework.post import PostAssigned, PostEstablished, PostKind
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from tests.documents.paper import text_of_page, text_of_pdf
from tests.intake.service import Intake, enter_items, heard, intake_in, opened_hall

PDF = b"%PDF-1.7\nthe household register of somebody\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"a scan" * 50
JPEG = b"\xff\xd8\xff\xe0" + b"a photograph" * 50
APPLICANT = {
    "name": "示例·马奶奶",
    "id_kind": "citizen-id",
    "id_number": "630102194503120017",
    "phone": "13997000000",
}


@dataclass
class Counter:
    """A hall with an application in it."""

    intake: Intake
    state_dir: Path
    hall_id: str
    id: str
    subject: str

    @property
    def path(self) -> str:
        """Where the application is."""
        return f"/applications/{self.id}"

    async def send(
        self,
        content: bytes,
        media_type: str = "application/pdf",
        role: Role = Role.CLERK,
        key: str | None = None,
        sub: str = "somebody",
        **about: str,
    ) -> httpx.Response:
        """Attach a file, under a fresh key unless one is given."""
        self.intake.keys += 1
        headers = {
            "Authorization": f"Bearer {self.intake.issuer.token(sub, (role,))}",
            "Idempotency-Key": key or f"file-{self.intake.keys:05d}",
            "Content-Type": media_type,
        }
        about = {"material": "户口簿", "kind": "MATERIAL", **about}
        url = f"{self.intake.root}{self.path}/attachments"
        return await self.intake.http.post(url, params=about, content=content, headers=headers)

    async def attach(self, content: bytes = PDF, media_type: str = "application/pdf", **about: Any) -> str:
        """The id of a file that must be taken."""
        answer = await self.send(content, media_type, **about)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def look(
        self, path: str, role: Role = Role.CLERK, sub: str = "somebody", **parameters: str
    ) -> httpx.Response:
        """Ask for something of the application."""
        await self.intake.follow()
        headers = {"Authorization": f"Bearer {self.intake.issuer.token(sub, (role,))}"}
        return await self.intake.http.get(f"{self.intake.root}{self.path}{path}", params=parameters, headers=headers)

    async def content(self, attachment_id: str, role: Role = Role.CLERK, sub: str = "somebody") -> httpx.Response:
        """Open a file."""
        return await self.look(f"/attachments/{attachment_id}/content", role, sub)

    def files(self) -> list[Path]:
        """What lies on disk."""
        return [path for path in sorted((self.state_dir / "attachments").rglob("*")) if path.is_file()]

    async def staffed(self, window_id: str, staff: str) -> None:
        """Let casework have put somebody on the post of a window."""
        post = AggregateRef("post", f"post-{window_id}")
        established = PostEstablished(
            org="centre-qzx",
            kind=PostKind.WINDOW,
            title_zh="综合窗口",
            title_en="Window",
            hall_id=self.hall_id,
            window_id=window_id,
        )
        assigned = PostAssigned(holder=staff, assigned_at=self.intake.clock.at)
        await heard(self.intake, "casework", post, established, 41)
        await heard(self.intake, "casework", post, assigned, 42)

    async def erase(self) -> None:
        """Erase the applicant."""
        vault = self.intake.service.desk.vault
        assert await vault.destroy(self.subject, self.intake.clock.at)


async def page(counter: Counter, kind: str, language: str = "zh") -> str:
    """What a printed page says."""
    answer = await counter.look(f"/documents/{kind}", format="html", language=language)
    assert answer.status_code == 200, answer.text
    return text_of_page(answer.text)


async def printed(counter: Counter, kind: str, language: str = "zh") -> bytes:
    """A printed PDF."""
    answer = await counter.look(f"/documents/{kind}", format="pdf", language=language)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/pdf"
    return bytes(answer.content)


async def says(counter: Counter, kind: str, language: str, *facts: str) -> None:
    """The page and the PDF both tell these facts."""
    on_page = re.sub(r"\s+", "", await page(counter, kind, language))
    in_pdf = re.sub(r"\s+", "", text_of_pdf(await printed(counter, kind, language)))
    for fact in facts:
        assert re.sub(r"\s+", "", fact) in on_page, fact
        assert re.sub(r"\s+", "", fact) in in_pdf, fact


@asynccontextmanager
async def counter_in(state_dir: Path, **settled: Any) -> AsyncIterator[Counter]:
    """A hall with an application received on 2014-09-24 at 09:05."""
    async with intake_in(state_dir, **settled) as intake:
        await intake.at("2014-09-24T09:05")
        hall = await opened_hall(intake)
        await enter_items(intake, "CD-MZ-005")
        body = {
            "hall_id": hall,
            "window_id": "W2",
            "item_code": "CD-MZ-005",
            "applicant": APPLICANT,
            "materials": ["身份证", "户口簿"],
        }
        answer = await intake.post("/applications", Role.CLERK, **body)
        assert answer.status_code == 201, answer.text
        subject = await intake.service.desk.vault.find("citizen-id", APPLICANT["id_number"])
        assert subject is not None
        yield Counter(intake, state_dir, hall, str(answer.json()["id"]), subject)
