"""The register as anybody reads it: as of any day, each lineage once; in a service over a log in memory."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.associations.service import REGISTRY_PAPERS, centre, drafting, registering, somebody
from tests.associations.test_association_timers import NAME, drafted, filed, submit, submitted, town
from tests.runtime.served import Served, refused

HERE = centre("gjc")
PAPER = {"provenance": "SYNTHETIC", "source": "示例"}
STATION, CODES = "城东示例互助站", ("52630102MJX0000267", "52630102MJX0000342")
DAYS = ("2014-05-05", "2014-05-06", "2015-12-31", "2016-06-01", "2016-06-02")


async def public(here: Served, path: str, **parameters: str) -> tuple[int, dict[str, Any]]:
    """What anybody is told."""
    await here.follow()
    answer = await here.http.get(f"{here.root}/public{path}", params=parameters)
    return answer.status_code, answer.json()


async def accepted(here: Served, filed_id: str) -> str:
    """A registration out of a filed association, in the hands of the registry, its charter approved."""
    id_ = await drafted(here, registering(STATION, "PRIVATE_NON_ENTERPRISE", filed_id=filed_id))
    of = f"/associations/{id_}"
    await here.do(f"{of}/supervisor-consent", Role.CENTRE_DIRECTOR, HERE)
    assert (await submit(here, id_, somebody(), REGISTRY_PAPERS)).status_code == 200
    await here.do(f"{of}/registration-acceptance", Role.REGISTRAR)
    await here.do(f"{of}/charter-approval", Role.REGISTRAR, approved_on="2015-10-20")
    return id_


async def test_what_was_entered_from_paper_stood_from_its_day_to_its_end(tmp_path):
    """One by one and in the list alike, though it was entered and ended years later; so does who is in charge."""
    async with town(tmp_path, "2016-05-03T09:00") as here:
        person = {"name": "示例·马明", "id_number": somebody()["id_number"]}
        entered = {**drafting(NAME), "on": "2014-05-06", "person": person, **PAPER}
        answer = await here.post("/association-entries", Role.ADMIN, "", **entered)
        id_ = answer.json()["id"]
        await here.at("2016-06-02T09:00")
        ending = {"cause": "OWN_WISH", "ended_on": "2016-06-02", "assets_to": "社区公益基金"}
        await here.do(f"/associations/{id_}/filing-cancellation", Role.CLERK, HERE, **ending)
        alone, listed = {}, {}
        for day in DAYS:
            status, shown = await public(here, f"/associations/{id_}", as_of=day)
            alone[day] = (shown["stage"], shown["in_charge"]) if status == 200 else None
            _, page = await public(here, "/associations", as_of=day, track="FILED")
            listed[day] = [(each["id"], each["in_charge"]) for each in page["associations"]]
        stood = dict.fromkeys(DAYS[1:4], ("FILED", "示例·马明"))
        assert alone == {DAYS[0]: None, **stood, DAYS[4]: None}
        assert listed == {DAYS[0]: [], **{day: [(id_, "示例·马明")] for day in DAYS[1:4]}, DAYS[4]: []}
        assert (await public(here, "/associations", as_of="2015-12-31", stage="FILED"))[0] == 400, "it is one of today"


async def test_nobody_knows_by_a_position_that_the_log_has_not_reached(tmp_path):
    async with town(tmp_path) as here:
        await filed(here, somebody())
        head = await here.log.head()
        for path in ("/associations/statistics", "/public/associations"):
            headers = {"Authorization": f"Bearer {here.issuer.token('somebody', (Role.AUDITOR,))}"}
            answers = [
                await here.http.get(f"{here.root}{path}", params={"known_at": str(at)}, headers=headers)
                for at in (head, head + 1)
            ]
            assert answers[0].status_code == 200
            assert refused(answers[1])[1] == "position-ahead"


async def test_a_filing_becomes_one_registered_association_alone(tmp_path):
    """Two registrations out of one filing may run; the second one is not registered, and nothing is counted twice."""
    async with town(tmp_path) as here:
        troupe = await filed(here, somebody())
        first, second = await accepted(here, troupe), await accepted(here, troupe)
        small = {"uscc": CODES[0].lower()}
        assert (await here.do(f"/associations/{first}/registration", Role.REGISTRAR, **small))[0] == "registered"
        shown = await here.get(f"/associations/{first}")
        assert (shown["uscc"], shown["in_charge"]) == (CODES[0], "示例·卓玛"), "as the standard writes it"
        again = await here.post(f"/associations/{second}/registration", Role.REGISTRAR, "", uscc=CODES[1])
        assert refused(again) == (409, "filing-converted-before")
        stock = await here.get("/associations/statistics")
        assert (stock["registered"], stock["filed"]) == (1, 0)


async def test_what_is_announced_is_gone_with_who_announced_it(tmp_path):
    async with town(tmp_path) as here:
        troupe = await filed(here, somebody())
        programme = {"kind": "PERFORMANCE", "title": "群众文化汇演", "place": "社区广场"}
        for day in ("2015-10-31", "2015-11-02"):
            show = {"association_id": troupe, "programme": programme, "planned_on": day}
            await here.do("/activities", Role.ASSOCIATION_OFFICER, troupe, **show)

        async def to_come() -> list[str]:
            return [each["on"] for each in (await public(here, "/activities"))[1]["activities"]]

        assert await to_come() == ["2015-10-31", "2015-11-02"]
        suspension = {"kind": "SUSPENSION", "imposed_on": "2015-10-20", "until_on": "2015-11-01", "offence": "未按章程"}
        await here.do(f"/associations/{troupe}/sanctions", Role.EXAMINER, HERE, **suspension)
        assert await to_come() == ["2015-11-02"]
        warned = {**suspension, "until_on": "2015-10-25"}
        await here.do(f"/associations/{troupe}/sanctions", Role.EXAMINER, HERE, **warned)
        assert await to_come() == ["2015-11-02"], "a shorter one takes nothing from the longer"
        ending = {"cause": "OWN_WISH", "ended_on": "2015-10-20", "assets_to": "社区公益基金"}
        await here.do(f"/associations/{troupe}/filing-cancellation", Role.CLERK, HERE, **ending)
        assert await to_come() == []


async def test_officers_speak_for_their_own_association_and_for_what_it_is_to_become(tmp_path):
    async with town(tmp_path) as here:
        troupe, other = await filed(here, somebody()), await submitted(here, somebody(), "国际村示例合唱团")
        officer = Role.ASSOCIATION_OFFICER
        body = registering(STATION, "PRIVATE_NON_ENTERPRISE", filed_id=troupe)
        drafted_by_itself = await here.post("/associations", officer, troupe, **body)
        station = drafted_by_itself.json()["id"]
        for whose, founded in {other: body, troupe: drafting("国际村示例诗社")}.items():
            answer = await here.post("/associations", officer, whose, **founded)
            assert refused(answer) == (403, "not-this-association")
        await here.do(f"/associations/{station}/supervisor-consent", Role.CENTRE_DIRECTOR, HERE)
        papers = {"person": somebody(), "papers": REGISTRY_PAPERS}
        assert (await here.do(f"/associations/{station}/submission", officer, troupe, **papers))[0] == "submitted"
        await here.follow()

        async def read(of: str) -> int:
            headers = {"Authorization": f"Bearer {here.issuer.token('somebody', (officer,), troupe)}"}
            return (await here.http.get(f"{here.root}/associations{of}", headers=headers)).status_code

        for own in (troupe, station):
            assert [await read(f"/{own}"), await read(f"/{own}/history")] == [200, 200]
        assert await read(f"/{troupe}/certificate") == 200
        for of in (f"/{other}", f"/{other}/history", f"/{other}/certificate", ""):
            assert await read(of) == 403, "nobody's officers read of another's application"
