//! An open workspace with everything that a verb needs: who asks, when, and what the book says.

use std::cell::{Cell, OnceCell};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::{ControlFlow, Deref};
use std::sync::{Arc, RwLockReadGuard};

use chrono::NaiveDate;

use super::call::Call;
use super::conflict::{WayOut, told};
use super::error::{CliError, Result};
use super::names::Names;
use super::{open, when};
use crate::book::Book;
use crate::book::mask::Mask;
use crate::book::select::At;
use crate::figures::own_names;
use crate::i18n::Locale;
use crate::model::{Command, Kind, Moment, OpId, Record, Refusal, Request, Settings, UserId};
use crate::query::{self, Filter, nearest};
use crate::workspace::as_of::end_of;
use crate::workspace::{Conflict, Done, Refused, Shared, Workspace, WorkspaceError};

/// As of when one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// As it is.
    Now,
    /// As it was on a day that a filter says.
    Then(NaiveDate),
    /// As it was on a day that holds for every filter.
    Given(NaiveDate),
}

impl When {
    const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Now => None,
            Self::Then(day) | Self::Given(day) => Some(day),
        }
    }
}

/// The book that one looks at.
pub(super) enum Looked<'a> {
    /// The one that is kept up.
    Now(RwLockReadGuard<'a, Book>),
    /// The one of an earlier day.
    Then(&'a Book),
}

impl Deref for Looked<'_> {
    type Target = Book;

    fn deref(&self) -> &Book {
        match self {
            Self::Now(book) => book,
            Self::Then(book) => book,
        }
    }
}

/// A book that is held by itself.
pub(super) enum Held {
    /// The workspace's own.
    Now(Shared),
    /// One of an earlier day.
    Then(Arc<Book>),
}

impl Held {
    /// The book.
    pub(super) fn book(&self) -> Looked<'_> {
        match self {
            Self::Now(workspace) => Looked::Now(workspace.book()),
            Self::Then(book) => Looked::Then(book),
        }
    }
}

/// A book that holds all names and notes; where it doesn't, nobody who reads only figures would know what they lack.
fn whole<T: Deref<Target = Book>>(book: T) -> Result<T> {
    if book.is_full() {
        Err(CliError::TooMuchText)
    } else {
        Ok(book)
    }
}

/// What a verb on a workspace is given.
pub(super) struct Context<'a> {
    pub call: Call<'a>,
    pub workspace: Shared,
    /// The workspace's definitions.
    pub settings: Settings,
    /// The user, as far as there is one already.
    user: Option<UserId>,
    loaded: Cell<bool>,
    /// As of which day one looks; fixed by the first that says something of it.
    when: Cell<Option<When>>,
    past: OnceCell<Arc<Book>>,
}

impl<'a> Context<'a> {
    /// Opens the data file of a call.
    pub(super) fn open(call: Call<'a>) -> Result<Self> {
        let store = open::open(&call.db, call.trust_locks)?;
        Self::of(call, Workspace::new(store))
    }

    /// Takes a workspace that is open.
    pub(super) fn of(call: Call<'a>, workspace: Workspace) -> Result<Self> {
        if call.no_snapshot {
            workspace.snapshots_from(u64::MAX);
        }
        let workspace = Arc::new(workspace);
        let settings = workspace.settings()?;
        let name = call.given_user.as_deref().unwrap_or(&call.usual_user);
        let user = workspace.user(name)?;
        if let (None, Some(given)) = (user, &call.given_user) {
            return Err(unknown_user(&workspace, given)?);
        }
        Ok(Self {
            call,
            workspace,
            settings,
            user,
            loaded: Cell::new(false),
            when: Cell::new(None),
            past: OnceCell::new(),
        })
    }

    /// The language in which reports and minutes are written, with the house's own names.
    pub(super) fn locale(&self) -> Result<Locale> {
        let locale = self.call.locale();
        locale.call(own_names(&self.workspace.settings()?));
        Ok(locale)
    }

    /// The book that one looks at, built when it is first asked for.
    pub(super) fn book(&self) -> Result<Looked<'_>> {
        whole(self.some_book()?)
    }

    /// The same, of which names and notes may be missing: for whoever reads neither.
    pub(super) fn some_book(&self) -> Result<Looked<'_>> {
        if let Some(moment) = self.then() {
            if self.past.get().is_none() {
                let mut go_on = |_| ControlFlow::Continue(());
                let book = self.workspace.rewind(moment, &mut go_on)?;
                return Ok(Looked::Then(self.past.get_or_init(|| book)));
            }
            if let Some(book) = self.past.get() {
                return Ok(Looked::Then(book));
            }
        }
        if !self.loaded.replace(true) {
            self.workspace.ensure_loaded()?;
            // Whoever asks next need not wait as long.
            if self.workspace.snapshot_is_due() {
                self.workspace.keep_snapshot(&|_| true)?;
            }
        }
        Ok(Looked::Now(self.workspace.book()))
    }

    /// The same, held apart from this, for as long as lines are printed from it.
    pub(super) fn held(&self) -> Result<Held> {
        drop(self.book()?);
        Ok(match (self.then(), self.past.get()) {
            (Some(_), Some(book)) => Held::Then(Arc::clone(book)),
            (None, _) | (_, None) => Held::Now(Arc::clone(&self.workspace)),
        })
    }

    /// The moment as of which one looks, if that is an earlier day's last.
    pub(super) fn then(&self) -> Option<Moment> {
        let day = self.when.get()?.day()?;
        let zone = self.settings.general.zone;
        (day < self.call.now.day(zone)).then(|| end_of(day, zone))
    }

    /// The moment that counts as now.
    pub(super) fn now(&self) -> Moment {
        self.then().unwrap_or(self.call.now)
    }

    /// The time that filters are held against.
    pub(super) fn at(&self) -> At {
        At { now: self.now() }
    }

    /// The moment at which something happened, where its day is given.
    pub(super) fn moment(&self, day: Option<&str>) -> Result<Option<Moment>> {
        let zone = self.settings.general.zone;
        day.map(|day| when::moment(day, self.call.now, zone))
            .transpose()
    }

    /// Looks at everything as it was at the end of a day, where one is given.
    pub(super) fn look_back(&self, day: Option<&str>) -> Result<()> {
        let Some(day) = day else {
            return Ok(());
        };
        let text = format!("asof:{}", day.trim());
        let today = self.call.now.day(self.settings.general.zone);
        let read = query::read(&text, &self.reading(today)?.rewinding());
        let read = read.map_err(|errors| CliError::Filter { text, errors })?;
        match read.asof {
            Some(day) if read.text.starts_with("asof:") && !read.text.contains(' ') => {
                self.when.set(Some(When::Given(day)));
                Ok(())
            }
            Some(_) | None => Err(CliError::Usage(format!("--asof: `{day}` is no day"))),
        }
    }

    /// Who asks; made a user of the workspace at the first change.
    pub(super) fn actor(&mut self) -> Result<UserId> {
        if let Some(user) = self.user {
            return Ok(user);
        }
        let op = new_op(self.call.now);
        let user = self
            .workspace
            .enter(&self.call.usual_user, self.call.now, op)?;
        self.user = Some(user);
        Ok(user)
    }

    /// Who asks, if that is a user of the workspace already.
    pub(super) fn known_actor(&self) -> Result<UserId> {
        self.user.ok_or_else(|| {
            CliError::NotFound(format!("`{}` has changed nothing here yet", self.me()))
        })
    }

    /// What `@me` stands for.
    pub(super) fn me(&self) -> &str {
        self.call
            .given_user
            .as_deref()
            .unwrap_or(&self.call.usual_user)
    }

    /// The names of records.
    pub(super) fn names(&self) -> Names<'_> {
        Names::new(&self.workspace, &self.settings).of_then(self.then())
    }

    /// The day that counts as today, in the workspace's time zone.
    pub(super) fn today(&self) -> NaiveDate {
        self.now().day(self.settings.general.zone)
    }

    /// The saved segments that one may read.
    pub(super) fn segments(&self) -> Result<Arc<query::Segments>> {
        Ok(self.workspace.readable(self.user)?)
    }

    /// What filters are read against on a day.
    pub(super) fn reading(&self, day: NaiveDate) -> Result<query::Context> {
        let segments = self.segments()?;
        let meetings = self.workspace.meeting_days()?;
        let context = query::Context::on(day).by(self.me()).with(segments);
        Ok(context.after(meetings))
    }

    /// Reads a period; says so where it is since the last meeting and none was held.
    pub(super) fn period(&mut self, text: &str) -> Result<query::Days> {
        let context = self.reading(self.today())?;
        let days = query::period(text, &context).map_err(CliError::NotUnderstood)?;
        if query::is_since_meeting(text) && context.now().meeting.is_none() {
            let note = "no meeting was held yet: the last seven days";
            self.call.note(note)?;
        }
        Ok(days)
    }

    /// Reads a filter of what is shown; `asof:` in it holds from then on.
    pub(super) fn filter(&self, text: &str) -> Result<Filter> {
        let failed = |errors| CliError::Filter {
            text: text.to_owned(),
            errors,
        };
        let today = self.call.now.day(self.settings.general.zone);
        let context = self.reading(today)?.rewinding();
        let filter = query::read(text, &context).map_err(failed)?;
        let said = match filter.asof {
            Some(day) => When::Then(day),
            None => When::Now,
        };
        match (self.when.get(), said) {
            (None, _) => self.when.set(Some(said)),
            (Some(When::Given(day)), When::Now) => {
                let text = format!("{} asof:{day}", filter.text);
                return query::read(&text, &context).map_err(failed);
            }
            (Some(now), _) if now.day() == said.day() => {}
            (Some(_), _) => {
                return Err(CliError::Usage(
                    "`asof:` holds for all of them; say it once, with --asof".to_owned(),
                ));
            }
        }
        Ok(filter)
    }

    /// Reads a filter of what is changed, kept or followed: that is always as it is now.
    pub(super) fn filter_now(&self, text: &str) -> Result<Filter> {
        query::read(text, &self.reading(self.today())?).map_err(|errors| CliError::Filter {
            text: text.to_owned(),
            errors,
        })
    }

    /// The episodes that a filter selects.
    pub(super) fn select(&self, filter: &Filter) -> Result<Mask> {
        Ok(self.book()?.select(filter, self.at()))
    }

    /// The name of a new request.
    pub fn new_op(&self) -> OpId {
        new_op(self.call.now)
    }

    /// The error of leads that were changed since they were seen.
    pub(super) fn conflict(&self, conflicts: &[Conflict]) -> CliError {
        let zone = self.settings.general.zone;
        CliError::Conflict(told(&self.names(), conflicts, zone, WayOut::Leads))
    }

    /// Has a command done.
    pub(super) fn execute(&mut self, command: Command) -> Result<Done> {
        let request = Request {
            op: self.new_op(),
            actor: self.actor()?,
            command,
        };
        let now = self.call.now;
        let way_out = WayOut::of(&request.command);
        self.workspace
            .execute(&request, now)
            .map_err(|error| match error {
                WorkspaceError::Conflict(list) => {
                    let zone = self.settings.general.zone;
                    CliError::Conflict(told(&self.names(), &list, zone, way_out))
                }
                WorkspaceError::Refused { refused, of } => refusal(refused, of),
                error @ (WorkspaceError::Store(_)
                | WorkspaceError::NothingTo(_)
                | WorkspaceError::NotYours(_)
                | WorkspaceError::UndoneAlready(..)
                | WorkspaceError::NoSuchChange(_)
                | WorkspaceError::Settings(_)
                | WorkspaceError::Filter(_)
                | WorkspaceError::OutOfStep(_)
                | WorkspaceError::Stopped) => error.into(),
            })
    }
}

/// A refusal in as few words as it takes: what all have in common is said once.
pub(super) fn refusal(refused: Vec<Refused>, of: usize) -> CliError {
    match refused.first().map(|it| &it.why) {
        Some(why @ Refusal::UnknownChoice { given, known, .. }) => {
            let near = nearest(given, known.split(' '));
            let hint = near.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
            CliError::NotUnderstood(format!("{why}{hint}"))
        }
        Some(why @ Refusal::NoSuchRecord { .. }) if of == 1 => CliError::NotFound(why.to_string()),
        Some(why) if refused.iter().all(|it| it.key.id == 0) => CliError::Refused(why.clone()),
        Some(_) | None => WorkspaceError::Refused { refused, of }.into(),
    }
}

/// A number that no other request has.
pub fn new_op(now: Moment) -> OpId {
    // Each `RandomState` has keys of its own, taken from the system's randomness.
    let half = |salt: u64| {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_i64(now.0);
        hasher.write_u32(std::process::id());
        hasher.write_u64(salt);
        u128::from(hasher.finish())
    };
    OpId(half(1) << 64 | half(2))
}

fn unknown_user(workspace: &Workspace, given: &str) -> Result<CliError> {
    let mut known = Vec::new();
    workspace.each(Kind::User, &mut |stored| {
        if let Record::User(user) = stored.record {
            known.push(user.name);
        }
        std::ops::ControlFlow::Continue(())
    })?;
    let near = nearest(given, known.iter().map(String::as_str));
    let hint = near.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
    Ok(CliError::NotFound(format!(
        "there is no user `{given}`{hint}\n`fiveply user new \"{given}\" --role rep` makes one"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::columns::Texts;
    use crate::cli::exit::Exit;

    #[test]
    fn a_book_that_lacks_names_is_refused() {
        let mut book = Book::default();
        assert!(whole(&book).is_ok());
        book.accounts.folded = Texts::full();
        let error = whole(&book).err().unwrap();
        assert!(error.to_string().contains("4 GiB"), "{error}");
        assert_eq!(error.exit(), Exit::Failed);
    }

    #[test]
    fn two_requests_of_one_moment_have_different_names() {
        assert_ne!(new_op(Moment(1)), new_op(Moment(1)));
    }
}
