//! What fields and their values are called, in the reader's language: on the pages, in their stories, in questions.

use chrono::NaiveDate;

use crate::i18n::{Locale, Msg};
use crate::model::{
    BuyingRole, Clean, FieldId, FieldType, Key, Kind, Members, Moment, Section, Value,
};
use crate::ui::choices::code_name;
use crate::ui::desk::ChoiceList;
use crate::ui::screens::part_name;
use crate::workspace::Book;

/// Who says what a value means: the book knows names, the language knows words.
#[derive(Clone, Copy)]
pub struct Says<'a> {
    /// The book.
    pub book: &'a Book,
    /// The language.
    pub locale: &'a Locale,
    /// The day.
    pub today: NaiveDate,
}

/// What a field is called.
#[must_use]
pub fn field_name(kind: Kind, field: &str) -> Option<Msg> {
    Some(match (kind, field) {
        (Kind::Account, "account")
        | (Kind::Contact, "contact")
        | (Kind::Product, "product")
        | (Kind::User, "user")
        | (Kind::Segment, "segment") => Msg::FactName,
        (Kind::Segment, "filter") => Msg::FactFilter,
        (Kind::Segment, "unit") => Msg::FactUnit,
        (Kind::Segment, "sharing") => Msg::FactSharing,
        (Kind::Segment, "members") => Msg::FactMembers,
        (Kind::Contact, "title") => Msg::FactPosition,
        (_, "account") => Msg::FactAccount,
        (_, "contact") => Msg::FactContact,
        (_, "product") => Msg::FactProduct,
        (_, "owner") => Msg::FactOwner,
        (_, "source") => Msg::FactSource,
        (_, "campaign") => Msg::FactCampaign,
        (_, "title") => Msg::FactTitle,
        (_, "value") => Msg::FactValue,
        (_, "currency") => Msg::FactCurrency,
        (_, "temperature") => Msg::FactTemperature,
        (_, "kind") => Msg::FactKind,
        (_, "next") => Msg::FactNext,
        (_, "next_due") => Msg::FactNextDue,
        (_, "milestones") => Msg::FactMilestones,
        (_, "note") => Msg::FactNote,
        (_, "external_id") => Msg::FactExternalId,
        (_, "sector") => Msg::FactSector,
        (_, "naics") => Msg::FactNaics,
        (_, "employees") => Msg::FactEmployees,
        (_, "revenue") => Msg::FactRevenue,
        (_, "founded") => Msg::FactFounded,
        (_, "city") => Msg::FactCity,
        (_, "region") => Msg::FactRegion,
        (_, "tags") => Msg::FactTags,
        (_, "country") => Msg::FactCountry,
        (_, "domain") => Msg::FactDomain,
        (_, "phone") => Msg::FactPhone,
        (_, "email") => Msg::FactEmail,
        (_, "parent") => Msg::FactParent,
        (_, "ownership") => Msg::FactOwnership,
        (_, "expected_class") => Msg::FactExpectedClass,
        (_, "role") => Msg::FactRole,
        (_, "competitor") => Msg::FactCompetitor,
        (Kind::Resolution, "decision") => Msg::FactName,
        (Kind::Resolution, "due") => Msg::FactNextDue,
        (_, "line") => Msg::TargetLine,
        (_, "price") => Msg::TargetPrice,
        (_, "team") => Msg::TargetTeam,
        (_, "manager") => Msg::TargetManager,
        (_, "office") => Msg::TargetOffice,
        (_, "capacity") => Msg::TargetCapacity,
        _ => return None,
    })
}

/// What a code of a closed list is called, or a channel that the workspace did not name.
#[must_use]
pub fn code_name_of(code: &str) -> Option<Msg> {
    Some(match code {
        "cold" => Msg::CodeCold,
        "warm" => Msg::CodeWarm,
        "new" => Msg::CodeNew,
        "repeat" => Msg::CodeRepeat,
        "cross-sell" => Msg::CodeCrossSell,
        "up-sell" => Msg::CodeUpSell,
        "reactivation" => Msg::CodeReactivation,
        "decision-maker" => Msg::CodeDecisionMaker,
        "budget-holder" => Msg::CodeBudgetHolder,
        "user" => Msg::CodeUser,
        "influencer" => Msg::CodeInfluencer,
        "gatekeeper" => Msg::CodeGatekeeper,
        "champion" => Msg::CodeChampion,
        "call" => Msg::CodeCall,
        "e-mail" => Msg::CodeEMail,
        "mail" => Msg::CodeMail,
        "visit" => Msg::CodeVisit,
        "meeting" => Msg::CodeMeeting,
        "fair" => Msg::CodeFair,
        "seminar" => Msg::CodeSeminar,
        "message" => Msg::CodeMessage,
        "leads" => Msg::SegmentUnitLeads,
        "accounts" => Msg::SegmentUnitAccounts,
        "shared" => Msg::SegmentShared,
        "private" => Msg::SegmentPrivate,
        "rep" => Msg::RoleRep,
        "marketer" => Msg::RoleMarketer,
        "manager" => Msg::RoleManager,
        "admin" => Msg::RoleAdmin,
        _ => return None,
    })
}

/// What a milestone is called: one of the house's own by its code, in words.
pub(in crate::ui) fn milestone_name(code: &str, locale: &Locale) -> Clean {
    let message = match code {
        "inquiry-answered" => Msg::MilestoneInquiryAnswered,
        "qualified" => Msg::MilestoneQualified,
        "brief-taken" => Msg::MilestoneBriefTaken,
        "proposal-sent" => Msg::MilestoneProposalSent,
        "contract-signed" => Msg::MilestoneContractSigned,
        "paid" => Msg::MilestonePaid,
        _ => return Clean::from_string(code.replace('-', " ")),
    };
    Clean::from_string(locale.t(message))
}

impl Says<'_> {
    /// A message.
    #[must_use]
    pub fn t(&self, message: Msg) -> Clean {
        Clean::from_string(self.locale.t(message))
    }

    /// What a field is called.
    #[must_use]
    pub fn field(&self, kind: Kind, field: FieldId) -> Clean {
        let name = kind.definition(field).map_or("", |it| it.name);
        field_name(kind, name).map_or_else(|| Clean::new(name), |it| self.t(it))
    }

    /// What a code is called.
    #[must_use]
    pub fn code(&self, given: &str) -> Clean {
        code_name_of(given).map_or_else(|| Clean::new(given), |it| self.t(it))
    }

    /// What a buying role is called.
    #[must_use]
    pub fn buying_role(&self, role: BuyingRole) -> Clean {
        self.code(role.code())
    }

    /// What a milestone is called.
    #[must_use]
    pub fn milestone(&self, code: &str) -> Clean {
        milestone_name(code, self.locale)
    }

    /// The milestones of some flags, in their order.
    #[must_use]
    pub fn milestones(&self, flags: u64) -> Clean {
        let names: Vec<String> = self
            .book
            .settings()
            .milestone_codes(flags)
            .into_iter()
            .map(|code| self.milestone(code).into_string())
            .collect();
        Clean::from_string(self.locale.listed(&names))
    }

    /// What a reason is called.
    #[must_use]
    pub fn reason(&self, code: &str) -> Clean {
        self.choice(ChoiceList::Reasons, code)
    }

    /// What a verdict is called.
    #[must_use]
    pub fn verdict(&self, code: &str) -> Clean {
        self.choice(ChoiceList::Verdicts, code)
    }

    /// What a reason for giving a lead back is called.
    #[must_use]
    pub fn return_reason(&self, code: &str) -> Clean {
        self.choice(ChoiceList::Returns, code)
    }

    fn choice(&self, list: ChoiceList, code: &str) -> Clean {
        let settings = self.book.settings();
        let all = match list {
            ChoiceList::Reasons => &settings.reasons,
            ChoiceList::Verdicts => &settings.verdicts,
            ChoiceList::Returns => &settings.returns,
            ChoiceList::Owners | ChoiceList::Receivers => return Clean::new(code),
        };
        let own = all.iter().find(|it| it.code == code);
        own.and_then(|it| it.name.as_deref()).map_or_else(
            || Clean::from_string(code_name(list, code, self.locale)),
            Clean::new,
        )
    }

    /// What a channel is called.
    #[must_use]
    pub fn channel(&self, code: &str) -> Clean {
        let mut all = self.book.settings().channels.iter();
        let own = all.find(|it| it.code == code);
        own.and_then(|it| it.name.as_deref())
            .map_or_else(|| self.code(code), Clean::new)
    }

    /// What a record is called.
    #[must_use]
    pub fn name(&self, key: Key) -> Clean {
        let (book, id) = (self.book, key.id);
        let name = match key.kind {
            Kind::User => book.users.get(id).map(|it| it.name.clone()),
            Kind::Product => book.products.get(id).map(|it| it.name.clone()),
            Kind::Account => {
                let row = book.accounts.rows.get(id);
                row.map(|row| book.accounts.name(row).to_owned())
            }
            Kind::Contact => book.people.name(id).map(str::to_owned),
            Kind::Lead => book.lead(crate::model::LeadId(id)).map(|it| it.name()),
            Kind::Segment => book.segments.get(id).map(|it| it.name.clone()),
            Kind::Resolution => {
                let kept = book.meetings.resolution(id);
                kept.map(|it| it.record.text.clone())
            }
            Kind::Meeting => {
                let held = |day: &NaiveDate| book.meetings.on(*day).is_some_and(|it| it.0 == id);
                let day = book.meetings.days().find(held);
                day.map(|day| {
                    let day = self.locale.date(day);
                    let args = [("day", day.as_str().into())];
                    self.locale.t_args(Msg::MeetingOf, &args)
                })
            }
            Kind::Setting => {
                let section = Section::ALL.into_iter().find(|it| it.id() == id);
                section.map(|it| self.locale.t(part_name(Some(it))))
            }
            Kind::Feedback | Kind::Touch | Kind::List => None,
        };
        Clean::from_string(name.unwrap_or_else(|| format!("#{id}")))
    }

    /// What a field holds, in words; nothing where it holds nothing.
    #[must_use]
    pub fn value(&self, kind: Kind, field: FieldId, value: &Value, currency: &str) -> Clean {
        let definition = kind.definition(field);
        let ty = definition.map_or(FieldType::Text, |it| it.ty);
        match (ty, value) {
            (_, Value::None) => Clean::default(),
            (FieldType::Money, Value::Integer(minor)) => Clean::from_string(
                self.locale
                    .money(*minor, currency)
                    .trim_end_matches(".00")
                    .to_owned(),
            ),
            (FieldType::Link(kind), Value::Integer(id)) => {
                self.name(Key::new(kind, id.cast_unsigned()))
            }
            (FieldType::Flags, Value::Integer(bits)) => self.milestones(bits.cast_unsigned()),
            (FieldType::Moment, Value::Integer(at)) => {
                let zone = self.book.settings().general.zone;
                let day = Moment(*at).day(zone);
                Clean::from_string(self.locale.day_near(day, self.today))
            }
            // A year is no number with thousands.
            (FieldType::Integer, Value::Integer(year))
                if definition.is_some_and(|it| it.name == "founded") =>
            {
                Clean::from_string(year.to_string())
            }
            (_, Value::Integer(number)) => Clean::from_string(self.locale.count(*number)),
            (_, Value::Date(day)) => Clean::from_string(self.locale.day_near(*day, self.today)),
            // Who is in it would be a page of numbers: how many says enough.
            (_, Value::Text(text)) if definition.is_some_and(|it| it.name == "members") => {
                let many = text.parse::<Members>().map_or(0, |it| it.count());
                Clean::from_string(self.locale.count(many.cast_signed()))
            }
            (_, Value::Text(text)) if definition.is_some_and(|it| it.name == "tags") => {
                Clean::from_string(text.replace(',', ", "))
            }
            (FieldType::Code(_), Value::Text(text)) => self.code(text),
            (_, Value::Text(text)) => Clean::new(text),
            (_, Value::Track(tail)) => Clean::from_string(tail.to_string()),
        }
    }
}
