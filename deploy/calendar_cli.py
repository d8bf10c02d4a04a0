"""`huimin calendar`: the years of working days, and entering more."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from pydantic import TypeAdapter, ValidationError

from deploy.calendar_import import CannotImport, checked, imported
from deploy.client import Client, Refused
from deploy.dry_run import effects, told
from deploy.session import faults, operator
from services.casework.domain.calendar import PublishCalendarYear
from shared.contracts.casework import SERVICE
from shared.kernel.working_days import CalendarYear

PATH = "/v1/calendar-years"
_EDITIONS: TypeAdapter[list[CalendarYear]] = TypeAdapter(list[CalendarYear])

app = typer.Typer(no_args_is_help=True, help="Show and publish years of working days")
GivenYear = Annotated[int, typer.Argument(min=1949, max=2999)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and publish nothing")]
AnnouncedOn = Annotated[
    datetime | None, typer.Option("--announced-on", formats=["%Y-%m-%d"], help="The day of the notice")
]


@app.command("list")
def calendar_list() -> None:
    """List the years that were entered; all others count Monday to Friday, provisionally."""
    with operator() as admin:
        for year in admin.pages(SERVICE, PATH, "calendar_years"):
            announced = f", announced {year['announced_on']}" if "announced_on" in year else ""
            print(f"{year['year']}  {year['status']}  edition {year['version']}  {year['source_document']}{announced}")


@app.command("show")
def calendar_show(year: GivenYear) -> None:
    """Show how a year differs from Monday to Friday."""
    with operator() as admin:
        edition = _edition(admin, year)
    if edition is None:
        print(f"{year}  PROVISIONAL  nobody has entered it: Monday to Friday")
        return
    print(f"{year}  {edition.status.value}  edition {edition.version}  {edition.source_document}")
    for name, days in (("off", edition.days_off), ("worked", edition.make_up_days)):
        for day in days:
            print(f"{day:%Y-%m-%d %a}  {name}")


@app.command("import")
def calendar_import(
    year: GivenYear,
    accept: Annotated[str, typer.Option(help="Why the year is right though the packages differ; goes on record")] = "",
    announced_on: AnnouncedOn = None,
    dry_run: DryRun = False,
) -> None:
    """Enter a year as the package chinesecalendar has it, once the package holidays agrees with every day."""
    with operator() as admin:
        known = _edition(admin, year)
        try:
            edition = checked(imported(year, known.version + 1 if known else 1), accept)
        except CannotImport as refused:
            typer.echo(refused, err=True)
            raise typer.Exit(1) from None
        except ValidationError as wrong:
            raise typer.BadParameter(faults(wrong)) from None
        if known and _days(known) == _days(edition):
            print(f"{year} is entered with these very days; nothing is recorded")
            return
        _publish(admin, [edition], announced_on, dry_run)


@app.command("publish")
def calendar_publish(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Editions in YAML, as in the seed")],
    announced_on: AnnouncedOn = None,
    dry_run: DryRun = False,
) -> None:
    """Enter the editions of a file: each the next one of its year."""
    editions = editions_of(file)
    with operator() as admin:
        _publish(admin, editions, announced_on, dry_run)


def editions_of(file: Path) -> Sequence[CalendarYear]:
    """The editions of a YAML file, one or a list. Raises BadParameter."""
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        said = json.dumps(read if isinstance(read, list) else [read], default=str)
        return _EDITIONS.validate_json(said)
    except ValidationError as wrong:
        raise typer.BadParameter(f"{file}: {faults(wrong)}") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise typer.BadParameter(f"{file} is no YAML") from None


def _edition(admin: Client, year: int) -> CalendarYear | None:
    try:
        return CalendarYear.model_validate_json(json.dumps(admin.get(SERVICE, f"{PATH}/{year}")))
    except Refused as refused:
        if refused.slug == "not-found":
            return None
        raise


def _publish(admin: Client, editions: Sequence[CalendarYear], announced_on: datetime | None, dry_run: bool) -> None:
    if dry_run:
        for effect in effects(admin, [], editions):
            print(told(effect))
        return
    for edition in editions:
        command = PublishCalendarYear(edition=edition, announced_on=announced_on.date() if announced_on else None)
        path = f"{PATH}/{edition.year}/publications"
        body: dict[str, Any] = command.model_dump(mode="json", exclude_none=True)
        answer = admin.post(SERVICE, path, body, f"calendar-{time.time_ns()}")
        said = f"edition {edition.version} of {edition.year}"
        print(f"{said} published at {answer['position']}" if answer["events"] else f"{said} was published before")


def _days(edition: CalendarYear) -> tuple[object, ...]:
    return edition.status, edition.days_off, edition.make_up_days
