//! Holds what is changed on a page itself: a field is typed into, a milestone ticked, a person added.

use ratatui::layout::{Position, Rect};

use super::data::{Fact, Spot, ValueFact};
use super::draw::{self, label_width};
use super::edit::{Editing, Typed};
use super::edit_draw::{self, Place};
use super::{Page, Part, Shown};
use crate::i18n::Msg;
use crate::model::{BuyingRole, Clean, FieldId, Key as Of, Kind, OnConflict, Value};
use crate::ui::action::Action;
use crate::ui::chrome::areas;
use crate::ui::ctx::Ctx;
use crate::ui::desk::{Ask, Deed, FieldSaid, Order, Person, Question, Ticket};
use crate::ui::event::{Edited, Effect};
use crate::ui::key::Key;
use crate::ui::overlays::{Entry, Form, FormField, Overlay, Pick, Purpose, Takes};
use crate::ui::screen::Wish;
use crate::ui::wording::facts::code_name_of;

fn exec(order: Order) -> Vec<Wish> {
    vec![Wish::Host(Effect::Exec(order))]
}

/// A text that is in the reader's own editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Away {
    key: Of,
    field: FieldId,
    /// The change that wrote its record last, as it was seen.
    base: u64,
}

impl Page {
    /// Types into what is under the cursor.
    pub(super) fn begin(&mut self, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.part = Part::Facts;
        let fact = match self.fact_under_cursor() {
            Some(Fact::Value(fact)) => fact.clone(),
            Some(Fact::Milestone { .. }) => return self.tick(ctx),
            Some(Fact::Contact { id, .. }) => return self.begin_person(*id, ctx),
            Some(Fact::Lead(_) | Fact::Heading(_) | Fact::Words(_)) | None => return Vec::new(),
        };
        match Editing::begin(&fact) {
            Some(editing) => self.ask_field(editing),
            // What has several lines has no place in one.
            None => self.open_elsewhere(&fact),
        }
    }

    /// Opens the note in the reader's own editor: that of the person under the cursor, or the page's.
    pub(super) fn note_elsewhere(&mut self) -> Vec<Wish> {
        let person = match self.fact_under_cursor() {
            Some(Fact::Value(fact)) => fact.of,
            Some(Fact::Contact { id, .. }) => Some(*id),
            Some(Fact::Heading(_) | Fact::Milestone { .. } | Fact::Lead(_) | Fact::Words(_))
            | None => None,
        };
        let key = person.map_or(self.key, |id| Of::new(Kind::Contact, id));
        let note = key.kind.field("note").map(|field| Spot::Field(key, field));
        match note.and_then(|spot| self.fact_at(spot)) {
            Some(Fact::Value(fact)) => {
                let fact = fact.clone();
                self.open_elsewhere(&fact)
            }
            Some(
                Fact::Heading(_)
                | Fact::Milestone { .. }
                | Fact::Contact { .. }
                | Fact::Lead(_)
                | Fact::Words(_),
            )
            | None => Vec::new(),
        }
    }

    /// Opens a text in the reader's own editor.
    fn open_elsewhere(&mut self, fact: &ValueFact) -> Vec<Wish> {
        let Spot::Field(key, field) = fact.spot else {
            return Vec::new();
        };
        self.field_ticket = self.field_ticket.next();
        self.away = Some(Away {
            key,
            field,
            base: fact.revision,
        });
        vec![Wish::Host(Effect::Edit {
            ticket: self.field_ticket,
            name: format!("{}-{}", key.kind.code(), key.id),
            text: fact.typed.clone(),
        })]
    }

    /// Keeps what came back from the editor, if it reads otherwise.
    pub(super) fn came_back(&mut self, ticket: Ticket, edited: &Edited) -> Vec<Wish> {
        let Some(away) = self.away.take().filter(|_| ticket == self.field_ticket) else {
            return Vec::new();
        };
        let text = match edited {
            Edited::Text(text) => text,
            Edited::Unchanged | Edited::Failed(_) => return Vec::new(),
        };
        if self.shown == Shown::Gone {
            self.unkept = Some(Clean::new(text));
            return Vec::new();
        }
        let value = if text.trim().is_empty() {
            Value::None
        } else {
            Value::Text(text.clone())
        };
        exec(Order {
            deed: Deed::Edit {
                key: away.key,
                edits: vec![(away.field, value)],
            },
            seen: Some(away.base),
            on_conflict: OnConflict::Refuse,
        })
    }

    /// Opens a person and types into the name.
    fn begin_person(&mut self, id: u64, ctx: &Ctx<'_>) -> Vec<Wish> {
        self.opened = Some(id);
        let key = Of::new(Kind::Contact, id);
        let name = Kind::Contact.field("contact");
        let Some(spot) = name.map(|field| Spot::Field(key, field)) else {
            return Vec::new();
        };
        let rows = self.rows();
        let height = usize::from(draw::places(areas(ctx.size).body, self).facts.height);
        match self.row_of(spot) {
            Some(row) => {
                self.facts.set(row, rows.len(), height);
                self.spot = Some(spot);
                self.begin(ctx)
            }
            None => Vec::new(),
        }
    }

    /// The row of what the cursor can rest on.
    pub(super) fn row_of(&self, spot: Spot) -> Option<usize> {
        let data = self.data()?;
        self.rows().iter().position(|row| {
            let fact = row.fact().and_then(|at| data.facts.get(at));
            row.rests() && fact.and_then(Fact::spot) == Some(spot)
        })
    }

    /// Asks what stands in the field means.
    fn ask_field(&mut self, editing: Editing) -> Vec<Wish> {
        let question = Question::Field(editing.ask());
        self.editing = Some(editing);
        self.field_ticket = self.field_ticket.next();
        let ticket = self.field_ticket;
        vec![Wish::Host(Effect::Ask(Ask { ticket, question }))]
    }

    /// Goes on after something happened to the field.
    fn after(&mut self, editing: Editing, typed: Typed) -> Vec<Wish> {
        match typed {
            Typed::Asks => self.ask_field(editing),
            Typed::Still => {
                self.editing = Some(editing);
                Vec::new()
            }
            Typed::Leaves => Vec::new(),
            Typed::Keeps(order) => exec(order),
        }
    }

    pub(super) fn typed_key(&mut self, key: Key, action: Option<Action>) -> Vec<Wish> {
        let Some(mut editing) = self.editing.take() else {
            return Vec::new();
        };
        let typed = editing.key(key, action);
        self.after(editing, typed)
    }

    pub(super) fn typed_paste(&mut self, text: &str) -> Vec<Wish> {
        let Some(mut editing) = self.editing.take() else {
            return Vec::new();
        };
        let typed = editing.paste(text);
        self.after(editing, typed)
    }

    /// Takes what was said of what stands in the field.
    pub(super) fn said(&mut self, ticket: Ticket, said: &FieldSaid) -> Vec<Wish> {
        if ticket != self.field_ticket {
            return Vec::new();
        }
        let Some(mut editing) = self.editing.take() else {
            return Vec::new();
        };
        let typed = editing.take(said);
        self.after(editing, typed)
    }

    /// The page's record is gone: what was being typed is all that is left.
    pub(super) fn lose(&mut self) {
        self.shown = Shown::Gone;
        if let Some(editing) = self.editing.take() {
            let text = editing.input.text().trim();
            self.unkept = (!text.is_empty()).then(|| Clean::new(text));
        }
    }

    /// What the field that is typed into holds by the page that was just read.
    pub(super) fn see_field(&mut self) {
        let Some(mut editing) = self.editing.take() else {
            return;
        };
        // What a person's field belongs to may be gone.
        if let Some(Fact::Value(fact)) = self.fact_at(editing.spot()) {
            editing.see(fact);
            self.editing = Some(editing);
        }
    }

    fn fact_at(&self, spot: Spot) -> Option<&Fact> {
        let facts = self.data()?.facts.iter();
        facts.into_iter().find(|fact| fact.spot() == Some(spot))
    }

    /// A click into the field that is typed into.
    pub(super) fn point_into(&mut self, at: Position, body: Rect) {
        let place = self.edit_place(body);
        if let (Some((place, _)), Some(editing)) = (place, &mut self.editing) {
            let (text, _) = edit_draw::text_area(editing, place);
            if text.contains(at) {
                editing.point(text, at.x);
            }
        }
    }

    /// Where the field is that is typed into, and what it is called.
    pub(super) fn edit_place(&self, body: Rect) -> Option<(Place, Clean)> {
        let spot = self.editing.as_ref()?.spot();
        let within = draw::places(body, self).facts;
        let row = self.row_of(spot)?;
        let Some(Fact::Value(fact)) = self.fact_at(spot) else {
            return None;
        };
        let seen = self
            .facts
            .seen(self.rows().len(), usize::from(within.height));
        let y = row.checked_sub(seen.start).filter(|_| row < seen.end)?;
        let y = within.y + u16::try_from(y).ok()?;
        let line = Rect::new(within.x, y, within.width, 1);
        let place = Place {
            line,
            label: label_width(line),
            within,
        };
        Some((place, fact.label.clone()))
    }

    /// The milestone under the cursor is reached, or not after all.
    pub(super) fn tick(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let (Some(Fact::Milestone { id, .. }), Some(data)) =
            (self.fact_under_cursor(), self.data())
        else {
            return vec![Wish::warn(ctx.t(Msg::WhyNoMilestone))];
        };
        let (Some(standing), Some(field)) = (&data.standing, Kind::Lead.field("milestones")) else {
            return Vec::new();
        };
        let bits = standing.milestones ^ (1 << id);
        let value = if bits == 0 {
            Value::None
        } else {
            Value::Integer(bits.cast_signed())
        };
        exec(Order {
            deed: Deed::Edit {
                key: self.key,
                edits: vec![(field, value)],
            },
            seen: Some(data.revision),
            on_conflict: OnConflict::Refuse,
        })
    }

    /// The account whose people are on the page.
    pub(super) fn peoples_account(&self) -> Option<u64> {
        match self.key.kind {
            Kind::Account => self.data().map(|_| self.key.id),
            Kind::Lead
            | Kind::User
            | Kind::Product
            | Kind::Contact
            | Kind::Feedback
            | Kind::Touch
            | Kind::Setting
            | Kind::Segment
            | Kind::List
            | Kind::Resolution
            | Kind::Meeting => self.data()?.account,
        }
    }

    /// Asks who is new.
    pub(super) fn ask_contact(&self, ctx: &Ctx<'_>) -> Vec<Wish> {
        let Some(account) = self.peoples_account() else {
            return vec![Wish::warn(ctx.t(Msg::WhyNoAccount))];
        };
        let pick = |role: &BuyingRole| Pick {
            code: role.code().to_owned(),
            label: code_name_of(role.code())
                .map_or_else(|| Clean::new(role.code()), |it| ctx.t(it)),
        };
        let roles = Takes::Choice {
            picks: BuyingRole::ALL.iter().map(pick).collect(),
            tall: true,
        };
        let text = |label| FormField::new(ctx.t(label), Takes::Text);
        let fields = vec![
            text(Msg::FactName).of("contact").required(),
            FormField::new(ctx.t(Msg::FactRole), roles).of("role"),
            text(Msg::FactPosition).of("title"),
            FormField::new(ctx.t(Msg::FactEmail), Takes::Email).of("email"),
            text(Msg::FactPhone).of("phone"),
        ];
        let title = ctx.t(Msg::TitleNewContact);
        let form = Form::new(Purpose::NewContact(account), title, fields);
        vec![Wish::Open(Overlay::Form(form))]
    }
}

/// The deed of a form that says who is new.
pub(super) fn new_contact(account: u64, entries: Vec<Entry>) -> Option<Deed> {
    let [name, role, title, email, phone] = <[Entry; 5]>::try_from(entries).ok()?;
    Some(Deed::NewContact(Box::new(Person {
        account,
        name: name.text()?,
        role: role.text().and_then(|code| code.parse().ok()),
        title: title.text(),
        email: email.text(),
        phone: phone.text(),
    })))
}

/// Why nothing can be typed for a fact, if nothing can.
pub(super) const fn why_not_typed(fact: &Fact) -> Option<Msg> {
    match fact {
        Fact::Value(it) => match it.spot {
            Spot::Field(..) => None,
            Spot::Follows(0) => Some(Msg::WhyFollowsPark),
            Spot::Follows(1 | 2) => Some(Msg::WhyFollowsLoss),
            Spot::Follows(3) => Some(Msg::WhyFollowsHandover),
            Spot::Follows(_) | Spot::Milestone(_) | Spot::Contact(_) | Spot::Lead(_) => {
                Some(Msg::WhyFollows)
            }
        },
        Fact::Milestone { .. } | Fact::Contact { .. } => None,
        Fact::Lead(_) | Fact::Heading(_) | Fact::Words(_) => Some(Msg::WhyNothingToType),
    }
}
