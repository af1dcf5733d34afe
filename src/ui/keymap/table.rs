//! Holds the one table of keys: everything that can be asked for, its name, its keys, where it holds, and its hint.
//!
//! The hint line, the help, the settings' names and the table in the README all come from here. What a row does is
//! elsewhere; here is no behaviour.

use super::super::action::{
    Action, AlikeAction, AppAction, CompareAction, EditAction, FacetAction, LeadAction, ListAction,
    MarkAction, MeetingAction, PageAction, ReportAction, SegmentAction, Step, TimeAction,
    TypingAction, ViewAction,
};
use super::super::route::Route;
use crate::i18n::Msg;
use crate::model::{Fate, Layer};

/// Where a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// Where lines can be gone through.
    Lines,
    /// Where lines have columns to go through.
    Columns,
    /// Where figures are of a period, and of groups.
    Figures,
    /// On the funnel.
    Funnel,
    /// On the facets of a selection.
    Segments,
    /// On the reports.
    Insights,
    /// In a meeting.
    Meeting,
    /// Where segments are side by side.
    Compare,
    /// On look-alikes.
    Alike,
    /// Where leads can be worked on.
    Leads,
    /// Where leads are listed.
    List,
    /// Where a file is brought in.
    Import,
    /// On what there is to do today.
    Today,
    /// Where there is no workspace yet.
    Start,
    /// Where the workspace's definitions are.
    Settings,
    /// On the page of a lead or an account.
    Page,
    /// On the segments that are saved.
    Saved,
    /// On who entered a segment and who left it.
    Moved,
    /// While an overlay or a line of input is open.
    Typing,
}

impl Context {
    /// Every context, as help and README list them.
    pub const ALL: [Self; 20] = [
        Self::Everywhere,
        Self::Lines,
        Self::Columns,
        Self::Figures,
        Self::Funnel,
        Self::Segments,
        Self::Insights,
        Self::Meeting,
        Self::Compare,
        Self::Alike,
        Self::Leads,
        Self::List,
        Self::Import,
        Self::Today,
        Self::Start,
        Self::Settings,
        Self::Page,
        Self::Saved,
        Self::Moved,
        Self::Typing,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Everywhere => Msg::ContextEverywhere,
            Self::Lines => Msg::ContextLines,
            Self::Columns => Msg::ContextColumns,
            Self::Figures => Msg::ContextFigures,
            Self::Funnel => Msg::ContextFunnel,
            Self::Segments => Msg::ContextSegments,
            Self::Insights => Msg::ContextInsights,
            Self::Meeting => Msg::ContextMeeting,
            Self::Compare => Msg::ContextCompare,
            Self::Alike => Msg::ContextAlike,
            Self::Leads => Msg::ContextLeads,
            Self::List => Msg::ContextList,
            Self::Import => Msg::ContextImport,
            Self::Today => Msg::ContextToday,
            Self::Start => Msg::ScreenStart,
            Self::Settings => Msg::ContextSettings,
            Self::Page => Msg::ContextPage,
            Self::Saved => Msg::ContextSaved,
            Self::Moved => Msg::ContextMoved,
            Self::Typing => Msg::ContextTyping,
        }
    }
}

/// What the bottom line says of a row; rows with the same label share one hint (`H L move`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// The higher, the longer it stays as the window narrows.
    pub priority: u8,
    /// One word.
    pub label: Msg,
}

/// One thing that a key can ask for.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is asked for.
    pub action: Action,
    /// Its name in settings.
    pub id: &'static str,
    /// Its keys, unless the settings say otherwise.
    pub keys: &'static [&'static str],
    /// Where it holds.
    pub context: Context,
    /// What it does, in a few words.
    pub label: Msg,
    /// Its place in the bottom line.
    pub hint: Option<Hint>,
}

/// Writes the table a row a line: `"name" [keys] where => what is asked for, what it does, hint priority word;`.
macro_rules! rows {
    ($($id:literal [$($key:literal),*] $context:ident => $action:expr, $label:expr $(, hint $priority:literal $word:expr)?;)*) => {
        &[$(Row {
            action: $action,
            id: $id,
            keys: &[$($key),*],
            context: Context::$context,
            label: $label,
            hint: rows!(@ $($priority $word)?),
        }),*]
    };
    (@ $priority:literal $word:expr) => {
        Some(Hint { priority: $priority, label: $word })
    };
    (@) => {
        None
    };
}

use Action::{App, Cursor, Edit, Lead, Typing, View};

/// Every row, in the order of the hint line and the help.
#[rustfmt::skip]
pub const TABLE: &[Row] = rows! {
    "filter"              ["/"]                          Everywhere => View(ViewAction::Filter),                                         Msg::ActFilter, hint 90 Msg::HintFilter;
    "do"                  ["d"]                          Today      => View(ViewAction::Do),                                             Msg::ActDo, hint 88 Msg::HintDo;
    "lead-back"           ["H", "<"]                     Leads      => Lead(LeadAction::Back),                                           Msg::ActLeadBack, hint 85 Msg::HintMove;
    "lead-forward"        ["L", ">"]                     Leads      => Lead(LeadAction::Forward),                                        Msg::ActLeadForward, hint 85 Msg::HintMove;
    "lead-to-1"           ["m 1"]                        Leads      => Lead(LeadAction::To(Layer::Potential)),                           Msg::ActLeadTo1;
    "lead-to-2"           ["m 2"]                        Leads      => Lead(LeadAction::To(Layer::Interested)),                          Msg::ActLeadTo2;
    "lead-to-3"           ["m 3"]                        Leads      => Lead(LeadAction::To(Layer::Intent)),                              Msg::ActLeadTo3;
    "lead-to-4"           ["m 4"]                        Leads      => Lead(LeadAction::To(Layer::HighIntent)),                          Msg::ActLeadTo4;
    "lead-to-5"           ["m 5"]                        Leads      => Lead(LeadAction::To(Layer::NearCustomer)),                        Msg::ActLeadTo5;
    "feedback"            ["f"]                          Leads      => Lead(LeadAction::Feedback),                                       Msg::ActFeedback, hint 70 Msg::HintFeedback;
    "reply"               ["r"]                          Leads      => Lead(LeadAction::Reply),                                          Msg::ActReply, hint 42 Msg::HintReply;
    "win"                 ["w"]                          Leads      => Lead(LeadAction::Win),                                            Msg::ActWin, hint 80 Msg::HintWin;
    "lose"                ["x"]                          Leads      => Lead(LeadAction::Lose),                                           Msg::ActLose, hint 80 Msg::HintLose;
    "park"                ["p"]                          Leads      => Lead(LeadAction::Park),                                           Msg::ActPark, hint 75 Msg::HintPark;
    "wake"                ["W"]                          Leads      => Lead(LeadAction::Wake),                                           Msg::ActWake;
    "reopen"              ["X"]                          Leads      => Lead(LeadAction::Reopen),                                         Msg::ActReopen, hint 72 Msg::HintReopen;
    "assign"              ["a"]                          Leads      => Lead(LeadAction::Assign),                                         Msg::ActAssign, hint 58 Msg::HintAssign;
    "whose"               ["o"]                          Today      => View(ViewAction::Whose),                                          Msg::ActWhose, hint 45 Msg::HintWhose;
    "lead-handover"       ["O"]                          Leads      => Lead(LeadAction::Handover),                                       Msg::ActLeadHandover;
    "lead-accept"         ["A"]                          Leads      => Lead(LeadAction::Accept),                                         Msg::ActLeadAccept;
    "lead-return"         ["R"]                          Leads      => Lead(LeadAction::Return),                                         Msg::ActLeadReturn;
    "next-step"           ["n"]                          Leads      => Lead(LeadAction::NextStep),                                       Msg::ActNextStep, hint 60 Msg::HintNextStep;
    "step-done"           ["D"]                          Leads      => Lead(LeadAction::StepDone),                                       Msg::ActStepDone;
    "all"                 ["B"]                          List       => View(ViewAction::Sweep),                                          Msg::ActSweep, hint 38 Msg::HintSweep;
    "mark"                ["Space"]                      List       => View(ViewAction::Mark(MarkAction::One)),                          Msg::ActMark, hint 50 Msg::HintMark;
    "mark-range"          ["V"]                          List       => View(ViewAction::Mark(MarkAction::Range)),                        Msg::ActMarkRange;
    "mark-all"            ["*"]                          List       => View(ViewAction::Mark(MarkAction::All)),                          Msg::ActMarkAll;
    "unmark"              ["-"]                          List       => View(ViewAction::Mark(MarkAction::Clear)),                        Msg::ActUnmark;
    "sort"                ["s"]                          List       => View(ViewAction::List(ListAction::Sort)),                         Msg::ActSort, hint 40 Msg::HintSort;
    "columns"             ["c"]                          List       => View(ViewAction::List(ListAction::Columns)),                      Msg::ActColumns;
    "board-or-list"       ["v"]                          List       => View(ViewAction::List(ListAction::Switch)),                       Msg::ActSwitch, hint 45 Msg::HintSwitch;
    "show-parked"         ["P"]                          List       => View(ViewAction::List(ListAction::Parked)),                       Msg::ActParked;
    "period"              ["t"]                          Figures    => View(ViewAction::Time(TimeAction::Period)),                       Msg::ActPeriod, hint 62 Msg::HintPeriod;
    "facet-toggle"        ["Space"]                      Segments   => View(ViewAction::Facet(FacetAction::Toggle)),                     Msg::ActFacetToggle, hint 88 Msg::HintFacetToggle;
    "facet-exclude"       ["x", "-"]                     Segments   => View(ViewAction::Facet(FacetAction::Exclude)),                    Msg::ActFacetExclude, hint 80 Msg::HintFacetExclude;
    "facet-range"         ["v"]                          Segments   => View(ViewAction::Facet(FacetAction::Range)),                      Msg::ActFacetRange, hint 58 Msg::HintFacetRange;
    "facet-from"          ["<"]                          Segments   => View(ViewAction::Facet(FacetAction::From)),                       Msg::ActFacetFrom;
    "facet-up-to"         [">"]                          Segments   => View(ViewAction::Facet(FacetAction::UpTo)),                       Msg::ActFacetUpTo;
    "facet-clear"         ["Backspace"]                  Segments   => View(ViewAction::Facet(FacetAction::Clear)),                      Msg::ActFacetClear;
    "facet-find"          ["f"]                          Segments   => View(ViewAction::Facet(FacetAction::Find)),                       Msg::ActFacetFind, hint 60 Msg::HintFacetFind;
    "facet-large"         ["z"]                          Segments   => View(ViewAction::Facet(FacetAction::Large)),                      Msg::ActFacetLarge, hint 50 Msg::HintFacetLarge;
    "facet-next"          ["Tab"]                        Segments   => View(ViewAction::Facet(FacetAction::Next)),                       Msg::ActFacetNext, hint 70 Msg::HintFacetNext;
    "facet-previous"      ["Shift-Tab"]                  Segments   => View(ViewAction::Facet(FacetAction::Previous)),                   Msg::ActFacetPrevious;
    "segment-unit"        ["a"]                          Segments   => View(ViewAction::Facet(FacetAction::Unit)),                       Msg::ActSegmentUnit, hint 62 Msg::HintSegmentUnit;
    "segment-leads"       ["o"]                          Segments   => View(ViewAction::Facet(FacetAction::Leads)),                      Msg::ActSegmentLeads, hint 64 Msg::HintSegmentLeads;
    "facet-order"         ["s"]                          Segments   => View(ViewAction::Facet(FacetAction::Order)),                      Msg::ActFacetOrder, hint 48 Msg::HintSort;
    "facets"              ["c"]                          Segments   => View(ViewAction::Facet(FacetAction::Choose)),                     Msg::ActFacets, hint 45 Msg::HintFacets;
    "report-next"         ["Tab"]                        Insights   => View(ViewAction::Report(ReportAction::Next)),                     Msg::ActReportNext, hint 88 Msg::HintReportNext;
    "report-previous"     ["Shift-Tab"]                  Insights   => View(ViewAction::Report(ReportAction::Previous)),                 Msg::ActReportPrevious;
    "reports"             ["r"]                          Insights   => View(ViewAction::Report(ReportAction::Choose)),                   Msg::ActReports, hint 63 Msg::HintReports;
    "report-define"       ["d"]                          Insights   => View(ViewAction::Report(ReportAction::Define)),                   Msg::ActReportDefine, hint 60 Msg::HintReportDefine;
    "report-compare"      ["c"]                          Insights   => View(ViewAction::Report(ReportAction::Compare)),                  Msg::ActReportCompare, hint 58 Msg::HintAgainst;
    "report-export"       ["E"]                          Insights   => View(ViewAction::Report(ReportAction::Export)),                   Msg::ActReportExport, hint 57 Msg::HintReportExport;
    "meeting-previous"    ["Left", "h", "Shift-Tab"]     Meeting    => View(ViewAction::Meeting(MeetingAction::Previous)),               Msg::ActMeetingPrevious, hint 90 Msg::HintMeetingPage;
    "meeting-next"        ["Right", "l", "Tab", "Space"] Meeting    => View(ViewAction::Meeting(MeetingAction::Next)),                   Msg::ActMeetingNext, hint 90 Msg::HintMeetingPage;
    "meeting-new"         ["n"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::New)),                    Msg::ActMeetingNew, hint 86 Msg::HintMeetingNew;
    "meeting-done"        ["d"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Settle(Fate::Done))),     Msg::ActMeetingDone, hint 84 Msg::HintMeetingDone;
    "meeting-true"        ["c"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Settle(Fate::CameTrue))), Msg::ActMeetingTrue, hint 83 Msg::HintMeetingTrue;
    "meeting-not-true"    ["x"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Settle(Fate::NotTrue))),  Msg::ActMeetingNotTrue, hint 82 Msg::HintMeetingNotTrue;
    "meeting-drop"        ["z"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Settle(Fate::Dropped))),  Msg::ActMeetingDrop;
    "meeting-reopen"      ["r"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Settle(Fate::Open))),     Msg::ActMeetingReopen;
    "meeting-remove"      ["X"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Remove)),                 Msg::ActMeetingRemove;
    "meeting-by"          ["b"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::By)),                     Msg::ActMeetingBy, hint 78 Msg::HintMeetingBy;
    "meeting-set"         ["o"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Set)),                    Msg::ActMeetingSet, hint 79 Msg::HintMeetingSet;
    "meeting-close"       ["e"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Close)),                  Msg::ActMeetingClose, hint 58 Msg::HintMeetingClose;
    "meeting-kept"        ["m"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Kept)),                   Msg::ActMeetingKept, hint 57 Msg::HintMeetingKept;
    "meeting-agenda"      ["a"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Agenda)),                 Msg::ActMeetingAgenda, hint 56 Msg::HintMeetingAgenda;
    "meeting-page-1"      ["g 1"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(1))),                Msg::ActMeetingPage;
    "meeting-page-2"      ["g 2"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(2))),                Msg::ActMeetingPage;
    "meeting-page-3"      ["g 3"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(3))),                Msg::ActMeetingPage;
    "meeting-page-4"      ["g 4"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(4))),                Msg::ActMeetingPage;
    "meeting-page-5"      ["g 5"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(5))),                Msg::ActMeetingPage;
    "meeting-page-6"      ["g 6"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(6))),                Msg::ActMeetingPage;
    "meeting-page-7"      ["g 7"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(7))),                Msg::ActMeetingPage;
    "meeting-page-8"      ["g 8"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(8))),                Msg::ActMeetingPage;
    "meeting-page-9"      ["g 9"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(9))),                Msg::ActMeetingPage;
    "meeting-page-10"     ["g 0"]                        Meeting    => View(ViewAction::Meeting(MeetingAction::Page(10))),               Msg::ActMeetingPage;
    "meeting-longer"      ["+"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Longer)),                 Msg::ActMeetingLonger;
    "meeting-shorter"     ["-"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Shorter)),                Msg::ActMeetingShorter;
    "meeting-week-before" [","]                          Meeting    => View(ViewAction::Time(TimeAction::Week(Step::Left))),             Msg::ActWeekBefore, hint 33 Msg::HintWeeks;
    "meeting-week-after"  ["."]                          Meeting    => View(ViewAction::Time(TimeAction::Week(Step::Right))),            Msg::ActWeekAfter, hint 33 Msg::HintWeeks;
    "meeting-clock"       ["t"]                          Meeting    => View(ViewAction::Meeting(MeetingAction::Clock)),                  Msg::ActMeetingClock, hint 54 Msg::HintMeetingClock;
    "compare"             ["C"]                          Segments   => App(AppAction::Go(Route::Compare)),                               Msg::ActCompare, hint 56 Msg::HintCompare;
    "segment-export"      ["E"]                          Segments   => View(ViewAction::Facet(FacetAction::Export)),                     Msg::ActSegmentExport, hint 52 Msg::HintSegmentExport;
    "segment-all"         ["B"]                          Segments   => View(ViewAction::Sweep),                                          Msg::ActSweep, hint 53 Msg::HintSweep;
    "saved-all"           ["B"]                          Saved      => View(ViewAction::Sweep),                                          Msg::ActSweep, hint 54 Msg::HintSweep;
    "alike"               ["A"]                          Segments   => App(AppAction::Go(Route::Alike)),                                 Msg::ActAlike, hint 54 Msg::HintAlike;
    "alike-marked"        ["~"]                          List       => View(ViewAction::Alike(AlikeAction::Marked)),                     Msg::ActAlikeMarked;
    "alike-strike"        ["Space", "x"]                 Alike      => View(ViewAction::Alike(AlikeAction::Strike)),                     Msg::ActAlikeStrike, hint 80 Msg::HintAlikeStrike;
    "alike-like"          ["b"]                          Alike      => View(ViewAction::Alike(AlikeAction::Like)),                       Msg::ActAlikeLike, hint 68 Msg::HintAlikeLike;
    "alike-among"         ["m"]                          Alike      => View(ViewAction::Alike(AlikeAction::Among)),                      Msg::ActAlikeAmong, hint 66 Msg::HintAlikeAmong;
    "alike-keep"          ["w"]                          Alike      => View(ViewAction::Alike(AlikeAction::Keep)),                       Msg::ActAlikeKeep, hint 74 Msg::HintAlikeKeep;
    "alike-export"        ["E"]                          Alike      => View(ViewAction::Alike(AlikeAction::Export)),                     Msg::ActSegmentExport, hint 64 Msg::HintSegmentExport;
    "alike-part"          ["Tab"]                        Alike      => View(ViewAction::Alike(AlikeAction::Part)),                       Msg::ActAlikePart, hint 64 Msg::HintAlikePart;
    "compare-add"         ["n", "+"]                     Compare    => View(ViewAction::Compare(CompareAction::Add)),                    Msg::ActCompareAdd, hint 80 Msg::HintCompareAdd;
    "compare-remove"      ["x"]                          Compare    => View(ViewAction::Compare(CompareAction::Remove)),                 Msg::ActCompareRemove, hint 70 Msg::HintCompareRemove;
    "compare-unit"        ["a"]                          Compare    => View(ViewAction::Compare(CompareAction::Unit)),                   Msg::ActSegmentUnit, hint 60 Msg::HintSegmentUnit;
    "segment-save"        ["w"]                          Segments   => View(ViewAction::Segment(SegmentAction::Save)),                   Msg::ActSegmentSave, hint 66 Msg::HintSegmentSave;
    "segment-save-over"   ["W"]                          Segments   => View(ViewAction::Segment(SegmentAction::SaveOver)),               Msg::ActSegmentSaveOver, hint 67 Msg::HintSegmentSaveOver;
    "segment-list"        ["e"]                          Segments   => View(ViewAction::Segment(SegmentAction::List)),                   Msg::ActSegmentList, hint 65 Msg::HintSegmentList;
    "segment-moved"       ["d"]                          Segments   => View(ViewAction::Segment(SegmentAction::Moved)),                  Msg::ActSegmentMoved;
    "saved-moved"         ["d"]                          Saved      => View(ViewAction::Segment(SegmentAction::Moved)),                  Msg::ActSegmentMoved, hint 75 Msg::HintSegmentMoved;
    "saved-text"          ["t"]                          Saved      => View(ViewAction::Segment(SegmentAction::Text)),                   Msg::ActSegmentText, hint 70 Msg::HintSegmentText;
    "saved-rename"        ["r"]                          Saved      => View(ViewAction::Segment(SegmentAction::Rename)),                 Msg::ActSegmentRename, hint 52 Msg::HintSegmentRename;
    "saved-edit"          ["e"]                          Saved      => View(ViewAction::Segment(SegmentAction::Edit)),                   Msg::ActSegmentEdit, hint 62 Msg::HintEdit;
    "saved-freeze"        ["z"]                          Saved      => View(ViewAction::Segment(SegmentAction::Freeze)),                 Msg::ActSegmentFreeze, hint 60 Msg::HintSegmentFreeze;
    "saved-share"         ["p"]                          Saved      => View(ViewAction::Segment(SegmentAction::Share)),                  Msg::ActSegmentShare, hint 58 Msg::HintSegmentShare;
    "saved-remove"        ["X"]                          Saved      => View(ViewAction::Segment(SegmentAction::Remove)),                 Msg::ActSegmentRemove, hint 50 Msg::HintSegmentRemove;
    "moved-since"         ["d"]                          Moved      => View(ViewAction::Segment(SegmentAction::Moved)),                  Msg::ActMovedSince, hint 80 Msg::HintMovedSince;
    "import-try"          ["d"]                          Import     => Edit(EditAction::Try),                                            Msg::ActImportTry, hint 88 Msg::HintImportTry;
    "import-ignore"       ["x"]                          Import     => Edit(EditAction::Ignore),                                         Msg::ActImportIgnore, hint 80 Msg::HintImportIgnore;
    "import-what"         ["t"]                          Import     => Edit(EditAction::What),                                           Msg::ActImportWhat, hint 70 Msg::HintImportWhat;
    "import-there"        ["a"]                          Import     => Edit(EditAction::Duplicates),                                     Msg::ActImportThere, hint 60 Msg::HintImportThere;
    "import-dates"        ["D"]                          Import     => Edit(EditAction::Dates),                                          Msg::ActImportDates, hint 58 Msg::HintImportDates;
    "import-decimals"     ["."]                          Import     => Edit(EditAction::Decimals),                                       Msg::ActImportDecimals, hint 57 Msg::HintImportDecimals;
    "import-report"       ["w"]                          Import     => Edit(EditAction::KeepReport),                                     Msg::ActImportReport, hint 75 Msg::HintImportReport;
    "import-profile"      ["p"]                          Import     => Edit(EditAction::KeepProfile),                                    Msg::ActImportProfile, hint 45 Msg::HintImportProfile;
    "section-before"      ["h", "Left", "Shift-Tab"]     Settings   => Cursor(Step::Left),                                               Msg::ActSectionBefore, hint 75 Msg::HintSection;
    "section-after"       ["l", "Right", "Tab"]          Settings   => Cursor(Step::Right),                                              Msg::ActSectionAfter, hint 75 Msg::HintSection;
    "setting-add"         ["o"]                          Settings   => Edit(EditAction::Add),                                            Msg::ActSettingAdd, hint 80 Msg::HintSettingAdd;
    "setting-retire"      ["x"]                          Settings   => Edit(EditAction::Retire),                                         Msg::ActSettingRetire, hint 78 Msg::HintSettingRetire;
    "setting-remove"      ["X"]                          Settings   => Edit(EditAction::Remove),                                         Msg::ActSettingRemove;
    "setting-team"        ["m"]                          Settings   => Edit(EditAction::Team),                                           Msg::ActSettingTeam, hint 70 Msg::HintSettingTeam;
    "setting-lower"       ["J"]                          Settings   => Edit(EditAction::Lower),                                          Msg::ActSettingLower, hint 60 Msg::HintSettingOrder;
    "setting-raise"       ["K"]                          Settings   => Edit(EditAction::Raise),                                          Msg::ActSettingRaise, hint 60 Msg::HintSettingOrder;
    "import-file"         ["o"]                          Import     => Edit(EditAction::File),                                           Msg::ActImportFile, hint 76 Msg::HintImportFile;
    "open"                ["Enter"]                      Lines      => View(ViewAction::Open),                                           Msg::ActOpen, hint 65 Msg::HintOpen;
    "against"             ["c"]                          Funnel     => View(ViewAction::Time(TimeAction::Against)),                      Msg::ActAgainst, hint 62 Msg::HintAgainst;
    "week-before"         [","]                          Figures    => View(ViewAction::Time(TimeAction::Week(Step::Left))),             Msg::ActWeekBefore, hint 33 Msg::HintWeeks;
    "week-after"          ["."]                          Figures    => View(ViewAction::Time(TimeAction::Week(Step::Right))),            Msg::ActWeekAfter, hint 33 Msg::HintWeeks;
    "replay"              ["Space"]                      Funnel     => View(ViewAction::Time(TimeAction::Replay)),                       Msg::ActReplay, hint 3 Msg::HintReplay;
    "replay-slower"       ["-"]                          Funnel     => View(ViewAction::Time(TimeAction::Pace(Step::Left))),             Msg::ActSlower;
    "replay-faster"       ["+"]                          Funnel     => View(ViewAction::Time(TimeAction::Pace(Step::Right))),            Msg::ActFaster;
    "explain"             ["="]                          Lines      => View(ViewAction::Explain),                                        Msg::ActExplain, hint 64 Msg::HintExplain;
    "now"                 [";"]                          Lines      => View(ViewAction::Time(TimeAction::Now)),                          Msg::ActNow, hint 89 Msg::HintNow;
    "group"               ["b"]                          Figures    => View(ViewAction::Group),                                          Msg::ActGroup, hint 61 Msg::HintGroup;
    "scale"               ["s"]                          Funnel     => View(ViewAction::Scale),                                          Msg::ActScale, hint 35 Msg::HintScale;
    "copy"                ["y"]                          Lines      => View(ViewAction::Copy),                                           Msg::ActCopy, hint 30 Msg::HintCopy;
    "next-lead"           ["J"]                          Page       => View(ViewAction::Page(PageAction::NextLead)),                     Msg::ActNextLead, hint 45 Msg::HintNeighbour;
    "previous-lead"       ["K"]                          Page       => View(ViewAction::Page(PageAction::PreviousLead)),                 Msg::ActPreviousLead, hint 45 Msg::HintNeighbour;
    "account"             ["C"]                          Leads      => View(ViewAction::Page(PageAction::Account)),                      Msg::ActAccount, hint 44 Msg::HintAccount;
    "edit"                ["e"]                          Page       => View(ViewAction::Page(PageAction::Edit)),                         Msg::ActEdit, hint 62 Msg::HintEdit;
    "edit-note"           ["E"]                          Page       => View(ViewAction::Page(PageAction::Note)),                         Msg::ActNote, hint 42 Msg::HintNote;
    "tick"                ["Space"]                      Page       => View(ViewAction::Page(PageAction::Tick)),                         Msg::ActTick, hint 63 Msg::HintTick;
    "new-contact"         ["c"]                          Page       => View(ViewAction::Page(PageAction::NewContact)),                   Msg::ActNewContact, hint 43 Msg::HintNewContact;
    "part"                ["Tab"]                        Page       => View(ViewAction::Page(PageAction::Part)),                         Msg::ActPart;
    "taken-back"          ["z"]                          Page       => View(ViewAction::Page(PageAction::TakenBack)),                    Msg::ActTakenBack;
    "copy-all"            ["Y"]                          Page       => View(ViewAction::Page(PageAction::CopyAll)),                      Msg::ActCopyAll;
    "cursor-down"         ["j", "Down"]                  Lines      => Cursor(Step::Down),                                               Msg::ActCursorDown;
    "cursor-up"           ["k", "Up"]                    Lines      => Cursor(Step::Up),                                                 Msg::ActCursorUp;
    "cursor-left"         ["h", "Left"]                  Columns    => Cursor(Step::Left),                                               Msg::ActCursorLeft;
    "cursor-right"        ["l", "Right"]                 Columns    => Cursor(Step::Right),                                              Msg::ActCursorRight;
    "page-down"           ["PageDown", "Ctrl-d"]         Lines      => Cursor(Step::PageDown),                                           Msg::ActPageDown;
    "page-up"             ["PageUp", "Ctrl-u"]           Lines      => Cursor(Step::PageUp),                                             Msg::ActPageUp;
    "first"               ["gg", "Home"]                 Lines      => Cursor(Step::First),                                              Msg::ActFirst;
    "last"                ["G", "End"]                   Lines      => Cursor(Step::Last),                                               Msg::ActLast;
    "go-today"            ["1"]                          Everywhere => App(AppAction::Go(Route::Today)),                                 Msg::ActGoToday;
    "begin-demo"          ["d"]                          Start      => App(AppAction::BeginDemo),                                        Msg::ActBeginDemo, hint 95 Msg::HintBeginDemo;
    "begin-import"        ["i"]                          Start      => App(AppAction::BeginImport),                                      Msg::ActBeginImport, hint 94 Msg::HintBeginImport;
    "begin-empty"         ["e"]                          Start      => App(AppAction::BeginEmpty),                                       Msg::ActBeginEmpty, hint 93 Msg::HintBeginEmpty;
    "go-funnel"           ["2"]                          Everywhere => App(AppAction::Go(Route::Funnel)),                                Msg::ActGoFunnel;
    "go-pipeline"         ["3"]                          Everywhere => App(AppAction::Go(Route::Pipeline)),                              Msg::ActGoPipeline;
    "go-segments"         ["4"]                          Everywhere => App(AppAction::Go(Route::Segments)),                              Msg::ActGoSegments;
    "go-insights"         ["6"]                          Everywhere => App(AppAction::Go(Route::Insights)),                              Msg::ActGoInsights;
    "go-meeting"          ["7"]                          Everywhere => App(AppAction::Go(Route::Meeting)),                               Msg::ActGoMeeting;
    "go-settings"         ["0"]                          Everywhere => App(AppAction::Go(Route::Settings)),                              Msg::ActGoSettings;
    "go-import"           ["I"]                          Everywhere => App(AppAction::Go(Route::Import)),                                Msg::ActGoImport;
    "new-lead"            ["N"]                          Everywhere => App(AppAction::NewLead),                                          Msg::ActNewLead, hint 4 Msg::HintNewLead;
    "undo"                ["u", "Ctrl-z"]                Everywhere => App(AppAction::Undo),                                             Msg::ActUndo, hint 55 Msg::HintUndo;
    "redo"                ["Ctrl-r"]                     Everywhere => App(AppAction::Redo),                                             Msg::ActRedo;
    "changes"             ["U"]                          Everywhere => App(AppAction::Changes),                                          Msg::ActChanges;
    "refresh"             ["Ctrl-l"]                     Everywhere => App(AppAction::Refresh),                                          Msg::ActRefresh;
    "theme"               ["T"]                          Everywhere => App(AppAction::Theme),                                            Msg::ActTheme;
    "language"            ["S"]                          Everywhere => App(AppAction::Language),                                         Msg::ActLanguage;
    "mouse"               ["M"]                          Everywhere => App(AppAction::Mouse),                                            Msg::ActMouse;
    "tour"                ["F2"]                         Everywhere => App(AppAction::Tour),                                             Msg::ActTour;
    "back"                ["Esc"]                        Everywhere => App(AppAction::Back),                                             Msg::ActBack;
    "before"              ["["]                          Everywhere => App(AppAction::Before),                                           Msg::ActBefore;
    "after"            ["]"]                         Everywhere => App(AppAction::After),                     Msg::ActAfter;
    "suspend"          ["Z"]              Everywhere => App(AppAction::Suspend),        Msg::ActSuspend;
    "quit"             ["q", "Ctrl-c"]    Everywhere => App(AppAction::Quit),           Msg::ActQuit, hint 20 Msg::HintQuit;
    "palette"          [":", "Ctrl-p"]    Everywhere => App(AppAction::Palette),        Msg::ActPalette;
    "help"             ["?", "F1"]        Everywhere => App(AppAction::Help),           Msg::ActHelp, hint 100 Msg::HintHelp;
    "accept"           ["Enter"]          Typing     => Typing(TypingAction::Accept),   Msg::ActAccept, hint 90 Msg::HintAccept;
    "dismiss"          ["Esc", "Ctrl-c"]  Typing     => Typing(TypingAction::Dismiss),  Msg::ActDismiss, hint 80 Msg::HintDismiss;
    "complete"         ["Tab"]            Typing     => Typing(TypingAction::Complete), Msg::ActComplete, hint 85 Msg::HintComplete;
    "previous"         ["Shift-Tab"]      Typing     => Typing(TypingAction::Previous), Msg::ActPrevious;
    "choice-down"      ["Down", "Ctrl-n"] Typing     => Cursor(Step::Down),             Msg::ActCursorDown;
    "choice-up"        ["Up", "Ctrl-p"]   Typing     => Cursor(Step::Up),               Msg::ActCursorUp;
    "choice-page-down" ["PageDown"]       Typing     => Cursor(Step::PageDown),         Msg::ActPageDown;
    "choice-page-up"   ["PageUp"]         Typing     => Cursor(Step::PageUp),           Msg::ActPageUp;
};
