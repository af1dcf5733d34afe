//! What segments hold, what two of them do not share, and who entered or left one.

use fiveply::book::Book;
use fiveply::book::facets::FACETS;
use fiveply::book::select::At;
use fiveply::i18n::{Language, Locale};
use fiveply::insight::compare::{common_unit, overlap, pair};
use fiveply::insight::picked::Picked;
use fiveply::insight::shift::{Moved, Sight, Why, shift};
use fiveply::model::{
    Account, AccountId, Command, Event, Kind, Layer, Lead, Members, Moment, Record, Tags, Track,
    Unit, Value,
};
use fiveply::query::{Context, read};
use fiveply::ui::screens::MovedLine;
use fiveply::ui::{Asker, Since, moved};

use super::{create, segment};
use crate::workspace::Desk;

/// Leads 2 to 21 of one source and 22 to 41 of another, half of them in Lyon; the first ten of each source are closed.
pub(super) fn market() -> Desk {
    let desk = Desk::new(1);
    let account = |city: &str, region: &str, tags: &str| Account {
        name: format!("{city} {region} {tags}"),
        city: Some(city.to_owned()),
        region: Some(region.to_owned()),
        tags: Tags::read(tags),
        ..Account::default()
    };
    let mut records = vec![
        Record::from(account("Lyon", "Rhône", "Dairy,key")),
        Record::from(account("Turin", "Piemonte", "")),
    ];
    for source in ["fair", "webinar"] {
        for number in 0..20_u64 {
            let mut track = Track::default();
            let at = |hour: i64| Moment(1_789_000_000_000 + hour * 3_600_000);
            track.push(
                at(0),
                Event::Enter {
                    layer: Layer::Potential,
                    unmet: 0,
                },
            );
            let wins = if source == "fair" { 8 } else { 2 };
            if number < wins {
                track.push(at(5), Event::Win { unmet: 0 });
            } else if number < 10 {
                let reason = "price".to_owned();
                track.push(
                    at(5),
                    Event::Lose {
                        reason,
                        competitor: None,
                    },
                );
            }
            let lyon = (source == "fair") == (number % 4 < 3);
            records.push(Record::from(Lead {
                account: Some(AccountId(if lyon { 2 } else { 3 })),
                source: Some(source.to_owned()),
                tags: Tags::read(if number == 7 { "vip" } else { "" }),
                track,
                ..Lead::default()
            }));
        }
    }
    desk.run(desk.anna, Command::Create(records)).unwrap();
    desk.workspace.load().unwrap();
    desk
}

pub(super) const NOW: Moment = Moment(1_795_000_000_000);

pub(super) fn picked(book: &Book, filter: &str, unit: Unit) -> Picked {
    let filter = read(filter, &Context::on(NOW.day(chrono_tz::UTC))).unwrap();
    Picked::by_filter(book, &filter, unit, At { now: NOW })
}

pub(super) fn ids(book: &Book, filter: &str, unit: Unit) -> String {
    picked(book, filter, unit).members(book).to_string()
}

#[test]
fn regions_and_tags_are_filtered_by() {
    let desk = market();
    let book = desk.workspace.book();
    assert_eq!(ids(&book, "region:rhone", Unit::Accounts), "2");
    assert_eq!(ids(&book, "tag:dairy", Unit::Accounts), "2");
    assert_eq!(ids(&book, "tag:none", Unit::Accounts), "1,3");
    assert_eq!(ids(&book, "tag:vip", Unit::Leads), "9,29");
    // A lead has its account's tags, too.
    let keyed = picked(&book, "tag:KEY", Unit::Leads).count();
    assert_eq!(keyed, picked(&book, "city:Lyon", Unit::Leads).count());
    let tagged = picked(&book, "tag:any", Unit::Leads).count();
    let bare = picked(&book, "tag:none", Unit::Leads).count();
    assert_eq!(tagged + bare, book.episodes.leads());
    let every = picked(&book, "", Unit::Leads);
    let values = book.values(fiveply::query::Field::Tag, &every.leads);
    let vip = values.iter().find(|it| it.0 == "vip").unwrap();
    assert_eq!(vip.1, 2);
}

#[test]
fn the_members_that_were_kept_are_picked_whatever_became_of_them() {
    let desk = market();
    let book = desk.workspace.book();
    let kept: Members = "2-4,9,999".parse().unwrap();
    let leads = Picked::by_members(&book, &kept, Unit::Leads, Unit::Leads);
    assert_eq!(leads.members(&book).to_string(), "2-4,9");
    let accounts = Picked::by_members(&book, &"2".parse().unwrap(), Unit::Accounts, Unit::Leads);
    let lyon = picked(&book, "city:Lyon", Unit::Leads);
    assert_eq!(accounts.members(&book), lyon.members(&book));
    assert_eq!(common_unit([Unit::Accounts, Unit::Leads]), Unit::Leads);
    assert_eq!(common_unit([Unit::Accounts]), Unit::Accounts);
}

#[test]
fn two_segments_are_compared_on_what_they_do_not_share() {
    let desk = market();
    let book = desk.workspace.book();
    let fair = picked(&book, "source:fair", Unit::Leads);
    let webinar = picked(&book, "source:webinar", Unit::Leads);
    let all = picked(&book, "", Unit::Leads);
    let apart = pair(&book, &fair, &webinar, &FACETS);
    assert_eq!(
        (apart.overlap.shared, apart.overlap.jaccard),
        (0, Some(0.0))
    );
    // 8 of 10 against 2 of 10.
    let rate = apart.win_rate;
    assert_eq!((rate.a.rate, rate.b.rate), (Some(0.8), Some(0.2)));
    assert!(rate.difference.differs());
    // The fields that make the segments differ come first, and only those that do.
    let fields: Vec<&str> = apart.fields.iter().map(|it| it.field.name()).collect();
    assert_eq!(fields[0], "source");
    assert!(
        fields.contains(&"city") && fields.contains(&"region"),
        "{fields:?}"
    );
    assert!(!fields.contains(&"owner"), "{fields:?}");
    let source = &apart.fields[0];
    let terms: Vec<_> = source.values.iter().map(|it| it.term.as_deref()).collect();
    assert!(terms.contains(&Some("fair")) && terms.contains(&Some("webinar")));
    // Against all, only the others are left to compare with.
    let whole = pair(&book, &fair, &all, &[]);
    assert_eq!((whole.overlap.shared, whole.overlap.b), (20, 41));
    assert_eq!(whole.win_rate.a.rate, None);
    let rest = picked(&book, "-source:fair", Unit::Leads);
    assert_eq!(overlap(&rest, &all).shared, 21);
}

#[test]
fn who_entered_and_who_left_is_told_with_the_condition_that_explains_it() {
    let desk = Desk::new(3);
    desk.workspace.load().unwrap();
    let then = desk
        .workspace
        .as_of(Moment(1_790_100_000_000), &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    let owner = Kind::Lead.field("owner").unwrap();
    desk.act(desk.anna, &[1, 2], crate::workspace::to(Layer::Intent))
        .unwrap();
    let edits = vec![(owner, Value::Integer(2))];
    desk.act(desk.anna, &[2, 3], fiveply::model::Act::Edit(edits))
        .unwrap();
    desk.workspace.sync().unwrap();
    let now = desk.workspace.book();
    let context = Context::on(NOW.day(chrono_tz::UTC));
    let at = At { now: NOW };
    let told = |text: &str| {
        let sight = |book| Sight {
            book,
            context: &context,
            at,
        };
        shift(text, Unit::Leads, sight(&then), sight(&now)).unwrap()
    };
    let because = |id, parts: &[&str]| Moved {
        id,
        why: Why::Parts(parts.iter().map(|it| (*it).to_owned()).collect()),
    };
    let moved = told("layer:potential owner:Anna");
    assert_eq!((moved.before, moved.after), (3, 0));
    assert_eq!(
        moved.left,
        [
            because(1, &["layer:potential"]),
            because(2, &["layer:potential", "owner:Anna"]),
            because(3, &["owner:Anna"]),
        ]
    );
    assert_eq!(told("layer:intent").entered.len(), 2);
    assert_eq!(told("").entered, []);
}

#[test]
fn the_day_on_which_somebody_entered_or_left_is_that_of_what_happened() {
    let desk = Desk::new(0);
    let ago = |days: i64| Moment(NOW.0 - days * 86_400_000);
    let lead = |entered: i64, intent: i64, back: Option<i64>| {
        let mut track = Track::default();
        let enter = |layer| Event::Enter { layer, unmet: 0 };
        track.push(ago(entered), enter(Layer::Potential));
        track.push(ago(intent), enter(Layer::Intent));
        if let Some(back) = back {
            track.push(ago(back), enter(Layer::Potential));
        }
        Record::from(Lead {
            track,
            ..Lead::default()
        })
    };
    let leads = vec![
        lead(40, 3, None),
        lead(40, 9, None),
        lead(6, 6, None),
        lead(40, 30, Some(11)),
        lead(40, 30, None),
    ];
    let made = desk.run(desk.anna, Command::Create(leads)).unwrap().created;
    let at = |number: usize| made[number].id;
    let id = create(
        &desk,
        desk.anna,
        segment("Intent", desk.anna, "layer:intent"),
    )
    .unwrap();
    desk.workspace.load().unwrap();
    let locale = Locale::new(Language::English);
    let asker = Asker {
        user: desk.anna,
        name: "Anna",
        locale: &locale,
        now: NOW,
    };
    let day = |days: i64| ago(days).day(chrono_tz::UTC);
    let since = Since {
        segment: id,
        day: day(14),
    };
    let mut go_on = |_| std::ops::ControlFlow::Continue(());
    let page = moved(&desk.workspace, since, asker, &mut go_on).unwrap();
    let days =
        |lines: &[MovedLine]| -> Vec<_> { lines.iter().map(|it| (it.id, it.when)).collect() };
    assert_eq!(
        days(&page.entered),
        [
            (at(0), Some(day(3))),
            (at(2), Some(day(6))),
            (at(1), Some(day(9)))
        ]
    );
    assert_eq!(days(&page.left), [(at(3), Some(day(11)))]);
}
