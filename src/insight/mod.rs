//! Holds the numbers: pure functions over the book, each with its definition.
//!
//! Reads no store and no clock; what is shown of a number (its name, its colour) is not decided here.
//!
//! # From an event to a percentage
//!
//! This page is for whoever does not believe a number on a screen: it goes the whole way, and names the place of each step.
//!
//! **1. An event.** Somebody moves lead 1042 from intent to high-intent. The command is decided by
//! [`model::decide`](crate::model), and what it changes is written twice in one transaction: to the lead's track, as a step
//! with its moment, and to the change log, which is only ever added to. `fiveply check` replays the log and compares. An
//! undo cuts the step off again: what was undone counts nowhere.
//!
//! **2. An episode.** A track falls into episodes: each reopening begins one, and the loss before it stands. Of each episode
//! [`Life`](crate::book::track::Life) keeps when each layer was *first* reached or passed, from its steps alone:
//!
//! | step | reaches |
//! |---|---|
//! | new in intent | intent; the layers above were never entered |
//! | from intent to near-customer | high-intent (passed) and near-customer, at that moment |
//! | back from intent to interested | interested, if it was not reached before; nothing twice |
//! | won from intent | high-intent, near-customer and won, at that moment |
//! | lost, parked, woken | nothing |
//! | found in intent when the history began | nothing: when it came there nobody knows |
//!
//! **3. A cohort.** A figure is about the episodes of a selection (a filter) and a window (a period). For the conversion of
//! intent they are those that first reached or passed intent in the window. Each of them has gone on (it reached high-intent,
//! whenever that was), was lost before that, or may yet go on; and
//! `entered = went on + lost + still open`, always.
//!
//! **4. A percentage.** `went on ÷ entered`, with Wilson's band, which says between what the share of very many such leads
//! would lie. 51 of 100 is 51 %, 41 to 61; 5 of 10 is 50 %, 24 to 76. Below ten a figure is pale and marked. Three more definitions
//! stand beside it in [`conversion`]; they differ by what they ask, and none of them is wrong.
//!
//! **5. What is left out** is said at the place: what stood in a layer when its history began has no entry, so it is
//! in the stock and in no conversion; its share is printed below the table.
//!
//! **6. The proof.** `opening + in − out = closing` for every layer and every window: [`flow`] counts what moved, and reads
//! what is there apart from it. Anybody can count again in SQL: the views of the data file (`fiveply help sql`) are
//! other code in another language, and a test holds them to the same figures.
//!
//! # The figures
//!
//! | question | figure | where |
//! |---|---|---|
//! | which share goes on | conversion: reached or passed, strict, period flow, incidence | [`conversion`], [`funnel`] |
//! | which share is won | win rate: closed, cohort, by value | [`winrate`] |
//! | how long does it take | median and 90 %, open stays counted as far as they lasted | [`duration`] |
//! | what became of the leads of a month | cohorts; of accounts, with what is extrapolated apart | [`cohort`] |
//! | what will come | expected value with a band; coverage of a target | [`forecast`] |
//! | do the assumed odds hold | playbook against history, with the Brier score | [`calibration`] |
//! | why did it change | volume, mix, rate, size, adding up to the last cent | [`why`](mod@why) |
//! | how fast does money come | velocity and its four inputs | [`velocity`](mod@velocity) |
//! | in which month will it come | expected wins of each month ahead, with a band | [`forecast::months`] |
//! | who does what | touches, feedback, answers in time, wins of each rep | [`reps`](mod@reps) |
//! | who brings it | classes, average order and its change | [`orders`](mod@orders) |
//! | where is it lost, and why | reasons by layer | [`lost`](mod@lost) |
//! | how soon was it answered | hours of work from handover to touch | [`response`] |
//! | do two segments differ | Newcombe's interval, the fields that differ | [`compare`] |
//! | who is like the winners | look-alikes, with their reasons | [`lookalike`] |
//!
//! Money is in minor units, by currency, and never added across. Moments are minutes, windows hold their first minute and
//! not their last. Days and months are the workspace's. All statistics are in [`stats`], each with its source, and are tested
//! against published values.

mod answering;
pub mod before;
pub mod calibration;
pub mod capacity;
pub mod cohort;
pub mod compare;
pub mod conversion;
pub mod currencies;
pub mod duration;
pub mod facets;
pub mod flow;
pub mod forecast;
pub mod funnel;
pub mod groups;
pub mod heard;
pub mod lookalike;
pub mod lost;
pub mod orders;
pub mod outline;
pub mod outlook;
pub mod overview;
pub mod picked;
mod places;
pub mod replay;
pub mod reps;
pub mod resolutions;
pub mod response;
pub mod revalue;
pub mod sets;
pub mod shift;
pub mod sitting;
pub mod spread;
pub mod stats;
pub mod velocity;
pub mod week;
pub mod why;
pub mod winrate;
pub mod worklist;
