//! Holds everything that a key can ask for, in groups by who carries it out.
//!
//! What a key is called and where it is bound is the keymap's; what happens is the app's or a screen's.

use super::route::Route;
use crate::model::{Fate, Layer};

/// One thing that a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// The app itself.
    App(AppAction),
    /// Where the cursor goes.
    Cursor(Step),
    /// What a screen shows and how.
    View(ViewAction),
    /// What becomes of the leads that are marked, or of the one under the cursor.
    Lead(LeadAction),
    /// What becomes of a file that is imported, or of the workspace's own lists.
    Edit(EditAction),
    /// What an open overlay or line of input does.
    Typing(TypingAction),
}

impl Action {
    /// Whether a number before it says how often, how far or where.
    #[must_use]
    pub const fn takes_count(self) -> bool {
        match self {
            Self::Cursor(_) | Self::Lead(LeadAction::Forward | LeadAction::Back) => true,
            Self::App(_) | Self::View(_) | Self::Lead(_) | Self::Edit(_) | Self::Typing(_) => false,
        }
    }
}

/// What the app does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppAction {
    /// Leaves.
    Quit,
    /// Gives the terminal back to the shell for a while.
    Suspend,
    /// One step back.
    Back,
    /// To what was looked at before.
    Before,
    /// To what was looked at after it.
    After,
    /// All keys of this place.
    Help,
    /// Everything that has a name, to be found by it.
    Palette,
    /// To a screen.
    Go(Route),
    /// Begins with a made-up company.
    BeginDemo,
    /// Begins with a file.
    BeginImport,
    /// Begins with an empty workspace.
    BeginEmpty,
    /// Begins a lead.
    NewLead,
    /// Takes the last own change back.
    Undo,
    /// Makes it again.
    Redo,
    /// What was changed last, to choose from what is taken back.
    Changes,
    /// Reads and draws everything again.
    Refresh,
    /// Another theme.
    Theme,
    /// Chooses the language.
    Language,
    /// Takes the mouse, or leaves it to the terminal.
    Mouse,
    /// Begins the tour, or leaves it.
    Tour,
}

/// Where the cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// To the column at the left.
    Left,
    /// To the column at the right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

/// What a screen shows and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewAction {
    /// Types into the filter line.
    Filter,
    /// Opens what is under the cursor.
    Open,
    /// Marks leads, or takes marks off.
    Mark(MarkAction),
    /// How a list of leads is laid out.
    List(ListAction),
    /// Of which time figures are.
    Time(TimeAction),
    /// How the number under the cursor is made.
    Explain,
    /// Leads in groups, side by side.
    Group,
    /// Groups drawn to one scale, or each to its own.
    Scale,
    /// Copies what is under the cursor.
    Copy,
    /// Does what the line under the cursor is there for.
    Do,
    /// Looks at somebody else's.
    Whose,
    /// Does the same with all that the filter selects.
    Sweep,
    /// What only a page of a lead or an account does.
    Page(PageAction),
    /// What only the facets of a selection do.
    Facet(FacetAction),
    /// What only the reports do.
    Report(ReportAction),
    /// Something that only a meeting does.
    Meeting(MeetingAction),
    /// What only the page that compares does.
    Compare(CompareAction),
    /// What only the page of look-alikes does.
    Alike(AlikeAction),
    /// What becomes of saved segments.
    Segment(SegmentAction),
}

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkAction {
    /// What is under the cursor, or it is no more.
    One,
    /// All from here on; again to end it.
    Range,
    /// All that the filter selects.
    All,
    /// Nothing any more.
    Clear,
}

/// How a list of leads is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListAction {
    /// In another order.
    Sort,
    /// With other columns.
    Columns,
    /// As a board, or as a list.
    Switch,
    /// Parked leads in sight, or out of it.
    Parked,
}

/// Of which time figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeAction {
    /// The next period.
    Period,
    /// Compared with another period.
    Against,
    /// As of the end of the week before, or of the one after.
    Week(Step),
    /// Week by week while time passes, or standing still.
    Replay,
    /// Slower, or faster.
    Pace(Step),
    /// Back from an earlier day to now.
    Now,
}

/// What only the page of look-alikes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlikeAction {
    /// The trait under the cursor counts for nothing, or counts again.
    Strike,
    /// Whom they should be like: those that were won, or those that the filter selects.
    Like,
    /// Where they are sought.
    Among,
    /// To the other part.
    Part,
    /// Keeps the accounts as a segment.
    Keep,
    /// Makes a list of the accounts.
    Export,
    /// Seeks those that are like the accounts of the leads that are marked.
    Marked,
}

/// What only a meeting does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingAction {
    /// To the next page.
    Next,
    /// To the one before.
    Previous,
    /// To the page of a number, from 1.
    Page(u8),
    /// The time for this page begins anew.
    Clock,
    /// One minute more for this page.
    Longer,
    /// One minute less.
    Shorter,
    /// Other pages, in another order.
    Agenda,
    /// A decision or a hypothesis more.
    New,
    /// Says what has become of the one under the cursor.
    Settle(Fate),
    /// Takes it away.
    Remove,
    /// Tells leads apart by something else to explain a change.
    By,
    /// Reads the minutes of a meeting that was held.
    Kept,
    /// Sets what this page goes by: a target, a capacity.
    Set,
    /// Closes the meeting: its day and its minutes are kept.
    Close,
}

/// What only the reports do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportAction {
    /// To the next report.
    Next,
    /// To the one before.
    Previous,
    /// Chooses one.
    Choose,
    /// Another meaning of conversion.
    Define,
    /// Beside another period.
    Compare,
    /// Copies the command line that makes the same.
    Export,
}

/// What only the page that compares does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareAction {
    /// One more side.
    Add,
    /// One less.
    Remove,
    /// Accounts are counted, or leads.
    Unit,
}

/// What becomes of saved segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SegmentAction {
    /// Saves the filter under a name.
    Save,
    /// Saves the filter over the segment that it was.
    SaveOver,
    /// To the segments that are saved.
    List,
    /// Who entered it and who left it.
    Moved,
    /// Looks at its filter as it is written, to go on from there.
    Text,
    /// Another name.
    Rename,
    /// What is kept of it: filter, note.
    Edit,
    /// Keeps who is in it now, or lets it live again.
    Freeze,
    /// Seen by everybody, or by its owner alone.
    Share,
    /// Takes it away.
    Remove,
}

/// What only the facets of a selection do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FacetAction {
    /// Chooses the value under the cursor, or no longer.
    Toggle,
    /// Leaves it out, or no longer.
    Exclude,
    /// Begins a range of values, or ends it.
    Range,
    /// From this value on.
    From,
    /// Up to this value.
    UpTo,
    /// Says nothing more of the field.
    Clear,
    /// Looks for values of the facet.
    Find,
    /// One facet alone, or all again.
    Large,
    /// To the next facet.
    Next,
    /// To the one before.
    Previous,
    /// Accounts are counted, or leads.
    Unit,
    /// Values that win most come first, or those that are most.
    Order,
    /// Which facets are seen, and in which order.
    Choose,
    /// The leads that are selected, as a list.
    Leads,
    /// A list for mail, e-mail, calls or a calendar is made of what is selected.
    Export,
}

/// What only a page of a lead or an account does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageAction {
    /// Copies all of it.
    CopyAll,
    /// To the account of a lead.
    Account,
    /// To the next lead of the list that one came from.
    NextLead,
    /// To the previous one.
    PreviousLead,
    /// To the other part.
    Part,
    /// Shows what was taken back, or not.
    TakenBack,
    /// Types into the field under the cursor.
    Edit,
    /// Opens the note in the reader's own editor.
    Note,
    /// The milestone under the cursor is reached, or not after all.
    Tick,
    /// One more person at the account.
    NewContact,
}

/// What becomes of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeadAction {
    /// To the layer below.
    Forward,
    /// To the layer above.
    Back,
    /// To this layer.
    To(Layer),
    /// Closed with a deal.
    Win,
    /// Closed without.
    Lose,
    /// Not now.
    Park,
    /// Back from parked.
    Wake,
    /// Begun again after it was won or lost.
    Reopen,
    /// To somebody else.
    Assign,
    /// To a rep, who has to say yes or no.
    Handover,
    /// Yes to what was handed over.
    Accept,
    /// No to what was handed over.
    Return,
    /// What sales says about it.
    Feedback,
    /// What marketing replies to that.
    Reply,
    /// What is done next.
    NextStep,
    /// What was to be done is done.
    StepDone,
}

/// What becomes of a file that is imported, or of the workspace's own lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditAction {
    /// Another file.
    File,
    /// What its rows are.
    What,
    /// What becomes of rows whose record is there.
    Duplicates,
    /// How its dates are read.
    Dates,
    /// How its numbers are read.
    Decimals,
    /// A column is not read, or read again.
    Ignore,
    /// Everything is tried and nothing is kept.
    Try,
    /// What was left out is kept as a file.
    KeepReport,
    /// The decisions are kept under a name.
    KeepProfile,
    /// One more on a list.
    Add,
    /// Offered no more, or again.
    Retire,
    /// One less on a list.
    Remove,
    /// One place down.
    Lower,
    /// One place up.
    Raise,
    /// To another team.
    Team,
}

/// What an open overlay or line of input does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TypingAction {
    /// Takes it.
    Accept,
    /// Closes without.
    Dismiss,
    /// Takes the first suggestion into the line, or goes to the next field.
    Complete,
    /// To the suggestion or the field before.
    Previous,
}
