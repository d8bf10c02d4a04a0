"""An application from the draft to the result and what the applicant says of it."""

from __future__ import annotations

from tests.bench.counter.turn import Turn

PROGRESS, VOUCHER, ATTACHED, RATED = "progress", "voucher", "attachment", "rating"
MEGABYTE = b"%PDF-1.7\n".ljust(1_000_000, b".")
SMALL = b"%PDF-1.7\n".ljust(10_000, b".")


def drafts(turn: Turn) -> None:
    """One that is given up at home, one that is handed in at the window."""
    watch, clerk, form = turn.watch, turn.clerk, turn.form()
    del form["window_id"]
    begun = watch.act("/v1/public/drafts", form)
    of, code = str(begun["id"]), {"code": begun["code"]}
    watch.act("/v1/public/drafts/{id}/revision", {**form, **code}, id=of)
    watch.look_up("/v1/public/drafts/{id}/reading", code, id=of)
    watch.act("/v1/public/drafts/{id}/discarding", code, id=of)
    form["applicant"] = turn.person
    written = watch.act("/v1/drafts", form, clerk)
    watch.ask("/v1/drafts/{id}", clerk, written, id=str(written["id"]))
    watch.ask("/v1/drafts", clerk, hall_id=turn.hall)
    watch.act("/v1/applications", {**form, "window_id": "W2", "draft_id": written["id"]}, clerk)


def path(turn: Turn) -> None:
    """The whole way over the counter, with a correction, files, documents, a complaint and a rating."""
    watch, clerk = turn.watch, turn.clerk
    received = turn.receive()
    of, voucher = str(received["id"]), turn.voucher(received)
    document = "/v1/applications/{id}/documents/{kind}"
    watch.print(document, clerk, known_as=VOUCHER, id=of, kind="receipt", format="pdf")
    _corrected(turn, of, voucher)
    _files(turn, of)
    accepted = watch.act("/v1/applications/{id}/acceptance", {}, clerk, id=of)
    watch.ask("/v1/applications/{id}", clerk, accepted, id=of)
    watch.ask("/v1/applications/{id}/history", clerk, id=of)
    watch.ask("/v1/applications", clerk, hall_id=turn.hall)
    _complained(turn, voucher)
    turn.close(of)
    watch.look_up("/v1/public/progress", voucher, known_as=PROGRESS)
    watch.act("/v1/applications/{id}/delivery", {"mode": "WINDOW"}, clerk, id=of)
    rated(turn, voucher)


def rated(turn: Turn, voucher: dict[str, str]) -> None:
    """Badly, so that there is something to follow up."""
    said = {**voucher, "level": "DISSATISFIED", "comment": "示例", "contact": {"phone": "13997000000"}}
    turn.watch.act("/v1/public/ratings", said, known_as=RATED)


def _corrected(turn: Turn, of: str, voucher: dict[str, str]) -> None:
    missing = {"defects": [{"material": each, "reason": "示例"} for each in ("照片", "户口簿")]}
    turn.watch.act("/v1/applications/{id}/correction-notice", missing, turn.clerk, id=of)
    turn.watch.act("/v1/public/hand-ins", {**voucher, "material": "照片"})
    turn.watch.act("/v1/applications/{id}/correction", {"materials": ["户口簿"]}, turn.clerk, id=of)


def _files(turn: Turn, of: str) -> None:
    watch, clerk, route = turn.watch, turn.clerk, "/v1/applications/{id}/attachments"
    kept = watch.act(route, MEGABYTE, clerk, known_as=ATTACHED, id=of, material="paper-1", kind="MATERIAL")
    mistaken = watch.act(route, SMALL, clerk, id=of, material="paper-2", kind="MATERIAL")
    taken_off = "/v1/applications/{id}/attachments/{attachment}/removal"
    removed = watch.act(taken_off, {"cause": "TWICE"}, clerk, id=of, attachment=mistaken["id"])
    watch.ask(route, clerk, removed, id=of)
    watch.print("/v1/applications/{id}/attachments/{attachment}/content", clerk, id=of, attachment=kept["id"])


def _complained(turn: Turn, voucher: dict[str, str]) -> None:
    watch, director = turn.watch, turn.director
    filed = watch.act("/v1/public/complaints", {**voucher, "text": "示例"})
    watch.ask("/v1/complaints", director, filed)
    watch.ask("/v1/complaints/{id}/words", director, id=filed["id"])
    watch.act("/v1/complaints/{id}/answer", {"answer": "示例", "upheld": True}, director, id=filed["id"])
    watch.look_up("/v1/public/complaint-searches", voucher)
