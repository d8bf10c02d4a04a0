"""Window posts (窗口岗位): who is on which window's post, as casework announced it, in one list for the district.

Invariants: nothing is recorded that casework did not announce, and nothing of posts that are not of windows · what
was heard of a post counts once, and nothing older after it · where a window has a post, only who is on it receives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, assert_never

from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.window_post import WindowPostKnown, WindowPostsEvent
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Forbidden, Refusal

DISTRICT = "district"
"""The one list's id."""

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WindowPosts:
    """What is known of each window's post, in the order of their establishment."""

    by_id: Mapping[str, WindowPostKnown] = field(default_factory=dict)

    def of_window(self, hall_id: str, window_id: str) -> tuple[WindowPostKnown, ...]:
        """The posts of one window: none where none was entered, several where people share it."""
        return tuple(post for post in self.of_hall(hall_id) if post.window_id == window_id)

    def of_hall(self, hall_id: str) -> tuple[WindowPostKnown, ...]:
        """The posts of all windows of a hall."""
        return tuple(post for post in self.by_id.values() if post.hall_id == hall_id)


def evolve(posts: WindowPosts, event: WindowPostsEvent) -> WindowPosts:
    """Apply one recorded fact."""
    return WindowPosts({**posts.by_id, event.post_id: event})


# --- commands ---------------------------------------------------------------


class RecordEstablishment(Command):
    """Record a post that casework announced; only a window's names its hall and window."""

    post_id: str
    hall_id: str | None
    window_id: str | None
    source_position: int


class RecordAssignment(Command):
    """Record who is A and B. A new A is on the post at once, and whoever was A if it `begins_anew`."""

    post_id: str
    holder: str
    substitute: str | None
    begins_anew: bool
    source_position: int


class RecordDuty(Command):
    """Record who is on the post, and as what; nobody where there is no `on_post`."""

    post_id: str
    on_post: str | None
    acting_as: ActedAs | None
    source_position: int


WindowPostsCommand = RecordEstablishment | RecordAssignment | RecordDuty

# --- decisions --------------------------------------------------------------


def decide(command: WindowPostsCommand, posts: WindowPosts, _context: Context) -> list[WindowPostsEvent] | Refusal:
    """Answer an announcement with what is known now; no fact means that it changes nothing. Nothing is refused."""
    known = posts.by_id.get(command.post_id)
    if known is None:
        return _heard_of(command) if isinstance(command, RecordEstablishment) else []
    if command.source_position <= known.source_position:
        return []
    now = _after(command, known)
    return [] if now == known else [now.model_copy(update={"source_position": command.source_position})]


def _heard_of(command: RecordEstablishment) -> list[WindowPostsEvent]:
    if command.hall_id is None or command.window_id is None:
        return []
    return [
        WindowPostKnown(
            post_id=command.post_id,
            hall_id=command.hall_id,
            window_id=command.window_id,
            source_position=command.source_position,
        )
    ]


def _after(command: WindowPostsCommand, known: WindowPostKnown) -> WindowPostKnown:
    match command:
        case RecordEstablishment():
            return known
        case RecordAssignment():
            stays = command.holder == known.holder and not command.begins_anew
            now = known if stays else _with(known, command.holder, ActedAs.A)
            return now.model_copy(update={"holder": command.holder, "substitute": command.substitute})
        case RecordDuty():
            return _with(known, command.on_post, command.acting_as)
        case _:
            assert_never(command)


def _with(known: WindowPostKnown, on_post: str | None, acting_as: ActedAs | None) -> WindowPostKnown:
    return known.model_copy(update={"on_post": on_post, "acting_as": acting_as})


WINDOW_POSTS = Decider[WindowPosts, WindowPostsCommand, WindowPostsEvent](
    "window-posts", WindowPosts(), evolve, decide, WindowPostsEvent
)

# --- who may act at the counter ---------------------------------------------


@dataclass(frozen=True, slots=True)
class NotOnWindowPost(Forbidden):
    """Who asks is on none of the `posts` now, as far as casework's log was followed.

    `source_position` is where in that log the newest word of these posts stands: who was put on one later waits.
    """

    slug: ClassVar[str] = "not-on-window-post"
    zh: ClassVar[str] = "您目前不在该窗口（大厅）的岗位上，刚上岗的请稍后重试"
    en: ClassVar[str] = "You are not on the post of the window (the hall) now; if just put on it, try again in a moment"
    posts: tuple[str, ...]
    source_position: int


@dataclass(frozen=True, slots=True)
class OnPost:
    """On which post somebody acts, and as A or B; neither where no post is known and the token is enough."""

    post_id: str | None = None
    acted_as: ActedAs | None = None


def at_window(hall_id: str, window_id: str, context: Context) -> OnPost | NotOnWindowPost:
    """As what the actor receives at a window; the decision was given the window posts."""
    return _on_one_of(context.look(WINDOW_POSTS, DISTRICT).of_window(hall_id, window_id), context.actor.id)


def at_counter(hall_id: str, context: Context) -> OnPost | NotOnWindowPost:
    """As what the actor goes on with an application that a hall received; the decision was given the window posts."""
    return on_hall(context.look(WINDOW_POSTS, DISTRICT), hall_id, context.actor.id)


def on_hall(posts: WindowPosts, hall_id: str, who: str) -> OnPost | NotOnWindowPost:
    """As what somebody is at the counter of a hall."""
    return _on_one_of(posts.of_hall(hall_id), who)


def in_hall(hall_id: str, centre_id: str, context: Context) -> OnPost | NotOnWindowPost:
    """As what the actor does what needs no window: on a window post of the hall, or for its centre on none."""
    on = at_counter(hall_id, context)
    return OnPost() if isinstance(on, NotOnWindowPost) and context.actor.org == centre_id else on


def _on_one_of(posts: tuple[WindowPostKnown, ...], who: str) -> OnPost | NotOnWindowPost:
    if not posts:
        return OnPost()
    mine = next((post for post in posts if post.on_post == who), None)
    if mine is None:
        newest = max(post.source_position for post in posts)
        return NotOnWindowPost(posts=tuple(post.post_id for post in posts), source_position=newest)
    return OnPost(mine.post_id, mine.acting_as)
