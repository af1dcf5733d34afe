//! Holds how a report becomes a file: what it can be written as, what is asked for, and what came of it. The report is made
//! by the answers, and the file written by the host.

use super::ctx::Ctx;
use super::overlays::{Choice, Chooser, Confirm, Overlay, PathPrompt, Purpose};
use super::theme::Role;
use super::words::Words;
use crate::i18n::{Arg, Msg};
use crate::model::Clean;
use crate::reports::{Ask, Form};

/// A file that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportOrder {
    /// What it is to say.
    pub ask: Ask,
    /// Of which leads.
    pub filter: String,
    /// As what it is written.
    pub form: Form,
    /// Where to, as typed.
    pub file: String,
    /// Whether a file that is there may be written over.
    pub over: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportSaid {
    /// It was written.
    Written {
        /// Into which file.
        file: Clean,
        /// So many bytes.
        bytes: u64,
    },
    /// A file of this name is there already: it stays, unless that is wanted.
    There(Box<ReportOrder>),
    /// It can't be made: why, and what can be done.
    Failed(Clean),
}

/// Where a report can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlet {
    /// Into a file.
    File(Form),
    /// The table, onto the clipboard.
    Table,
    /// The command that makes the same, onto the clipboard.
    Command,
}

impl Outlet {
    /// Every one, in their order.
    pub const ALL: [Self; 6] = [
        Self::File(Form::Csv),
        Self::File(Form::Json),
        Self::File(Form::Svg),
        Self::File(Form::Html),
        Self::Table,
        Self::Command,
    ];

    const fn label(self) -> Msg {
        match self {
            Self::File(Form::Csv) => Msg::OutletCsv,
            Self::File(Form::Json) => Msg::OutletJson,
            Self::File(Form::Svg) => Msg::OutletSvg,
            Self::File(Form::Html) => Msg::OutletHtml,
            Self::Table => Msg::OutletTable,
            Self::Command => Msg::OutletCommand,
        }
    }

    const fn after(self) -> Msg {
        match self {
            Self::File(Form::Csv) => Msg::OutletCsvFor,
            Self::File(Form::Json) => Msg::OutletJsonFor,
            Self::File(Form::Svg) => Msg::OutletSvgFor,
            Self::File(Form::Html) => Msg::OutletHtmlFor,
            Self::Table | Self::Command => Msg::ListClipboard,
        }
    }

    const fn also(self) -> &'static str {
        match self {
            Self::File(form) => form.ending(),
            Self::Table => "clipboard table",
            Self::Command => "clipboard command",
        }
    }
}

/// Where it is to go, to choose from.
#[must_use]
pub fn outlets(ctx: &Ctx<'_>) -> Overlay {
    let choice = |outlet: Outlet| Choice {
        label: ctx.t(outlet.label()),
        after: ctx.t(outlet.after()),
        also: Clean::literal(outlet.also()),
        ..Choice::default()
    };
    let items = Outlet::ALL.into_iter().map(choice).collect();
    let chooser = Chooser::new(ctx.t(Msg::AskOutlet), items).numbered();
    Overlay::Picker(Purpose::Outlet, chooser)
}

/// Asks into which file.
#[must_use]
pub fn ask_file(order: ReportOrder, ctx: &Ctx<'_>) -> Overlay {
    let file = order.file.clone();
    let title = ctx.t_args(
        Msg::AskReportFile,
        &[("form", Arg::from(order.form.ending()))],
    );
    let purpose = Purpose::ReportFile(Box::new(order));
    let example = ctx.t(Msg::ExampleReportFile);
    Overlay::Path(PathPrompt::new(purpose, title, example).with(&file).fresh())
}

/// Asks whether a file is written over.
#[must_use]
pub fn ask_over(order: &ReportOrder, ctx: &Ctx<'_>) -> Overlay {
    let question = ctx.t_args(
        Msg::AskReportOver,
        &[("file", Arg::from(order.file.as_str()))],
    );
    let over = ReportOrder {
        over: true,
        ..order.clone()
    };
    Overlay::Confirm(Confirm::new(Purpose::ReportFile(Box::new(over)), question))
}

/// What is said once it is written.
#[must_use]
pub fn written(file: &Clean, bytes: u64, ctx: &Ctx<'_>) -> Words {
    let kilobytes = i64::try_from(bytes.div_ceil(1_024)).unwrap_or(i64::MAX);
    let size = Clean::from_string(format!("{} kB", ctx.locale().count(kilobytes)));
    let values = [
        ("file", file.clone(), Role::Strong),
        ("size", size, Role::Strong),
    ];
    ctx.words(Msg::ReportWritten, Role::Text, &values, &[])
}
