//! Holds the funnel's words and rules: entities, commands, decisions, errors.
//!
//! It decides and does nothing else: no clock, no SQL, no terminal.

pub mod change;
pub mod clean;
pub mod codes;
pub mod command;
pub mod decide;
mod done;
pub mod entities;
pub mod error;
pub mod field_fault;
pub mod fold;
mod grouped;
pub mod handover;
pub mod ids;
mod logged;
pub mod meeting_settings;
pub mod meetings;
pub mod members;
pub mod money;
pub mod naics;
pub mod names;
pub mod record;
pub mod reply;
pub mod revalued;
mod seen;
pub mod segments;
pub mod set;
pub mod setting_edit;
pub mod setting_fault;
mod setting_shape;
pub mod settings;
pub mod stage;
pub mod sweep;
pub mod tags;
mod ties;
pub mod time;
pub mod track;
mod usual;
pub mod validate;
pub mod value;
pub mod working;

pub use change::{Change, FieldEdit, Misfit, Op};
pub use clean::Clean;
pub use codes::{BuyingRole, Fate, LeadKind, Nature, Sharing, Temperature, Topic, Unit, UserRole};
pub use command::{Act, Command, Direction, NewLead, OnConflict, Request, Target};
pub use decide::{Decision, Rules, decide};
pub use entities::{
    Account, Contact, Feedback, Lead, List, Meeting, Product, Resolution, Segment, Setting, Touch,
    User,
};
pub use error::Refusal;
pub use field_fault::FieldFault;
pub use grouped::grouped;
pub use handover::Handover;
pub use ids::{
    AccountId, ContactId, FeedbackId, LeadId, ListId, OpId, ProductId, ResolutionId, SegmentId,
    Seq, TouchId, UserId,
};
pub use meetings::{Expectation, Expected};
pub use members::Members;
pub use record::{Field, FieldId, Key, Kind, Record};
pub use revalued::{Revaluation, Revalued};
pub use seen::{MOST_FIELDS, Seen};
pub use set::{Back, ChangeSet, SetInfo, Verb};
pub use settings::{Section, Settings};
pub use stage::{Layer, Status, UnknownCode};
pub use sweep::{Stroke, Sweep, spread};
pub use tags::{Tagging, Tags};
pub use time::Moment;
pub use track::{Event, Step, Tail, Track};
pub use value::{FieldType, Flags, Minor, Value};
pub use working::{Sla, WorkClock};
