//! A rep's morning: two people on one file, from what was handed over to what came of it.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use fiveply::i18n::Language;
use fiveply::model::{
    Account, AccountId, Act, Command, Event as Happened, Handover, Key, Kind, Layer, Lead, LeadId,
    Moment, OnConflict, OpId, Record, Request, Target, Track, UserId, Verb,
};
use fiveply::store::sqlite::{Mode, SqliteStore};
use fiveply::ui::{Answers, Effect, Event, News, Route, command};
use fiveply::workspace::{Bulk, Workspace};

use crate::support::driver::{Driver, Setup, spoken};

/// The moment that the driver's clock shows, in UTC.
const NOW: Moment = Moment(1_795_269_720_000);

/// One file, opened by a marketer and by a rep.
struct Office {
    _folder: tempfile::TempDir,
    theirs: Workspace,
    ours: Arc<Workspace>,
    bo: UserId,
    anna: UserId,
    ops: Rc<Cell<u128>>,
}

fn request(ops: &Cell<u128>, actor: UserId, command: Command) -> Request {
    ops.set(ops.get() + 1);
    let op = OpId(ops.get());
    Request { op, actor, command }
}

fn account(name: &str) -> Record {
    Record::from(Account {
        name: name.to_owned(),
        ..Account::default()
    })
}

/// A lead at an account, in the first layer.
fn lead(account: u64) -> Record {
    let mut track = Track::default();
    let layer = Layer::Potential;
    track.push(NOW, Happened::Enter { layer, unmet: 0 });
    Record::from(Lead {
        account: Some(AccountId(account)),
        track,
        ..Lead::default()
    })
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.db");
        let theirs = Workspace::new(Box::new(SqliteStore::create(&file, Mode::WRITE).unwrap()));
        let bo = theirs.enter("bo", NOW, OpId(1)).unwrap();
        let anna = theirs.enter("anna", NOW, OpId(2)).unwrap();
        let ours = Workspace::new(Box::new(SqliteStore::open(&file, Mode::WRITE).unwrap()));
        ours.load().unwrap();
        Self {
            _folder: folder,
            theirs,
            ours: Arc::new(ours),
            bo,
            anna,
            ops: Rc::new(Cell::new(10)),
        }
    }

    /// The marketer brings leads in and hands them over.
    fn hand_over(&self, names: &[&str]) {
        let count = names.len() as u64;
        let accounts = names.iter().map(|name| account(name));
        let records = accounts.chain((1..=count).map(lead));
        let create = Command::Create(records.collect());
        let targets = (1..=count).map(|id| Target::from(LeadId(id))).collect();
        let hand_over = Command::Leads {
            targets,
            act: Act::Handover { to: self.anna },
            on_conflict: OnConflict::Refuse,
        };
        for command in [create, hand_over] {
            let request = request(&self.ops, self.bo, command);
            self.theirs.execute(&request, NOW).unwrap();
        }
    }

    /// The rep's screen, on her own handle of the file.
    fn screen(&self) -> Driver {
        let (workspace, ops, anna) = (Arc::clone(&self.ours), Rc::clone(&self.ops), self.anna);
        let locale = || spoken(Language::English);
        let mut answers = Answers::new(locale());
        let desk = move |effect: &Effect| match effect {
            Effect::Ask(ask) => {
                let answer = answers.answer(&workspace, "anna", &ask.question, NOW);
                let news = answer.map(|it| News::Answer(ask.ticket, it));
                news.map(Event::Workspace).into_iter().collect()
            }
            Effect::Exec(order) => {
                let settings = workspace.book().settings().clone();
                let command = command(order, &settings, NOW, &locale()).unwrap();
                let request = request(&ops, anna, command);
                workspace.execute(&request, NOW).unwrap();
                workspace.sync().unwrap();
                vec![Event::Workspace(News::Changed)]
            }
            _ => Vec::new(),
        };
        let setup = Setup {
            route: Route::Today,
            size: (120, 36),
            ..Setup::default()
        };
        Driver::new(setup, Box::new(desk))
    }

    /// A lead as the marketer sees it.
    fn lead(&self, id: u64) -> Lead {
        let stored = self.theirs.get(Key::new(Kind::Lead, id)).unwrap().unwrap();
        match stored.record {
            Record::Lead(lead) => lead,
            other => panic!("{other:?}"),
        }
    }
}

fn has(driver: &Driver, words: &str) {
    let text = driver.text();
    assert!(text.contains(words), "no `{words}` in:\n{text}");
}

#[test]
fn what_marketing_hands_over_is_accepted_worked_on_and_answered() {
    let office = Office::new();
    let mut anna = office.screen();
    has(&anna, "Nothing waits for you");

    office.hand_over(&["Lyon Robotique", "Vistula Foods", "上海精密"]);
    office.ours.sync().unwrap();
    anna.news(News::Changed);
    has(&anna, "To accept  3");
    has(&anna, "from bo");

    // One key accepts; what was done says so, and is without a next step from now on.
    anna.press(&["d"]);
    assert_eq!(office.lead(1).handover(), Handover::Accepted);
    has(&anna, "takes it back");
    anna.press(&["k"]);
    has(&anna, "To accept  2");
    has(&anna, "No next step  1");
    has(&anna, "3 to do");

    // She calls the second one: her word on it accepts it, and marketing reads it at once.
    anna.press(&["f", "text:1", "Enter"]);
    assert_eq!(office.lead(2).handover(), Handover::Accepted);
    let words = office
        .theirs
        .linking(Kind::Feedback, Key::new(Kind::Lead, 2));
    assert_eq!(words.unwrap().len(), 1);

    // The third is nobody's business of hers, and goes back with a reason.
    anna.press(&["gg", "R", "text:1", "Enter"]);
    let third = office.lead(3);
    assert_eq!(third.handover(), Handover::Returned);
    assert_eq!(third.owner, Some(office.bo));

    // A move, and a change of mind.
    anna.press(&["gg", "L"]);
    let moved = [1, 2].map(|id| office.lead(id).track.layer());
    assert!(moved.contains(&Some(Layer::Interested)), "{moved:?}");
    anna.press(&["u"]);
    let back = [1, 2].map(|id| office.lead(id).track.layer());
    assert_eq!(back, [Some(Layer::Potential); 2]);

    // Both get a next step for later: the day is done.
    anna.press(&["gg", "d", "text:call monday", "Enter"]);
    anna.press(&["gg", "d", "text:call tuesday", "Enter", "k"]);
    has(&anna, "Nothing waits for you. Well done.");
    has(&anna, "done today");
}

#[test]
fn only_what_was_done_to_leads_counts_as_done_today() {
    let office = Office::new();
    office.hand_over(&["Lyon Robotique"]);
    // She is there, has imported leads, and knows of another company: none of these is a deed on a lead.
    let (now, anna) = (NOW, Some(office.anna));
    let import = |bulk: &mut Bulk<'_>| bulk.insert(account("Vistula Foods")).map(drop);
    let theirs = &office.theirs;
    theirs
        .bulk(anna, OpId(3), Verb::Import, now, import)
        .unwrap();
    let create = Command::Create(vec![account("上海精密")]);
    let create = request(&office.ops, office.anna, create);
    theirs.execute(&create, now).unwrap();
    office.ours.sync().unwrap();
    let mut anna = office.screen();
    has(&anna, "0 done today");

    // To accept a lead counts, and so does to make one, beside the company that it is of.
    anna.press(&["d"]);
    has(&anna, "1 done today");
    let create = Command::Create(vec![account("Danube Mills"), lead(1)]);
    let create = request(&office.ops, office.anna, create);
    theirs.execute(&create, now).unwrap();
    office.ours.sync().unwrap();
    anna.news(News::Changed);
    has(&anna, "2 done today");
    anna.press(&["u"]);
    has(&anna, "1 done today");
}

#[test]
fn a_done_step_and_the_contact_that_it_was_are_taken_back_together() {
    let office = Office::new();
    let mut anna = office.screen();
    office.hand_over(&["Lyon Robotique"]);
    office.ours.sync().unwrap();
    anna.news(News::Changed);
    let key = Key::new(Kind::Lead, 1);
    let touches = || office.theirs.linking(Kind::Touch, key).unwrap().len();
    let next = || office.lead(1).next;
    anna.press(&["d", "n", "text:call back today", "Enter"]);
    assert_eq!((next().as_deref(), touches()), (Some("call back"), 0));

    // The call was made: it is logged, and what comes next takes its place.
    anna.press(&["gg", "d", "text:send offer 2w", "Enter"]);
    assert_eq!((next().as_deref(), touches()), (Some("send offer"), 1));

    anna.press(&["u"]);
    assert_eq!((next().as_deref(), touches()), (Some("call back"), 0));
    anna.press(&["Ctrl-r"]);
    assert_eq!((next().as_deref(), touches()), (Some("send offer"), 1));
}
