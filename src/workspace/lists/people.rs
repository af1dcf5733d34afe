//! Holds those who are on a list, with what is known of how to reach them.

use super::{ListPlan, Listed, Pulse};
use crate::exchange::cards::{Card, vcard};
use crate::model::segments::Arm;
use crate::model::{AccountId, Key, Kind, Lead, Record, Unit};
use crate::workspace::{Result, Workspace, WorkspaceError};

/// Somebody on a list, as written into its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    unit: &'static str,
    /// The number of the lead or the account.
    pub id: u64,
    arm: &'static str,
    pub(super) account: String,
    pub(super) contact: String,
    title: String,
    email: String,
    phone: String,
    city: String,
    region: String,
    country: String,
    domain: String,
    owner: String,
    layer: String,
    pub(super) next: String,
    pub(super) due: Option<chrono::NaiveDate>,
}

/// The columns of a list.
pub const COLUMNS: [&str; 14] = [
    "id", "arm", "account", "contact", "title", "email", "phone", "city", "region", "country",
    "domain", "owner", "layer", "next",
];

impl Person {
    pub(super) fn texts(&self) -> [&str; 13] {
        [
            self.arm,
            &self.account,
            &self.contact,
            &self.title,
            &self.email,
            &self.phone,
            &self.city,
            &self.region,
            &self.country,
            &self.domain,
            &self.owner,
            &self.layer,
            &self.next,
        ]
    }

    pub(super) fn uid(&self) -> String {
        format!("{}-{}", self.unit, self.id)
    }

    pub(super) fn card(&self) -> String {
        let names = [&self.contact, &self.account];
        let uid = self.uid();
        let name = names.into_iter().find(|it| !it.is_empty());
        vcard(&Card {
            uid: &uid,
            name: name.unwrap_or(&uid),
            organization: &self.account,
            title: &self.title,
            email: &self.email,
            phone: &self.phone,
            city: &self.city,
            region: &self.region,
            country: &self.country,
            category: self.arm,
        })
    }
}

/// How often it is told how far it is.
const EVERY: u64 = 256;

impl Workspace {
    /// What is known of those who get something.
    ///
    /// # Errors
    /// Where the data can't be read, or where it is stopped.
    pub fn listed_people(
        &self,
        plan: &ListPlan,
        listed: &Listed,
        pulse: Pulse<'_>,
    ) -> Result<Vec<Person>> {
        let kind = match plan.unit {
            Unit::Leads => Kind::Lead,
            Unit::Accounts => Kind::Account,
        };
        let mut people = Vec::new();
        let wanted = listed.members.iter().filter(|it| it.1 != Arm::HoldOut);
        for (done, (id, arm)) in (0_u64..).zip(wanted) {
            if done.is_multiple_of(EVERY) && pulse(done).is_break() {
                return Err(WorkspaceError::Stopped);
            }
            let mut it = Person {
                unit: kind.code(),
                id: *id,
                arm: arm.code(),
                ..Person::default()
            };
            match self.get(Key::new(kind, *id))?.map(|it| it.record) {
                Some(Record::Lead(lead)) => self.of_lead(&mut it, lead)?,
                Some(_) => self.of_account(&mut it, AccountId(*id))?,
                None => continue,
            }
            people.push(it);
        }
        Ok(people)
    }

    fn of_lead(&self, it: &mut Person, lead: Lead) -> Result<()> {
        if let Some(account) = lead.account {
            self.of_account(it, account)?;
        }
        if let Some(contact) = lead.contact
            && let Some(stored) = self.get(Key::new(Kind::Contact, contact.0))?
            && let Record::Contact(contact) = stored.record
        {
            it.contact = contact.name;
            it.title = contact.title.unwrap_or_default();
            // What reaches the person comes before what reaches the company.
            it.email = contact
                .email
                .unwrap_or_else(|| std::mem::take(&mut it.email));
            it.phone = contact
                .phone
                .unwrap_or_else(|| std::mem::take(&mut it.phone));
        }
        it.owner = lead.owner.map_or_else(String::new, |owner| {
            let book = self.book();
            book.users
                .get(owner.0)
                .map_or_else(String::new, |user| user.name.clone())
        });
        it.layer = lead.track.layer().map_or("", |it| it.code()).to_owned();
        it.next = lead.next.unwrap_or_default();
        it.due = lead.next_due;
        Ok(())
    }

    fn of_account(&self, it: &mut Person, id: AccountId) -> Result<()> {
        let stored = self.get(Key::new(Kind::Account, id.0))?;
        if let Some(Record::Account(account)) = stored.map(|it| it.record) {
            it.account = account.name;
            it.email = account.email.unwrap_or_default();
            it.phone = account.phone.unwrap_or_default();
            it.city = account.city.unwrap_or_default();
            it.region = account.region.unwrap_or_default();
            it.country = account.country.unwrap_or_default();
            it.domain = account.domain.unwrap_or_default();
        }
        Ok(())
    }
}
