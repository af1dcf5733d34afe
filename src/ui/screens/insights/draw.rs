//! Holds how a report is drawn: the reports' names, what is counted, the table, and the chosen column's figures on a scale.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::sheet::{Figure, Mark, Sheet, SheetLine};
use super::strip::{Strip, shade};
use super::{Insights, Report};
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::paint::{Pen, cells};
use crate::ui::screens::figures::marked;
use crate::ui::theme::Role;
use crate::ui::widgets::{Column, Placed, place, wrap};
use crate::ui::words::Words;

/// Where everything stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    tabs: Rect,
    definition: Rect,
    heads: Rect,
    pub(super) lines: Rect,
    /// The rows from a line to the next.
    pub(super) pitch: u16,
    has_axis: bool,
    told: Rect,
}

impl Layout {
    /// Where everything stands under a definition of so many lines, for a table of so many.
    pub(super) fn of(body: Rect, definition: u16, many: usize) -> Self {
        let roomy = body.height >= 14;
        let first = body.y + 1 + u16::from(roomy);
        let definition = if roomy { definition } else { 1 };
        let heads = first + definition + u16::from(roomy);
        let told = body.bottom().saturating_sub(1);
        let end = if roomy { told.saturating_sub(2) } else { told };
        let height = end.saturating_sub(heads + 1);
        let at = |y: u16, height: u16| Rect::new(body.x, y, body.width, height).intersection(body);
        // A short table in a high window is set apart, and its bars with it.
        let fits = |pitch: &u16| usize::from(height) >= many * usize::from(*pitch);
        let pitch = [3, 2].into_iter().find(fits);
        Self {
            tabs: at(body.y, 1),
            definition: at(first, definition),
            heads: at(heads, 1),
            lines: at(heads + 1, height),
            pitch: pitch.filter(|_| roomy && many > 1).unwrap_or(1),
            has_axis: roomy,
            told: if roomy { at(told - 1, 2) } else { at(told, 1) },
        }
    }

    /// How many lines are seen.
    pub(super) fn seen(&self) -> usize {
        usize::from(self.lines.height / self.pitch)
    }
}

/// What a column of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Col {
    Label,
    Figure(usize),
    Aside,
    Open,
    Strip,
}

/// The columns that fit; the chosen one always does, and its neighbours stay longest.
fn columns(sheet: &Sheet, chosen: usize, area: Rect, ctx: &Ctx<'_>) -> Vec<Placed<Col>> {
    let width = |texts: &mut dyn Iterator<Item = usize>| cells(texts.max().unwrap_or(0));
    let labels = sheet.lines.iter().map(|line| line.label.width());
    let longest = width(&mut labels.chain([sheet.head.width()])).min(34);
    let mut all = vec![Column::text(
        Col::Label,
        longest.clamp(8, 17),
        2,
        longest.max(8),
        255,
    )];
    for (index, column) in sheet.columns.iter().enumerate() {
        let figures = sheet
            .lines
            .iter()
            .filter_map(|line| line.figures.get(index));
        let texts = figures.map(|figure| {
            let text = marked(figure.text.clone(), figure.few, ctx);
            text.width() + usize::from(figure.heat.is_some()) * 2
        });
        let width = width(&mut texts.chain([column.head.width()]));
        let away = u8::try_from(index.abs_diff(chosen)).unwrap_or(u8::MAX);
        all.push(Column::number(
            Col::Figure(index),
            width.max(4),
            240_u8.saturating_sub(away),
        ));
    }
    // Where the columns are parts of the first, all of them stay before anything is said of one: they add up in sight.
    let beside = if sheet.report == Report::Lost {
        200
    } else {
        236
    };
    let asides = sheet
        .lines
        .iter()
        .filter_map(|line| line.figures.get(chosen));
    let heads = sheet.columns.get(chosen).map(|column| column.aside.width());
    let aside = width(&mut asides.map(|figure| figure.aside.width()).chain(heads));
    if aside > 0 {
        all.push(Column::text(Col::Aside, aside, 0, aside, beside + 2));
    }
    let open = sheet.lines.iter();
    let open = open.filter_map(|line| Some(line.figures.get(chosen)?.open.width()));
    let open = width(&mut open.chain([0]));
    if open > 0 {
        let head = cells(ctx.t(Msg::HeadStillOpenShort).width());
        all.push(Column::number(Col::Open, open.max(head), beside + 1));
    }
    let drawn = sheet
        .columns
        .get(chosen)
        .is_some_and(|it| it.scale.is_some());
    if drawn {
        // A few cells of it still tell which is more; they give way before a figure does.
        let least = if open > 0 { 8 } else { 11 };
        all.push(Column::text(Col::Strip, least, 6, 140, beside));
    }
    place(&all, area.x + 1, area.width.saturating_sub(2), 2)
}

/// A report and where the cursor is in it.
pub(super) struct View<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) chosen: usize,
    pub(super) cursor: usize,
    pub(super) seen: std::ops::Range<usize>,
    /// Whether there is a row between two lines.
    apart: bool,
    ctx: &'a Ctx<'a>,
}

impl Insights {
    fn definition_words(&self, ctx: &Ctx<'_>) -> Words {
        let message = self.report.figure(self.definition).means();
        Words::one(ctx.t(message), Role::Quiet)
    }

    fn definition_lines(&self, body: Rect, ctx: &Ctx<'_>) -> Vec<Words> {
        wrap(&self.definition_words(ctx), body.width.saturating_sub(2))
    }

    /// Where everything stands.
    pub(super) fn layout(&self, body: Rect, ctx: &Ctx<'_>) -> Layout {
        let many = self.seen_sheet().map_or(0, |sheet| sheet.lines.len());
        Layout::of(body, cells(self.definition_lines(body, ctx).len()), many)
    }

    /// Draws all of it.
    pub(super) fn drawn(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        let layout = self.layout(body, ctx);
        let mut pen = Pen::new(buffer, ctx);
        tabs(&mut pen, layout.tabs, self.report, ctx);
        let area = layout.definition;
        let lines = self.definition_lines(body, ctx);
        let whole = lines.len() == usize::from(area.height);
        for (words, y) in lines.iter().zip(area.top()..area.bottom()) {
            // Where it is cut, it is cut at its end, in sight.
            let words = if whole {
                words
            } else {
                &self.definition_words(ctx)
            };
            pen.words(area.x + 1, y, area.width.saturating_sub(2), words);
        }
        let Some(sheet) = self.seen_sheet() else {
            return;
        };
        let view = View {
            sheet,
            chosen: self.chosen(),
            cursor: self.lines.cursor(),
            seen: self.lines.seen(sheet.lines.len(), layout.seen()),
            apart: layout.pitch > 1,
            ctx,
        };
        view.draw(&layout, &mut pen);
    }
}

/// The reports' names, the one that is seen in the middle where not all fit.
fn tabs(pen: &mut Pen<'_>, area: Rect, now: Report, ctx: &Ctx<'_>) {
    let names: Vec<Clean> = Report::ALL.iter().map(|it| ctx.t(it.name())).collect();
    let at = Report::ALL.iter().position(|it| *it == now).unwrap_or(0);
    let room = usize::from(area.width.saturating_sub(2));
    let width = |from: usize, to: usize| -> usize {
        names[from..to].iter().map(|name| name.width() + 3).sum()
    };
    // As many as fit around the one that is seen.
    let (mut from, mut to) = (at, at + 1);
    loop {
        let right = to < names.len() && width(from, to + 1) <= room;
        let left = from > 0 && width(from - 1, to + usize::from(right)) <= room;
        to += usize::from(right);
        from -= usize::from(left);
        if !(left || right) {
            break;
        }
    }
    // Where there are more, the cell before the first name and the one after the last say so.
    if from > 0 {
        pen.put(area.x, area.y, 1, &Clean::literal("‹"), Role::Faint);
    }
    if to < names.len() {
        let last = area.right().saturating_sub(1);
        pen.put(last, area.y, 1, &Clean::literal("›"), Role::Faint);
    }
    let mut words = Words::new();
    for (index, name) in names.iter().enumerate().take(to).skip(from) {
        let role = if index == at {
            Role::Accent
        } else {
            Role::Quiet
        };
        if index > from {
            words.push(Clean::literal("   "), Role::Quiet);
        }
        words.push(name.clone(), role);
    }
    pen.words(area.x + 1, area.y, area.width.saturating_sub(2), &words);
}

impl View<'_> {
    fn draw(&self, layout: &Layout, pen: &mut Pen<'_>) {
        let placed = columns(self.sheet, self.chosen, layout.lines, self.ctx);
        self.heads(layout.heads.y, &placed, pen);
        for (row, index) in self.seen.clone().enumerate() {
            let y = layout.lines.y + cells(row) * layout.pitch;
            if let Some(line) = self.sheet.lines.get(index) {
                self.line(line, y, &placed, pen);
                if index == self.cursor {
                    // Where the ground turns signs round, a bar on it could not be told from it.
                    let strip = placed.iter().find(|it| it.id == Col::Strip);
                    let end = strip.filter(|_| !self.ctx.reader.theme.dims());
                    let end = end.map_or(layout.lines.right(), |it| it.x.saturating_sub(1));
                    let whole = Rect::new(layout.lines.x, y, end - layout.lines.x, 1);
                    pen.lay(whole, Role::CursorLine);
                }
                for column in placed.iter().filter(|it| it.id == Col::Strip) {
                    self.strip(line, column, y, pen);
                }
            }
        }
        if layout.has_axis {
            // Right below the last line, for that is what it explains.
            let below = (cells(self.seen.len()) * layout.pitch).min(layout.lines.height);
            self.axis(layout.lines.y + below, &placed, pen);
        }
        self.told(layout.told, pen);
    }

    fn heads(&self, y: u16, placed: &[Placed<Col>], pen: &mut Pen<'_>) {
        for column in placed {
            match column.id {
                Col::Label => {
                    pen.put(column.x, y, column.width, &self.sheet.head, Role::Quiet);
                }
                Col::Figure(index) => {
                    let Some(it) = self.sheet.columns.get(index) else {
                        continue;
                    };
                    let role = if index == self.chosen {
                        Role::Accent
                    } else {
                        Role::Quiet
                    };
                    pen.put_right(column.end(), y, column.width, &it.head, role);
                }
                Col::Aside => {
                    let aside = self.sheet.columns.get(self.chosen).map(|it| &it.aside);
                    if let Some(text) = aside {
                        pen.put(column.x, y, column.width, text, Role::Quiet);
                    }
                }
                Col::Open => {
                    let text = self.ctx.t(Msg::HeadStillOpenShort);
                    pen.put_right(column.end(), y, column.width, &text, Role::Quiet);
                }
                Col::Strip => {}
            }
        }
    }

    fn line(&self, line: &SheetLine, y: u16, placed: &[Placed<Col>], pen: &mut Pen<'_>) {
        for column in placed {
            match column.id {
                Col::Label => {
                    let role = line.role.unwrap_or(Role::Text);
                    pen.put(column.x, y, column.width, &line.label, role);
                }
                Col::Figure(index) => {
                    if let Some(figure) = line.figures.get(index) {
                        let role = self.role(figure, index);
                        let text = marked(figure.text.clone(), figure.few, self.ctx);
                        pen.put_right(column.end(), y, column.width, &text, role);
                        if let Some(heat) = figure.heat {
                            let hue = self
                                .sheet
                                .columns
                                .get(index)
                                .map_or(Role::Text, |it| it.role);
                            pen.put(column.x, y, 1, &shade(heat), hue);
                        }
                    }
                }
                Col::Aside => {
                    if let Some(figure) = line.figures.get(self.chosen) {
                        pen.put(column.x, y, column.width, &figure.aside, Role::Quiet);
                    }
                }
                Col::Open => {
                    if let Some(figure) = line.figures.get(self.chosen) {
                        pen.put_right(column.end(), y, column.width, &figure.open, Role::Quiet);
                    }
                }
                Col::Strip => {}
            }
        }
    }

    const fn role(&self, figure: &Figure, index: usize) -> Role {
        match figure.better {
            _ if figure.few => Role::Faint,
            Some(true) => Role::Good,
            Some(false) => Role::Bad,
            None if index == self.chosen => Role::Strong,
            None => Role::Text,
        }
    }

    /// What is drawn of the chosen figure, with the line to compare with behind it.
    fn strip(&self, line: &SheetLine, column: &Placed<Col>, y: u16, pen: &mut Pen<'_>) {
        let Some(it) = self.sheet.columns.get(self.chosen) else {
            return;
        };
        let Some(scale) = &it.scale else {
            return;
        };
        let strip = Strip {
            scale,
            x: column.x,
            width: column.width,
        };
        let figure = line.figures.get(self.chosen);
        if let Some(against) = figure.and_then(|it| it.against).or(scale.against) {
            pen.put(strip.cell(against), y, 1, &Clean::literal("│"), Role::Quiet);
        }
        let Some(figure) = figure else {
            return;
        };
        let role = match figure.better {
            _ if figure.few => Role::Faint,
            Some(true) => Role::Good,
            Some(false) => Role::Bad,
            None => it.role,
        };
        match figure.mark {
            Some(Mark::Band { low, at, high }) => {
                let (low, high) = (strip.cell(low), strip.cell(high));
                let whole = usize::from(high.saturating_sub(low) + 1);
                let band = Clean::from_string("─".repeat(whole));
                pen.put(low, y, cells(whole), &band, role);
                pen.put(strip.cell(at), y, 1, &Clean::literal("●"), role);
            }
            Some(Mark::Reach { at, to }) => {
                let (start, end) = (strip.cell(at), strip.cell(to));
                let rest = usize::from(end.saturating_sub(start) + 1);
                let line = Clean::from_string("─".repeat(rest));
                pen.put(start, y, cells(rest), &line, role);
                self.bar(&strip, (scale.from, at), y, role, pen);
            }
            // What rounding left of nothing is nothing.
            Some(Mark::Bar { from, to }) if (to - from).abs() > (scale.to - scale.from) * 1e-6 => {
                self.bar(&strip, (from.min(to), from.max(to)), y, role, pen);
            }
            Some(Mark::Bar { .. }) | None => {}
        }
    }

    /// A bar; where lines touch it is lower than its line.
    fn bar(&self, strip: &Strip<'_>, ends: (f64, f64), y: u16, role: Role, pen: &mut Pen<'_>) {
        if self.apart {
            let (left, eighths) = strip.bar(ends.0, ends.1);
            pen.bar(left, y, eighths, role);
            return;
        }
        let (left, whole) = strip.whole(ends.0, ends.1);
        let bar = Clean::from_string("▆".repeat(usize::from(whole)));
        pen.put(left, y, whole, &bar, role);
    }

    /// What stands at the ends of the scale.
    fn axis(&self, y: u16, placed: &[Placed<Col>], pen: &mut Pen<'_>) {
        let strip = placed.iter().find(|column| column.id == Col::Strip);
        let scale = self
            .sheet
            .columns
            .get(self.chosen)
            .and_then(|it| it.scale.as_ref());
        if let (Some(strip), Some(scale)) = (strip, scale) {
            // Two ends that would touch read as one number; the right one says how far it goes.
            let both = scale.left.width() + scale.right.width() + 2;
            if both <= usize::from(strip.width) {
                pen.put(strip.x, y, strip.width, &scale.left, Role::Faint);
            }
            pen.put_right(strip.end(), y, strip.width, &scale.right, Role::Faint);
        }
        // What is drawn is explained where it is drawn.
        let legend = strip.and(self.sheet.legend.as_ref());
        let mut words = Words::new();
        for said in legend.into_iter().chain(&self.sheet.note) {
            if !words.is_empty() {
                words.push(Clean::literal(" · "), Role::Faint);
            }
            words.push(said.clone(), Role::Faint);
        }
        if let Some(label) = placed.first() {
            let end = strip.map_or(u16::MAX, |strip| strip.x.saturating_sub(2));
            pen.words(label.x, y, end.saturating_sub(label.x), &words);
        }
    }

    /// The figure under the cursor, in a sentence of at most two lines; at the right how many lines are below.
    fn told(&self, area: Rect, pen: &mut Pen<'_>) {
        let ctx = self.ctx;
        let last = area.bottom().saturating_sub(1);
        let below = self.sheet.lines.len().saturating_sub(self.seen.end) + self.sheet.more;
        let mut room = area.width.saturating_sub(2);
        if below > 0 {
            let number = super::super::figures::count(u64::try_from(below).unwrap_or(0), ctx);
            let values = [("count", number, Role::Quiet)];
            let words = ctx.words(Msg::FacetMore, Role::Faint, &values, &[]);
            pen.words_right(area.right().saturating_sub(1), last, room, &words);
            room = room.saturating_sub(cells(words.width()) + 2);
        }
        let line = self.sheet.lines.get(self.cursor);
        let Some(figure) = line.and_then(|line| line.figures.get(self.chosen)) else {
            return;
        };
        let told = Words::one(figure.told.clone(), Role::Quiet);
        let lines = wrap(&told, room);
        if lines.len() == usize::from(area.height) {
            for (words, y) in lines.iter().zip(area.top()..area.bottom()) {
                pen.words(area.x + 1, y, room, words);
            }
        } else {
            pen.words(area.x + 1, last, room, &told);
        }
    }
}
