//! The storms, small: the same code as `cargo bench --bench storms`, for seconds. No figure of time
//! decides here; promises do.

#[path = "../bench/storm/mod.rs"]
mod storm;

use std::time::Duration;

use storm::{crowd, kill, lost, seen, sliced, twice};

/// No test: where the storms' workers begin, which are this binary, started again.
#[test]
#[ignore = "the storms start it"]
fn worker() {
    storm::work();
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let plan = kill::Plan {
        kills: 25,
        writers: 3,
        seed: 20_261_122,
        pause: Duration::from_millis(60),
    };
    let outcome = kill::run(&plan);
    assert!(outcome.is_sound(&plan), "{outcome}");
    // Each of the last three was waited for.
    assert!(outcome.acknowledged >= 3, "{outcome}");
}

#[test]
fn a_crowd_on_one_file_sees_no_error_and_loses_nothing() {
    let outcome = crowd::run(&crowd::Plan {
        processes: 8,
        leads: 300,
        time: Duration::from_secs(2),
        think: Duration::from_millis(40),
        live: true,
        seed: 7,
    });
    assert!(outcome.is_sound(), "{outcome}");
}

#[test]
fn another_process_sees_each_commit() {
    let plan = seen::Plan {
        leads: 30,
        moves: 60,
        seed: 7,
    };
    let outcome = seen::run(&plan);
    assert!(outcome.is_sound(&plan), "{outcome}");
}

#[test]
fn facets_add_up_while_others_write() {
    let outcome = sliced::run(&sliced::Plan {
        writers: 8,
        leads: 300,
        time: Duration::from_secs(2),
        think: Duration::from_millis(10),
        seed: 7,
    });
    assert!(outcome.is_sound(), "{outcome}");
    assert!(outcome.heads > 1, "{outcome}");
}

#[test]
fn of_edits_of_the_same_field_the_first_wins_and_the_others_learn_who() {
    let plan = lost::Plan {
        clients: 8,
        rounds: 12,
        seed: 7,
    };
    let outcome = lost::run(&plan);
    assert!(outcome.is_sound(&plan), "{outcome}");
    assert!(outcome.beaten > 0, "{outcome}");
}

#[test]
fn a_request_whose_reply_was_lost_is_applied_once() {
    let outcome = twice::run(&twice::Plan {
        requests: 24,
        seed: 7,
    });
    assert!(outcome.is_sound(), "{outcome}");
}
