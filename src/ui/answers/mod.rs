//! Answers the screens' questions from the book: figures and pages, ready to be drawn; a file for each kind of question.
//!
//! It reads and counts, and changes nothing but what it remembers of the last questions.

mod alike;
mod bars;
mod board;
mod changes;
mod companies;
mod compare;
mod explain;
mod facet_words;
mod fields;
mod funnel;
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
mod reports;
mod saved;
mod segments;
mod settings;
mod today;

use std::ops::Deref;

pub use alike::{alike, members};
pub use moved::{Asker, NotMoved, moved};
pub use reports::{NotMade, report};

use super::desk::{Answer, ChoiceList, Question, Trouble};
use super::faults;
use super::offers::{Known, begins_field, offers};
use super::screens::{BoardPage, ComparePage, Figures, LeadPage, SegmentsPage, Sheet, TodayPage};
use crate::i18n::Locale;
use crate::insight::picked::Picked;
use crate::model::settings::Choice;
use crate::model::{Clean, Moment, User};
use crate::query::{Context, Filter, QueryError, read};
use crate::workspace::{At, Book, Workspace};

/// Answers one session's questions.
#[derive(Debug)]
pub struct Answers {
    funnels: Vec<funnel::Counted>,
    list: Option<leads::List>,
    lanes: Option<board::Counted>,
    day: Option<today::Day>,
    known: Known,
    companies: companies::Companies,
    counts: lookup::Counts,
    segments: segments::Remembered,
    insights: Vec<insights::Counted>,
    meeting: meeting::Remembered,
    /// The same of an earlier day.
    past: Option<past::Past>,
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
            day: None,
            known: Known::default(),
            companies: companies::Companies::default(),
            counts: lookup::Counts::default(),
            segments: segments::Remembered::default(),
            insights: Vec::new(),
            meeting: meeting::Remembered::default(),
            past: None,
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
        if let Question::Meeting { topic, by } = question {
            let page = self.meeting_page(workspace, *topic, *by, now);
            return Some(Answer::Meeting(Box::new(page)));
        }
        if let Question::KeptMinutes { id } = question {
            let book = workspace.book();
            let kept = book.meetings.held.get(*id);
            let minutes = kept.and_then(|it| it.minutes.clone());
            return Some(Answer::Minutes(minutes.unwrap_or_default()));
        }
        if let Question::Minutes { by } = question {
            return Some(Answer::Minutes(self.minutes(workspace, *by, now)));
        }
        if let Some(moment) = past::looked_back(workspace, question, now) {
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
        self.answer_from(book, (me, question), now, done, cx.rewinding())
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
            } => self.selecting(&book, (text, *caret), &cx, |it, filter, doubt| {
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
                let figures = it.funnel(&book, &asked);
                Answer::Funnel(Box::new(Figures { doubt, ..figures }))
            }),
            Question::Leads {
                filter: text,
                first,
                lines,
                keep,
                caret,
            } => self.selecting(&book, (text, *caret), &cx, |it, filter, doubt| {
                it.sort(&book, text, filter, now, today);
                let page = it.page(&book, *first, *lines, *keep, now);
                Answer::Leads(Box::new(LeadPage { doubt, ..page }))
            }),
            Question::Board {
                filter: text,
                cards,
                parked,
                keep,
                caret,
            } => self.selecting(&book, (text, *caret), &cx, |it, filter, doubt| {
                it.count_lanes(&book, text, filter, now, today);
                let wanted = board::Wanted {
                    cards,
                    parked: *parked,
                    keep: *keep,
                };
                let page = it.board(&book, &wanted, now);
                Answer::Board(Box::new(BoardPage { doubt, ..page }))
            }),
            Question::Segments {
                filter: text,
                unit,
                fields,
                seen,
                segment,
                caret,
            } => self.selecting(&book, (text, *caret), &cx, |it, filter, doubt| {
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
                Answer::Segments(Box::new(SegmentsPage {
                    doubt,
                    segment,
                    ..page
                }))
            }),
            Question::Insights {
                filter: text,
                report,
                period,
                by,
                sets,
                definition,
                against,
                caret,
            } => self.selecting(&book, (text, *caret), &cx, |it, filter, doubt| {
                let asked = insights::Asked {
                    text,
                    filter,
                    report: *report,
                    period: *period,
                    by: *by,
                    sets,
                    definition: *definition,
                    against: *against,
                    cx: &cx,
                    now,
                };
                let sheet = it.insights(&book, &asked);
                Answer::Insights(Box::new(Sheet { doubt, ..sheet }))
            }),
            // Answered above: the log is read before the book is held.
            Question::Meeting { .. } | Question::Minutes { .. } | Question::KeptMinutes { .. } => {
                return None;
            }
            Question::Compare { ask, caret } => {
                self.selecting(&book, (&ask.filter, *caret), &cx, |it, filter, doubt| {
                    let page = it.compare(&book, ask, filter, &cx, now);
                    Answer::Compare(Box::new(ComparePage { doubt, ..page }))
                })
            }
            Question::Members { filter: text, unit } => {
                self.selecting(&book, (text, None), &cx, |_, filter, _| {
                    let at = At { now };
                    let picked = Picked::by_filter(&book, filter, *unit, at);
                    Answer::Members(picked.members(&book))
                })
            }
            Question::Today {
                filter: text,
                of,
                first,
                lines,
                keep,
                caret,
            } => self.selecting(&book, (text, *caret), &cx, |it, filter, doubt| {
                let asked = today::Asked {
                    text,
                    filter,
                    of: *of,
                    me,
                    now,
                };
                it.look_at_day(&book, &asked, done);
                let page = it.day_page(&book, *first, *lines, *keep, now);
                Answer::Today(Box::new(TodayPage { doubt, ..page }))
            }),
            Question::DayMarked {
                filter: text,
                of,
                ends,
                places,
            } => self.selecting(&book, (text, None), &cx, |it, filter, _| {
                let asked = today::Asked {
                    text,
                    filter,
                    of: *of,
                    me,
                    now,
                };
                it.look_at_day(&book, &asked, done);
                Answer::Marked(it.day_marked(&book, *ends, places.clone()))
            }),
            Question::Explain {
                filter: text,
                period,
                what,
            } => self.selecting(&book, (text, None), &cx, |it, filter, _| {
                let asked = explain::Asked {
                    filter,
                    period: *period,
                    what,
                    cx: &cx,
                    now,
                };
                Answer::Explained(Box::new(it.explain(&book, &asked)))
            }),
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
            } => match read(text, &cx) {
                Ok(filter) => {
                    let wanted = marks::Wanted {
                        text,
                        filter: &filter,
                        ends: *ends,
                        board: *board,
                    };
                    Answer::Marked(self.marked(&book, &wanted, now))
                }
                // What can't be read selects nothing more.
                Err(_) => Answer::Marked(Vec::new()),
            },
            // Answered above, before the book is held.
            Question::Changes => Answer::Changes(Vec::new()),
            Question::Settings => Answer::Settings(Box::new(settings::page(&book, now))),
            Question::Choices(list) => Answer::Choices(choices(&book, *list)),
            Question::Page { .. } | Question::Field(_) | Question::Saved { .. } => return None,
        })
    }

    /// Answers with what a filter selects: only where it can be read, and says something already.
    fn selecting(
        &mut self,
        book: &Book,
        (text, caret): (&str, Option<usize>),
        cx: &Context,
        answer: impl FnOnce(&mut Self, &Filter, Option<Trouble>) -> Answer,
    ) -> Answer {
        match read(text, cx) {
            Ok(filter) if self.is_unfinished(book, text, &filter, caret) => Answer::Unfinished,
            Ok(filter) => {
                let doubt = self.known.doubt(book, &filter, caret, &self.locale);
                answer(self, &filter, doubt)
            }
            Err(errors) => Answer::Trouble(self.trouble(&errors)),
        }
    }

    /// Whether what is typed at the caret says nothing yet.
    fn is_unfinished(
        &mut self,
        book: &Book,
        text: &str,
        filter: &Filter,
        caret: Option<usize>,
    ) -> bool {
        caret.is_some_and(|at| begins_field(text, at) || self.known.is_unfinished(book, filter, at))
    }

    fn trouble(&self, errors: &[QueryError]) -> Trouble {
        let Some(error) = errors.first() else {
            return Trouble::default();
        };
        Trouble {
            span: error.span.start..error.span.end,
            message: Clean::from_string(faults::told(error, &self.locale)),
        }
    }
}

/// What is offered still, in its order; users by their names.
fn choices(book: &Book, list: ChoiceList) -> Vec<Choice> {
    let offered =
        |all: &[Choice]| -> Vec<Choice> { all.iter().filter(|it| it.offered).cloned().collect() };
    match list {
        ChoiceList::Reasons => offered(&book.settings().reasons),
        ChoiceList::Verdicts => offered(&book.settings().verdicts),
        ChoiceList::Returns => offered(&book.settings().returns),
        ChoiceList::Owners | ChoiceList::Receivers => {
            let user = |(id, user): (u64, &User)| Choice {
                code: id.to_string(),
                name: Some(user.name.clone()),
                offered: true,
            };
            let mut users: Vec<Choice> = book.users.iter().map(user).collect();
            users.sort_by_cached_key(|it| it.name.as_deref().map(str::to_lowercase));
            users
        }
    }
}
