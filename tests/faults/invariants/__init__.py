"""What must never happen (design §7): functions from what was observed to complaints; none means that it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.faults.invariants import ballots, dues, files, hall, log, money, path, registers, seats, sent, told, votes
from tests.faults.observed import Observed

Invariant = Callable[[Observed], list[str]]

INVARIANTS: tuple[Invariant, ...] = (
    sent.acknowledged_is_kept,
    sent.declined_is_not_written,
    sent.batches_are_whole,
    sent.keys_act_once,
    sent.retries_are_answered_alike,
    log.positions_are_gapless,
    log.versions_are_gapless,
    log.index_says_what_the_log_says,
    log.tracks_stand_where_they_reacted,
    log.views_equal_their_rebuild,
    log.nothing_is_parked,
    log.followers_are_at_the_head,
    path.receipts_have_vouchers,
    path.vouchers_are_numbered,
    path.reactions_act_once,
    path.one_case_an_application,
    path.instant_services_end_once,
    path.clocks_stop_and_run_on,
    path.erasures_end_once,
    hall.slots_hold_no_more_than_they_may,
    hall.nobody_comes_twice_a_day,
    hall.tickets_are_numbered,
    hall.each_number_is_at_one_window,
    told.everybody_is_told_once,
    told.what_was_sent_is_in_the_file,
    ballots.tokens_are_spent_once,
    ballots.ballots_are_counted_once,
    files.attachments_have_their_files,
    money.ledgers_never_fall_below_nothing,
    money.ledgers_add_up_to_what_is_told,
    money.invoices_are_used_once,
    dues.contracts_accept_what_was_done,
    dues.contracts_pay_what_is_due,
    dues.stipends_are_paid_once,
    dues.rewards_are_scored_once,
    registers.names_and_codes_are_held_once,
    registers.filings_are_numbered,
    registers.activities_are_rated_once,
    votes.voters_vote_once,
    votes.no_more_is_counted_than_was_given_out,
    votes.meetings_count_who_is_there,
    votes.petitions_are_signed_once,
    seats.seats_are_held_once,
    seats.results_count_once,
    seats.resolutions_end_once,
)


def complaints(observed: Observed) -> Mapping[str, list[str]]:
    """What each invariant complains about, by its name; those that hold are left out."""
    found = {invariant.__name__: invariant(observed) for invariant in INVARIANTS}
    return {name: those for name, those in found.items() if those}
