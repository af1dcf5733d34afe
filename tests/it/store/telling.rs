//! What any store has to tell of the past: its log and the stories of its records.

use std::ops::ControlFlow;

use fiveply::model::{Key, Kind, Moment, OpId, Seq, UserId};
use fiveply::store::{Back, LogFilter, SetHead, Store};

use super::world::*;

pub fn what_was_taken_back_is_marked_until_it_counts_again(store: &mut dyn Store) {
    let next = |store: &mut dyn Store, op: u128, undoes: Option<u64>| {
        let mut write = store.write().unwrap();
        insert(&mut *write, account("A"));
        let undoes = undoes.map(Seq);
        write.commit(SetHead { undoes, ..head(op) }).unwrap();
        let read = store.read().unwrap();
        let infos = read
            .log(&LogFilter {
                limit: 99,
                ..LogFilter::default()
            })
            .unwrap();
        infos
            .iter()
            .rev()
            .map(|it| it.undone_by.map(|it| it.0))
            .collect::<Vec<_>>()
    };
    assert_eq!(next(store, 1, None), [None]);
    assert_eq!(next(store, 2, Some(1)), [Some(2), None]);
    assert_eq!(next(store, 3, Some(2)), [None, Some(3), None]);
    assert_eq!(next(store, 4, Some(1)), [Some(4), Some(3), None, None]);
    assert_eq!(
        next(store, 5, Some(4)),
        [None, Some(3), None, Some(5), None]
    );
    // Taking a redo back makes the undo count again.
    assert_eq!(
        next(store, 6, Some(5)),
        [Some(4), Some(3), None, None, Some(6), None]
    );
}

pub fn the_log_is_listed_newest_first(store: &mut dyn Store) {
    for (op, actor) in [(1, 1), (2, 2), (3, 1), (4, 2), (5, 1)] {
        let mut write = store.write().unwrap();
        insert(&mut *write, account("A"));
        let actor = Some(UserId(actor));
        write.commit(SetHead { actor, ..head(op) }).unwrap();
    }
    let read = store.read().unwrap();
    let list = |actor: Option<u64>, before: Option<u64>, limit| {
        let filter = LogFilter {
            actor: actor.map(UserId),
            before: before.map(Seq),
            limit,
        };
        read.log(&filter)
            .unwrap()
            .iter()
            .map(|it| it.seq.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(None, None, 3), [5, 4, 3]);
    assert_eq!(list(None, Some(3), 9), [2, 1]);
    assert_eq!(list(Some(1), None, 9), [5, 3, 1]);
    assert_eq!(list(Some(1), Some(5), 1), [3]);
    assert_eq!(list(Some(9), None, 9), Vec::<u64>::new());
    let info = read.info(Seq(2)).unwrap().unwrap();
    assert_eq!(
        (info.op, info.actor, info.at, info.count),
        (OpId(2), Some(UserId(2)), NOW, 1)
    );
    assert_eq!(read.info(Seq(6)).unwrap(), None);
    assert_eq!(read.pages(Seq(6)).unwrap(), 0);
    assert_eq!(read.page(Seq(6), 0).unwrap(), []);
}

pub fn a_story_goes_back_to_the_beginning(store: &mut dyn Store) {
    const MANY: u64 = 5_000;
    commit(store, 1, |write| {
        for n in 0..MANY {
            insert(write, account(&format!("A {n}")));
        }
    });
    let key = Key::new(Kind::Account, 4_500);
    for (op, name) in [(2, "B"), (3, "C")] {
        let before = get(store, key).unwrap();
        commit(store, op, |write| {
            write
                .apply(&changed(&before, &account(name).into()))
                .unwrap();
            let own = write.get(key).unwrap().unwrap();
            let further = changed(&own, &account(&format!("{name}{name}")).into());
            write.apply(&further).unwrap();
        });
    }
    let rename = |store: &mut dyn Store, id: u64| {
        let before = get(store, Key::new(Kind::Account, id)).unwrap();
        changed(&before, &account("Other").into())
    };
    let renames: Vec<_> = (4_000..4_600).map(|id| rename(store, id)).collect();
    commit(store, 4, |write| {
        for change in &renames {
            write.apply(change).unwrap();
        }
    });
    let read = store.read().unwrap();
    let story = read.story(key, 99).unwrap();
    let seqs: Vec<u64> = story.iter().map(|(info, _)| info.seq.0).collect();
    assert_eq!(seqs, [4, 3, 3, 2, 2, 1]);
    assert!(story.iter().all(|(_, change)| change.key == key));
    let replayed = story
        .iter()
        .rev()
        .try_fold(None, |record, (_, change)| change.apply(record));
    assert_eq!(replayed.unwrap().unwrap(), account("Other").into());
    assert_eq!(read.story(key, 2).unwrap(), story[..2]);
    assert_eq!(
        read.story(Key::new(Kind::Account, MANY + 1), 9).unwrap(),
        []
    );
}

pub fn a_story_goes_on_past_a_removal(store: &mut dyn Store) {
    let key = Key::new(Kind::Account, 1);
    commit(store, 1, |write| {
        insert(write, account("A"));
    });
    let seqs = |store: &mut dyn Store| {
        let story = store.read().unwrap().story(key, 99).unwrap();
        story.iter().map(|(info, _)| info.seq.0).collect::<Vec<_>>()
    };
    let there = get(store, key).unwrap();
    commit(store, 2, |write| write.apply(&removed(&there)).unwrap());
    assert_eq!(get(store, key), None);
    assert_eq!(seqs(store), [2, 1]);
    commit(store, 3, |write| {
        write.apply(&inserted(key, &there.record)).unwrap()
    });
    assert_eq!(seqs(store), [3, 2, 1]);
    let again = get(store, key).unwrap();
    assert_eq!((again.revision, &again.record), (Seq(3), &there.record));
    commit(store, 4, |write| write.apply(&removed(&again)).unwrap());
    assert_eq!(seqs(store), [4, 3, 2, 1]);
}

pub fn the_log_is_gone_back_over_last_first(store: &mut dyn Store) {
    let commit_at =
        |store: &mut dyn Store, op: u128, work: &dyn Fn(&mut dyn fiveply::store::Write)| {
            let mut write = store.write().unwrap();
            work(&mut *write);
            let at = Moment(NOW.0 + 1_000 * i64::try_from(op).unwrap());
            write.commit(SetHead { at, ..head(op) }).unwrap();
        };
    // Enough for several blocks.
    commit_at(store, 1, &|write| {
        for number in 0..1_200 {
            insert(write, account(&format!("A{number}")));
        }
    });
    let key = Key::new(Kind::Account, 700);
    let stored = get(store, key).unwrap();
    commit_at(store, 2, &|write| {
        insert(write, account("B"));
        write
            .apply(&changed(&stored, &account("C").into()))
            .unwrap();
    });
    let stored = get(store, key).unwrap();
    commit_at(store, 3, &|write| {
        write.apply(&removed(&stored)).unwrap();
    });
    let read = store.read().unwrap();
    let by = |seconds: i64| read.last_by(Moment(NOW.0 + seconds * 1_000)).unwrap();
    assert_eq!([0, 1, 2, 3, 9].map(by).map(|it| it.0), [0, 1, 2, 3, 3]);
    let back = |after: u64, upto: u64| {
        let mut all = Vec::new();
        let each = &mut |some: Vec<Back>| {
            all.extend(some);
            ControlFlow::Continue(())
        };
        read.back(Seq(after), Seq(upto), each).unwrap();
        all
    };
    let told = |after: u64, upto: u64| {
        let mut all = Vec::new();
        for seq in after + 1..=upto {
            for page in 0..read.pages(Seq(seq)).unwrap() {
                all.extend(read.page(Seq(seq), page).unwrap());
            }
        }
        all.reverse();
        all.into_iter().map(Back::from).collect::<Vec<_>>()
    };
    assert_eq!(back(0, 3).len(), 1_203);
    assert_eq!(
        back(1, 3),
        [
            Back::Removed(key),
            told(1, 2)[0].clone(),
            told(1, 2)[1].clone()
        ]
    );
    for (after, upto) in [(0, 3), (0, 1), (1, 2), (2, 3), (3, 3)] {
        assert_eq!(back(after, upto), told(after, upto));
    }
    let mut times = 0;
    let stop = &mut |_| {
        times += 1;
        ControlFlow::Break(())
    };
    read.back(Seq(0), Seq(3), stop).unwrap();
    assert_eq!(times, 1);
}
