//! The mark of how this program fills a book: made-up records, filled in, and a sum over the pieces that come of it.
//!
//! Whatever changes in what columns there are, what is folded away of a text or how numbers fall into classes, gives
//! another mark, and snapshots with the old one are not believed.

use chrono::NaiveDate;

use super::{Book, Leads};
use crate::model::{Event, FieldId, FieldType, Kind, Layer, Moment, Seen, Seq, Step};

/// So many records of each kind; their numbers go up to 3 to this power.
const RECORDS: u32 = 32;

/// What texts are made of.
const TEXTS: [&str; 4] = [
    "Łódź İstanbul ﬁn Straße",
    "北京 销售 ＡＢ",
    "+48 (12) 345",
    "a,b c-d",
];

/// The mark.
#[must_use]
pub fn mark() -> u32 {
    let mut book = Book::default();
    for kind in [Kind::Account, Kind::Contact, Kind::Feedback, Kind::Touch] {
        each(kind, &mut |id, values| {
            book.put_seen(kind, id, values);
        });
    }
    let mut leads = Leads::default();
    each(Kind::Lead, &mut |id, values| {
        leads.put(id, values, &steps(id));
    });
    book.take_leads(leads);
    book.finish(Seq(1));
    let mut sum = crc32fast::Hasher::new();
    sum.update(env!("CARGO_PKG_VERSION").as_bytes());
    book.pieces(&mut |piece| {
        sum.update(piece.name.as_bytes());
        sum.update(piece.kind.as_bytes());
        sum.update(piece.bytes);
    });
    sum.finalize()
}

fn each(kind: Kind, put: &mut dyn FnMut(u64, &[Seen<'_>])) {
    let fields = Book::fields(kind).unwrap_or_default();
    for number in 0..RECORDS {
        let texts: Vec<String> = (0..fields.len())
            .map(|at| TEXTS[(at + number as usize) % TEXTS.len()])
            .map(|text| format!("{text} {number}"))
            .collect();
        let values: Vec<Seen<'_>> = fields
            .iter()
            .zip(&texts)
            .map(|(field, text)| value(kind, *field, number, text))
            .collect();
        put(u64::from(number) + 1, &values);
    }
}

fn value(kind: Kind, field: FieldId, number: u32, text: &str) -> Seen<'_> {
    let Some(field) = kind.definition(field) else {
        return Seen::None;
    };
    let count = i64::from(number);
    match field.ty {
        FieldType::Text => Seen::Text(text),
        FieldType::Integer if field.name == "founded" => Seen::Integer(1_700 + 11 * count),
        FieldType::Integer | FieldType::Money => Seen::Integer(3_i64.pow(number)),
        FieldType::Date => NaiveDate::from_yo_opt(2020, 1 + number).map_or(Seen::None, Seen::Date),
        FieldType::Moment => Seen::Integer(1_700_000_000_000 + count * 3_600_000),
        FieldType::Code(codes) => {
            let code = codes.get(number as usize % codes.len().max(1));
            code.map_or(Seen::None, |code| Seen::Text(code))
        }
        FieldType::Link(_) => Seen::Integer(1 + count / 2),
        FieldType::Flags => Seen::Integer(count),
        FieldType::Track => Seen::None,
    }
}

/// A history with every kind of step in it, cut off after some.
fn steps(id: u64) -> Vec<Step> {
    let lost = Event::Lose {
        reason: format!("reason {id}"),
        competitor: Some(format!("rival {id}")),
    };
    let enter = |layer, unmet| Event::Enter { layer, unmet };
    let events = [
        Event::Opening(Layer::ALL[0]),
        enter(Layer::ALL[2], 1),
        Event::Park(NaiveDate::from_yo_opt(2024, 60)),
        Event::Wake,
        enter(Layer::ALL[1], 0),
        lost,
        Event::Reopen(Layer::ALL[3]),
        enter(Layer::ALL[4], 0),
        Event::Win { unmet: 2 },
    ];
    let many = usize::try_from(id).unwrap_or_default() % (events.len() + 1);
    let days = (0..).map(|day| Moment(1_700_000_000_000 + day * 86_400_000));
    let all = days.zip(events);
    all.map(|(at, event)| Step(at, event)).take(many).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_the_same_every_time() {
        assert_eq!(mark(), mark());
    }
}
