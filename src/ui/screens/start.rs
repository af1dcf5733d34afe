//! Holds the first screen where there is no workspace yet: what this is, and three ways to begin, each one key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::layer_name;
use crate::i18n::Msg;
use crate::model::{Clean, Layer};
use crate::ui::action::{Action, AppAction};
use crate::ui::ctx::Ctx;
use crate::ui::event::{Beginning, Pointer};
use crate::ui::overlays::{Entry, Form, FormField, Outcome, Pick, Purpose, Takes};
use crate::ui::paint::{Pen, cells};
use crate::ui::route::Route;
use crate::ui::screen::{Screen, Wish};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::FunnelBar;
use crate::ui::words::Words;

/// The currencies that one chooses from; any other can be set later.
const CURRENCIES: [&str; 6] = ["EUR", "USD", "GBP", "CHF", "PLN", "CNY"];
/// How long the bars of the picture are, from top to bottom.
const BARS: [u64; 5] = [100, 74, 52, 34, 20];
/// The widest that the picture gets.
const WIDEST: u16 = 64;

/// The first screen.
#[derive(Debug, Default)]
pub struct Start {
    view: View,
}

/// One way to begin.
struct Way {
    action: AppAction,
    name: Msg,
    more: Msg,
}

const WAYS: [Way; 3] = [
    Way {
        action: AppAction::BeginDemo,
        name: Msg::StartDemo,
        more: Msg::StartDemoMore,
    },
    Way {
        action: AppAction::BeginImport,
        name: Msg::StartImport,
        more: Msg::StartImportMore,
    },
    Way {
        action: AppAction::BeginEmpty,
        name: Msg::StartEmpty,
        more: Msg::StartEmptyMore,
    },
];

/// What is asked of a company; read by [`company`].
#[must_use]
pub fn form(ctx: &Ctx<'_>) -> Form {
    let pick = |code: &str| Pick {
        code: code.to_owned(),
        label: Clean::new(code),
    };
    let currencies = Takes::Choice {
        picks: CURRENCIES.into_iter().map(pick).collect(),
        tall: false,
    };
    let fields = vec![
        FormField::new(ctx.t(Msg::FieldCompanyName), Takes::Text).required(),
        FormField::new(ctx.t(Msg::FieldCurrency), currencies).with(CURRENCIES[0]),
    ];
    Form::new(Purpose::Company, ctx.t(Msg::TitleCompany), fields)
}

/// What the form's fields come to.
#[must_use]
pub fn company(entries: Vec<Entry>) -> Option<Beginning> {
    let [name, currency] = <[Entry; 2]>::try_from(entries).ok()?;
    Some(Beginning::Empty {
        name: name.text()?,
        currency: currency.text()?,
    })
}

impl Screen for Start {
    fn route(&self) -> Route {
        Route::Start
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    fn ask(&mut self, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    fn act(&mut self, _action: Action, _count: Option<u32>, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    fn took(&mut self, _purpose: Purpose, _outcome: Outcome, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    fn click(&mut self, _pointer: Pointer, _body: Rect, _ctx: &Ctx<'_>) -> Vec<Wish> {
        Vec::new()
    }

    fn why_not(&self, action: Action) -> Option<Msg> {
        use AppAction::{
            Back, BeginDemo, BeginEmpty, BeginImport, Help, Palette, Quit, Refresh, Suspend,
        };
        let here = [
            Back,
            BeginDemo,
            BeginEmpty,
            BeginImport,
            Help,
            Palette,
            Quit,
            Refresh,
            Suspend,
        ];
        let can = here.into_iter().any(|it| action == Action::App(it));
        // Wherever else one is, this key begins an import, too.
        let can = can || action == Action::App(AppAction::Go(Route::Import));
        (!can).then_some(Msg::WhyNoWorkspace)
    }

    fn summary(&self, _ctx: &Ctx<'_>) -> Vec<Words> {
        Vec::new()
    }

    fn head(&self, ctx: &Ctx<'_>) -> Option<Words> {
        let head = if ctx.reader.there {
            Msg::StartHeadThere
        } else {
            Msg::StartHead
        };
        Some(Words::one(ctx.t(head), Role::Quiet))
    }

    fn draw(&self, body: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
        // The ways come first where there is little room, then the picture, then the name.
        let ways = cells(WAYS.len());
        let tall = body.height >= 3 * ways + 7;
        let each = if tall { 3 } else { 1 };
        let picture = body.height > ways * each + 5;
        let named = body.height >= ways * each + 9;
        let all = ways * each + u16::from(picture) * 6 + u16::from(named) * 3;
        let width = body.width.min(WIDEST);
        let x = body.x + (body.width - width) / 2;
        let mut y = body.y + body.height.saturating_sub(all) / 2;
        if named {
            let name = Clean::literal("f i v e p l y");
            let mut pen = Pen::new(buffer, ctx);
            pen.put(
                x + (width.saturating_sub(13)) / 2,
                y,
                width,
                &name,
                Role::Strong,
            );
            let line = ctx.t(Msg::StartLine);
            let at = x + width.saturating_sub(cells(line.width())) / 2;
            pen.put(at, y + 1, width, &line, Role::Quiet);
            y += 3;
        }
        if picture {
            draw_layers(Rect::new(x, y, width, 5), buffer, ctx);
            y += 6;
        }
        let there = Way {
            action: AppAction::BeginEmpty,
            name: Msg::StartGoOn,
            more: Msg::StartGoOnMore,
        };
        let goes_on = |way: &Way| ctx.reader.there && way.action == AppAction::BeginEmpty;
        for way in &WAYS {
            let way = if goes_on(way) { &there } else { way };
            if y >= body.bottom() {
                break;
            }
            draw_way(way, Rect::new(x, y, width, each.min(2)), buffer, ctx);
            y += each;
        }
    }
}

/// The five layers in their hues, each with its name on it or beside it.
fn draw_layers(area: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let names = Layer::ALL.map(|layer| ctx.t(layer_name(layer)));
    let widest = cells(names.iter().map(Clean::width).max().unwrap_or(0));
    let room = area.width.saturating_sub(widest + 2);
    for (row, (layer, name)) in Layer::ALL.into_iter().zip(&names).enumerate() {
        let y = area.y + cells(row);
        let role = Role::Layer(layer);
        Pen::new(buffer, ctx).put(area.x, y, widest, name, role);
        let bar = FunnelBar {
            amount: BARS[layer.index()],
            longest: BARS[0],
            role,
            ctx,
        };
        (&bar).render(Rect::new(area.x + widest + 2, y, room, 1), buffer);
    }
}

fn draw_way(way: &Way, area: Rect, buffer: &mut Buffer, ctx: &Ctx<'_>) {
    let key = ctx.reader.keymap.key_of(Action::App(way.action));
    let key = Clean::from_string(key.unwrap_or_default());
    let mut pen = Pen::new(buffer, ctx);
    pen.put(area.x, area.y, 3, &key, Role::Accent);
    let room = area.width.saturating_sub(4);
    let used = pen.put(area.x + 4, area.y, room, &ctx.t(way.name), Role::Strong);
    let more = ctx.t(way.more);
    if area.height > 1 {
        pen.put(area.x + 4, area.y + 1, room, &more, Role::Quiet);
    } else if usize::from(room.saturating_sub(used + 2)) >= more.width() {
        pen.put(area.x + 6 + used, area.y, room, &more, Role::Quiet);
    }
}
