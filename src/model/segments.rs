//! What follows from the fields of a segment or a list. Reads no filter and selects nothing.

use super::codes::{Sharing, Unit};
use super::entities::{List, Segment};
use super::fold::fold;
use super::ids::UserId;

impl Segment {
    /// Whether a user sees it: everybody a shared one, a private one only its owner.
    #[must_use]
    pub fn is_seen_by(&self, user: Option<UserId>) -> bool {
        self.sharing() == Sharing::Shared || self.owner == user
    }

    /// Who sees it.
    #[must_use]
    pub fn sharing(&self) -> Sharing {
        self.sharing.unwrap_or(Sharing::Shared)
    }

    /// What it is about.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit.unwrap_or(Unit::Leads)
    }
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arm {
    /// The first, or the only one.
    A,
    /// The second.
    B,
    /// Those who were left out on purpose.
    HoldOut,
}

impl Arm {
    /// The stable code, as written into a list's file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::HoldOut => "hold-out",
        }
    }
}

impl List {
    /// What it holds.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit.unwrap_or(Unit::Leads)
    }

    /// The arm that an id is in.
    #[must_use]
    pub fn arm(&self, id: u64) -> Option<Arm> {
        let arms = [
            (&self.a, Arm::A),
            (&self.b, Arm::B),
            (&self.hold_out, Arm::HoldOut),
        ];
        arms.into_iter()
            .find(|(members, _)| members.as_ref().is_some_and(|it| it.has(id)))
            .map(|(_, arm)| arm)
    }
}

/// The arm that an id gets on a list of a name: always the same one, whoever asks and whenever.
///
/// So many per cent are held out; of the others so many per cent get the first arm, all where it does not say. The two
/// draws are independent, so that another share held out changes nobody's arm.
#[must_use]
pub fn arm_of(list: &str, id: u64, split: Option<u8>, hold_out: u8) -> Arm {
    let draw = |salt: &str| drawn(&[salt, &fold(list)], id) % 10_000;
    if draw("hold-out") < u64::from(hold_out) * 100 {
        return Arm::HoldOut;
    }
    match split {
        Some(share) if draw("arm") >= u64::from(share) * 100 => Arm::B,
        Some(_) | None => Arm::A,
    }
}

/// A number that texts and an id always give, spread evenly: FNV-1a, then the finalizer of SplitMix64.
fn drawn(texts: &[&str], id: u64) -> u64 {
    let bytes = texts.iter().flat_map(|it| it.bytes().chain([0]));
    let hash = bytes
        .chain(id.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arms(list: &str, split: Option<u8>, hold_out: u8) -> Vec<Arm> {
        (1..=10_000)
            .map(|id| arm_of(list, id, split, hold_out))
            .collect()
    }

    fn share(arms: &[Arm], wanted: Arm) -> f64 {
        arms.iter().filter(|it| **it == wanted).count() as f64 / arms.len() as f64
    }

    #[test]
    fn arms_are_about_as_large_as_they_should_be() {
        let drawn = arms("Spring", Some(30), 10);
        // Four standard errors of the largest of these shares are 0.02.
        assert!((share(&drawn, Arm::HoldOut) - 0.10).abs() < 0.02);
        assert!((share(&drawn, Arm::A) - 0.27).abs() < 0.02);
        assert!((share(&drawn, Arm::B) - 0.63).abs() < 0.02);
        assert_eq!(share(&arms("Spring", None, 0), Arm::A), 1.0);
    }

    #[test]
    fn an_arm_stays_with_its_id_and_goes_by_the_lists_name() {
        assert_eq!(arms("Spring", Some(50), 0), arms("SPRING", Some(50), 0));
        let (spring, autumn) = (arms("Spring", Some(50), 0), arms("Autumn", Some(50), 0));
        let same = spring.iter().zip(&autumn).filter(|(a, b)| a == b).count();
        assert!((4_700..5_300).contains(&same), "{same}");
        // Who is held out does not change the arms of the others.
        let held = arms("Spring", Some(50), 20);
        let kept = held
            .iter()
            .zip(&spring)
            .filter(|(it, _)| **it != Arm::HoldOut);
        assert!(kept.into_iter().all(|(one, other)| one == other));
    }
}
