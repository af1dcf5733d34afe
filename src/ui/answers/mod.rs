//! Answers the screens' questions from the book: figures and pages, ready to be drawn; a file for each kind of question.
//!
//! It reads and counts, and changes nothing but what it remembers of the last questions.

mod alike;
mod bars;
mod board;
mod changes;
mod choices;
mod companies;
mod compare;
mod explain;
mod facet_words;
mod fields;
mod funnel;
mod handed;
mod insights;
mod leads;
mod lookup;
mod marks;
mod meeting;
mod moved;
mod naics;
mod pages;
mod past;
mod places;
mod reading;
mod reports;
mod saved;
mod segments;
mod settings;
mod today;

use std::collections::HashMap;
use std::ops::Deref;

pub use alike::{alike, members};
pub use handed::Handed;
pub use moved::{Asker, NotMoved, moved};
pub use reports::{NotMade, report};

use super::desk::{Answer, Question, Selected};
use super::offers::{Known, offers};
use super::screens::SegmentsPage;
use crate::i18n::Locale;
use crate::insight::groups::telling;
use crate::insight::picked::Picked;
use crate::model::{Moment, OpId};
use crate::query::Context;
use crate::workspace::{At, Book, Workspace};

/// Answers one session's questions.
#[derive(Debug)]
pub struct Answers {
    funnels: Vec<funnel::Counted>,
    list: Option<leads::List>,
    lanes: Option<board::Counted>,
    stuck: board::Stuck,
    day: Option<today::Day>,
    quotes: today::Quotes,
    /// Which change sets of the day are of leads.
    done: HashMap<OpId, bool>,
    known: Known,
    companies: companies::Companies,
    counts: lookup::Counts,
    segments: segments::Remembered,
    insights: Vec<insights::Counted>,
    meeting: meeting::Remembered,
    /// The same of an earlier day.
    past: Option<past::Past>,
    /// Of one whose book is not there.
    quick: Option<past::Quick>,
    /// The earlier moment that was asked for last, and whose book is not there.
    awaited: Option<Moment>,
    compared: compare::Remembered,
    saved: saved::Counted,
    locale: Locale,
}

impl Answers {
    /// Answers in a language.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        Self {
            funnels: Vec::new(),
            list: None,
            lanes: None,
            stuck: board::Stuck::default(),
            day: None,
            quotes: today::Quotes::default(),
            done: HashMap::new(),
            known: Known::default(),
            companies: companies::Companies::default(),
            counts: lookup::Counts::default(),
            segments: segments::Remembered::default(),
            insights: Vec::new(),
            meeting: meeting::Remembered::default(),
            past: None,
            quick: None,
            awaited: None,
            compared: compare::Remembered::default(),
            saved: saved::Counted::default(),
            locale,
        }
    }

    /// Answers a question for a user; nothing while the book is not there yet.
    pub fn answer(
        &mut self,
        workspace: &Workspace,
        me: &str,
        question: &Question,
        now: Moment,
    ) -> Option<Answer> {
        if !workspace.is_loaded() {
            return None;
        }
        if *question == Question::Changes {
            return Some(Answer::Changes(changes::changes(
                workspace,
                me,
                now,
                &self.locale,
            )));
        }
        // A page reads what is kept, and that comes before the book.
        if let Question::Page { key, day } = question {
            return self.page_of(workspace, (me, *key), *day, now);
        }
        if let Question::Field(ask) = question {
            return Some(self.field(workspace, ask, now));
        }
        if let Question::Meeting { topic, by, day } = question {
            let page = self.meeting_page(workspace, (*topic, *by), *day, now)?;
            return Some(Answer::Meeting(Box::new(page)));
        }
        if let Question::KeptMinutes { id } = question {
            let book = workspace.book();
            let kept = book.meetings.held.get(*id);
            let minutes = kept.and_then(|it| it.minutes.clone());
            return Some(Answer::Minutes(minutes.unwrap_or_default()));
        }
        if let Question::Minutes { by, day } = question {
            let minutes = self.minutes(workspace, *by, *day, now)?;
            return Some(Answer::Minutes(minutes));
        }
        if let Some(moment) = self.hold_past(workspace, question, now) {
            return self.answer_past(workspace, (me, question), now, moment);
        }
        if let Question::Saved { first, lines, at } = question {
            let asked = saved::Asked {
                me,
                seen: *first..first.saturating_add(*lines),
                at: *at,
                now,
            };
            return Some(Answer::Saved(Box::new(self.saved(workspace, &asked))));
        }
        let done = self.done_today(workspace, me, question, now);
        let book = workspace.book();
        let today = now.day(book.settings().general.zone);
        let cx = Context::on(today)
            .by(me)
            .with(book.readable(me))
            .after(book.meetings.days());
        let answer = self.answer_from(book, (me, question), now, done, cx.rewinding());
        match answer {
            Some(Answer::Today(Selected::Read(page, doubt))) => {
                let page = self.quoted(workspace, page);
                Some(Answer::Today(Selected::Read(page, doubt)))
            }
            answer => answer,
        }
    }

    /// Answers from a book, as if it were `now`.
    fn answer_from(
        &mut self,
        book: impl Deref<Target = Book>,
        (me, question): (&str, &Question),
        now: Moment,
        done: Option<u64>,
        cx: Context,
    ) -> Option<Answer> {
        let today = now.day(book.settings().general.zone);
        Some(match question {
            Question::Funnel {
                filter: text,
                period,
                against,
                groups,
                sets,
                moving: _,
                caret,
            } => Answer::Funnel(self.selecting(&book, (text, *caret), &cx, |it, filter| {
                let asked = funnel::Asked {
                    text,
                    filter,
                    period: *period,
                    against: *against,
                    groups: *groups,
                    sets,
                    cx: &cx,
                    end: None,
                    now,
                };
                it.funnel(&book, &asked)
            })),
            Question::Leads {
                filter: text,
                first,
                lines,
                keep,
                caret,
            } => Answer::Leads(self.selecting(&book, (text, *caret), &cx, |it, filter| {
                it.sort(&book, text, filter, now, today);
                it.page(&book, *first, *lines, *keep, now)
            })),
            Question::Board {
                filter: text,
                cards,
                parked,
                keep,
                caret,
            } => Answer::Board(self.selecting(&book, (text, *caret), &cx, |it, filter| {
                it.count_lanes(&book, text, filter, now, today);
                let wanted = board::Wanted {
                    cards,
                    parked: *parked,
                    keep: *keep,
                };
                it.board(&book, &wanted, now)
            })),
            Question::Segments {
                filter: text,
                unit,
                fields,
                seen,
                segment,
                caret,
            } => Answer::Segments(self.selecting(&book, (text, *caret), &cx, |it, filter| {
                let asked = segments::Asked {
                    text,
                    filter,
                    unit: *unit,
                    fields,
                    seen,
                    now,
                };
                let page = it.segments(&book, &asked);
                let segment = saved::in_force(&book, me, (text, *unit), *segment);
                SegmentsPage { segment, ..page }
            })),
            Question::Insights {
                filter: text,
                report,
                period,
                by,
                sets,
                definition,
                against,
                caret,
            } => Answer::Insights(self.selecting(&book, (text, *caret), &cx, |it, filter| {
                let asked = insights::Asked {
                    text,
                    filter,
                    report: *report,
                    period: *period,
                    by: by.unwrap_or_else(|| telling(&book)),
                    sets,
                    definition: *definition,
                    against: *against,
                    cx: &cx,
                    now,
                };
                it.insights(&book, &asked)
            })),
            // Answered above: the log is read before the book is held.
            Question::Meeting { .. } | Question::Minutes { .. } | Question::KeptMinutes { .. } => {
                return None;
            }
            Question::Compare { ask, caret } => {
                let asked = (ask.filter.as_str(), *caret);
                Answer::Compare(self.selecting(&book, asked, &cx, |it, filter| {
                    it.compare(&book, ask, filter, &cx, now)
                }))
            }
            Question::Members { filter: text, unit } => {
                Answer::Members(self.selecting(&book, (text, None), &cx, |_, filter| {
                    Picked::by_filter(&book, filter, *unit, At { now }).members(&book)
                }))
            }
            Question::Today {
                day,
                first,
                lines,
                keep,
                caret,
            } => Answer::Today(
                self.selecting(&book, (&day.filter, *caret), &cx, |it, filter| {
                    let asked = today::Asked {
                        day,
                        filter,
                        me,
                        now,
                    };
                    it.look_at_day(&book, &asked, done);
                    it.day_page(&book, *first, *lines, *keep, now)
                }),
            ),
            Question::DayMarked { day, ends, places } => {
                let marked = self.selecting(&book, (&day.filter, None), &cx, |it, filter| {
                    let asked = today::Asked {
                        day,
                        filter,
                        me,
                        now,
                    };
                    it.look_at_day(&book, &asked, done);
                    it.day_marked(&book, *ends, places.clone())
                });
                // What can't be read selects nothing more.
                Answer::Marked(marked.read().unwrap_or_default())
            }
            Question::Explain {
                filter: text,
                period,
                what,
            } => {
                let explained = self.selecting(&book, (text, None), &cx, |it, filter| {
                    let asked = explain::Asked {
                        text,
                        filter,
                        period: *period,
                        what,
                        cx: &cx,
                        now,
                    };
                    it.explain(&book, &asked)
                });
                Answer::Explained(Box::new(explained.read()?))
            }
            Question::Offers { filter, caret } => {
                Answer::Offers(offers(&book, filter, *caret, &cx, now))
            }
            Question::Currency => Answer::Currency(book.settings().general.currency.clone()),
            Question::Lookup { list, text } => {
                Answer::Found(self.look_up(&book, (*list, &cx), text, now))
            }
            Question::Marked {
                filter: text,
                ends,
                board,
            } => {
                let marked = self.selecting(&book, (text, None), &cx, |it, filter| {
                    let wanted = marks::Wanted {
                        text,
                        filter,
                        ends: *ends,
                        board: *board,
                    };
                    it.marked(&book, &wanted, now)
                });
                Answer::Marked(marked.read().unwrap_or_default())
            }
            Question::Judge(judge) => {
                let asked = (judge.filter.as_str(), None);
                let shown = self.selecting(&book, asked, &cx, |_, filter| {
                    book.leads_of(filter, &book.select(filter, At { now }))
                });
                Answer::Judged(marks::judge(&book, judge, shown.read().as_ref()))
            }
            // Answered above, before the book is held.
            Question::Changes => Answer::Changes(Vec::new()),
            Question::Settings => Answer::Settings(Box::new(settings::page(&book, now))),
            Question::Choices(list) => Answer::Choices(choices::choices(&book, *list)),
            Question::Page { .. } | Question::Field(_) | Question::Saved { .. } => return None,
        })
    }
}
