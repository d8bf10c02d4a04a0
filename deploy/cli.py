"""`huimin`: what operators, demonstrators and auditors type."""

from __future__ import annotations

import json
import os
import signal
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.table import Table

from deploy import attachments_cli, calendar_cli, policy_cli, whatif_cli
from deploy import clock as hand_clock
from deploy.client import Refused
from deploy.comers import LAST_SEED, SEEDS_APART
from deploy.doctor import doctor
from deploy.load import load
from deploy.local import CannotStart, Local
from deploy.registry import SERVICES
from deploy.seeding import Seeder
from deploy.serving import serve as serve_service
from deploy.session import operator as _admin
from deploy.session import running_settings as _settings
from deploy.year.play import NoDemonstration, NotAsTheArticle, play
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.runtime.security import Issuer
from shared.runtime.settings import PORTS, ClockKind, Deployment, Settings

BEGINNING = datetime(2013, 9, 29, 8, 30, tzinfo=SHANGHAI)
"""Where the clock of a demonstration starts: the day on which the twelve communities were founded."""

REFUSALS = (CannotStart, Refused, hand_clock.ClockRefused, NoDemonstration, NotAsTheArticle, httpx.TransportError)
"""What a command ends with when it was told no: its message, and exit code 1."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Huimin 惠民")
clock_app = typer.Typer(no_args_is_help=True, help="Show, advance or confirm the clock")
log_app = typer.Typer(no_args_is_help=True, help="Read the logs")
parked_app = typer.Typer(no_args_is_help=True, help="Events that a follower could not take")
app.add_typer(clock_app, name="clock")
app.add_typer(log_app, name="log")
app.add_typer(policy_cli.app, name="policy")
app.add_typer(calendar_cli.app, name="calendar")
app.command("what-if")(whatif_cli.what_if)
app.command()(doctor)
app.add_typer(parked_app, name="parked")
app.add_typer(attachments_cli.app, name="attachments")
console = Console()


def main() -> None:
    """Run the command line."""
    try:
        app()
    except REFUSALS as error:
        Console(stderr=True).print(f"[red]{error}[/red]", highlight=False)
        raise SystemExit(1) from None


@app.command()
def up(
    production: Annotated[bool, typer.Option(help="The machine's clock instead of one moved by hand")] = False,
) -> None:
    """Start the server and all services here; Ctrl-C stops them, and whoever else ends this process."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    state_dir = Settings().state_dir
    given = {key: value for key, value in os.environ.items() if key.startswith("HUIMIN_")}
    if not production:
        notices = str((state_dir / "notices.jsonl").resolve())
        demonstration = {"HUIMIN_DEPLOYMENT": "demonstration", "HUIMIN_CLOCK": "manual", "HUIMIN_NOTIFY_FILE": notices}
        given = {**demonstration, **given}
    local = Local(state_dir, given)
    try:
        with console.status("starting"):
            local.start()
            if given.get("HUIMIN_CLOCK") == ClockKind.MANUAL:
                with hand_clock.HandClock(local.redis_url) as hand:
                    hand.set_first(BEGINNING)
            local.wait_ready()
            _write_run(state_dir, local, given)
            _seed()
        _banner()
        while (dead := local.died()) is None:
            time.sleep(0.5)
        raise CannotStart(f"{dead} has ended; see {state_dir}/logs/{dead}.log")
    except KeyboardInterrupt:
        console.print("\nstopping")
    finally:
        local.stop()
        (state_dir / "run.json").unlink(missing_ok=True)


@app.command()
def serve(service: str) -> None:
    """Serve one service: what a container runs."""
    if service not in SERVICES:
        raise typer.BadParameter(f"one of {', '.join(SERVICES)}")
    serve_service(service, Settings())


@app.command()
def seed() -> None:
    """Send what a district begins with; sending it again changes nothing."""
    _seed()


@app.command()
def demo(
    residents: Annotated[
        int, typer.Option(min=0, max=SEEDS_APART, help="Let so many invented residents come instead")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, max=LAST_SEED, help="Which residents they are, and what each does")] = 0,
) -> None:
    """Play the article's year against what is running, and compare what is answered with what the article says."""
    if residents:
        load(_settings(), console, residents, seed)
    else:
        play(_settings(), console)


@app.command()
def token(
    role: Annotated[list[Role], typer.Option("--role", help="May be given several times")],
    org: str = "",
    sub: str = "operator",
) -> None:
    """Print a token of the local issuer and nothing else."""
    settings = _settings()
    print(Issuer(settings.state_dir / "issuer", settings.division).token(sub, role, org))


@clock_app.command("show")
def clock_show() -> None:
    """Show the time that each service works with, and what falls due next."""
    table = Table("service", "now", "next due", "settled")
    with _admin() as admin:
        for service in SERVICES:
            status = admin.status(service)
            table.add_row(service, status["now"], status["next_due_at"] or "", str(status["settled"]))
    console.print(table)


@clock_app.command("advance")
def clock_advance(to: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"])]) -> None:
    """Move the manual clock on, from due instant to due instant; local time of the district."""
    settings = _settings()
    if settings.clock is not ClockKind.MANUAL:
        raise hand_clock.ClockRefused("this deployment runs on the machine's clock")
    with hand_clock.HandClock(settings.redis_url) as hand, _admin() as admin:
        hand.advance(to.replace(tzinfo=SHANGHAI), admin, lambda at: console.print(at.isoformat()))


@clock_app.command("confirm")
def clock_confirm() -> None:
    """Say that this machine's time is right, after a service stopped because its clock leapt or differed."""
    confirmed = hand_clock.confirm(_settings().redis_url)
    console.print(f"confirmed: {confirmed.isoformat()}")


@log_app.command("tail")
def log_tail(service: str, after: int = 0, limit: int = 20) -> None:
    """Print events of a service's log as lines of JSON."""
    with _admin() as admin:
        events = admin.get(service, "/v1/log", after=str(after), limit=str(limit))["events"]
    for entry in events:
        print(json.dumps(entry, ensure_ascii=False))


@parked_app.command("list")
def parked_list() -> None:
    """List what is parked in any service."""
    table = Table("service", "follower", "position", "aggregate", "error")
    with _admin() as admin:
        parked = {service: admin.get(service, "/v1/parked")["parked"] for service in SERVICES}
    for service, entries in parked.items():
        for entry in entries:
            table.add_row(service, entry["follower"], str(entry["position"]), entry["aggregate"], entry["error"])
    console.print(table)


@parked_app.command("redrive")
def parked_redrive(service: str) -> None:
    """Try a service's parked events again, in order."""
    with _admin() as admin:
        answer = admin.post(service, "/v1/parked/redrive", {}, f"redrive-{time.time_ns()}")
    console.print(f"{answer['mended']} went through, {answer['parked']} are still parked")


def _seed() -> None:
    with _admin() as admin:
        Seeder(admin, lambda line: console.print(f"  {line}")).run()


def _write_run(state_dir: Path, local: Local, given: dict[str, str]) -> None:
    run = {
        "redis_url": local.redis_url,
        "state_dir": str(state_dir),
        "deployment": given.get("HUIMIN_DEPLOYMENT", Deployment.PRODUCTION),
        "clock": given.get("HUIMIN_CLOCK", ClockKind.SYSTEM),
    }
    (state_dir / "run.json").write_text(json.dumps(run))


def _banner() -> None:
    console.print("[bold]惠民 Huimin[/bold]")
    for service, port in PORTS.items():
        console.print(f"  {service:<13} http://127.0.0.1:{port}/{service}/docs", highlight=False, soft_wrap=True)
    settings = _settings()
    issuer = Issuer(settings.state_dir / "issuer", settings.division)
    console.print("token (admin, auditor, 12 h):")
    print(issuer.token("operator", (Role.ADMIN, Role.AUDITOR)))
    if settings.clock is ClockKind.MANUAL:
        console.print("the clock is moved by hand: huimin clock show · huimin clock advance 2014-09-24")
    console.print("next: make demo (in another terminal) · Ctrl-C stops")
