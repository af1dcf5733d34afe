//! Holds how a report's figure is made, in words and with the leads behind it: put together from what the report says.

use super::Insights;
use crate::i18n::Msg;
use crate::model::Clean;
use crate::ui::ctx::Ctx;
use crate::ui::explained::{Explained, ExplainedLine};
use crate::ui::theme::Role;
use crate::ui::words::Words;

/// A line that only says something.
fn said(words: Words) -> ExplainedLine {
    ExplainedLine { words, leads: None }
}

impl Insights {
    /// How the figure under the cursor is made: its formula, the leads behind it, what stands beside it.
    pub(super) fn made(&self, ctx: &Ctx<'_>) -> Option<Explained> {
        let sheet = self.seen_sheet()?;
        let (line, figure) = self.under_cursor()?;
        let chosen = self.chosen();
        let head = sheet.columns.get(chosen).map(|it| it.head.clone());
        let title = Words::one(line.label.clone(), Role::Text)
            .and(Clean::literal(" · "), Role::Quiet)
            .and(head.unwrap_or_default(), Role::Text);
        let mut lines = vec![said(
            Words::one(figure.text.clone(), Role::Strong)
                .and(Clean::literal("  "), Role::Quiet)
                .and(figure.aside.clone(), Role::Quiet),
        )];
        if let Some((part, of)) = figure.made.share() {
            let count = |n: u64| super::super::figures::count(n, ctx);
            let values = [
                ("share", figure.text.clone(), Role::Strong),
                ("part", count(part), Role::Text),
                ("of", count(of), Role::Text),
            ];
            lines.push(said(ctx.words(
                Msg::ExplainFormula,
                Role::Quiet,
                &values,
                &[],
            )));
        }
        if !figure.told.is_empty() {
            lines.push(said(Words::one(figure.told.clone(), Role::Text)));
        }
        if figure.few {
            lines.push(said(ctx.words(Msg::ExplainFew, Role::Quiet, &[], &[])));
        }
        lines.push(said(Words::new()));
        lines.extend(self.behind(ctx));
        lines.push(said(Words::new()));
        let others = sheet.columns.iter().zip(&line.figures).enumerate();
        let others = others.filter(|(at, (_, it))| *at != chosen && !it.text.is_empty());
        let mut beside: Vec<ExplainedLine> = others
            .map(|(_, (column, it))| {
                let words = Words::one(column.head.clone(), Role::Quiet)
                    .and(Clean::literal("  "), Role::Quiet)
                    .and(it.text.clone(), Role::Text)
                    .and(Clean::literal("  "), Role::Quiet)
                    .and(it.aside.clone(), Role::Faint);
                said(words)
            })
            .collect();
        if !beside.is_empty() {
            lines.push(said(ctx.words(Msg::ExplainBeside, Role::Quiet, &[], &[])));
            lines.append(&mut beside);
            lines.push(said(Words::new()));
        }
        let figure = self.report.figure(self.definition);
        lines.push(said(Words::one(ctx.t(figure.means()), Role::Quiet)));
        lines.extend(figure.source().map(|source| {
            let values = [("source", Clean::literal(source), Role::Quiet)];
            said(ctx.words(Msg::DefineSource, Role::Faint, &values, &[]))
        }));
        lines.extend(
            sheet
                .note
                .clone()
                .map(|it| said(Words::one(it, Role::Quiet))),
        );
        Some(Explained {
            title: Clean::from_string(title.text()),
            lines,
            within: None,
        })
    }

    /// The lists of leads that it is made of.
    fn behind(&self, ctx: &Ctx<'_>) -> Vec<ExplainedLine> {
        let Some((line, figure)) = self.under_cursor() else {
            return Vec::new();
        };
        let whose = line.filter.as_deref();
        let mut parts: Vec<(Msg, u64, Option<String>)> = figure
            .made
            .parts(self.view.period)
            .into_iter()
            .map(|(name, n, filter)| {
                let both = whose.map(|it| format!("{it} {filter}").trim().to_owned());
                (name, n, both)
            })
            .collect();
        if let (true, Some(filter), Some(n)) = (parts.is_empty(), &figure.filter, figure.behind) {
            parts.push((Msg::ExplainBehind, n, Some(filter.clone())));
        }
        let leads = |(name, n, filter): (Msg, u64, Option<String>)| {
            let count = super::super::figures::count(n, ctx);
            let words = ctx.words(name, Role::Quiet, &[], &[]);
            match filter.filter(|_| n > 0) {
                Some(filter) => ExplainedLine {
                    words,
                    leads: Some((count, filter)),
                },
                None => said(
                    Words::one(count, Role::Faint)
                        .and(Clean::literal(" "), Role::Faint)
                        .join(words),
                ),
            }
        };
        parts.into_iter().map(leads).collect()
    }
}
