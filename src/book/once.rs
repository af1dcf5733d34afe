//! What is worked out when it is first asked for, and then kept.

use std::sync::OnceLock;

/// What is kept, made if it is not there yet.
///
/// It is made while nobody is kept out: what is made by several threads together must not wait for one of them, which
/// may have taken up other work that asks for the same. Where two make it, the first one's is kept.
pub(super) fn made<T>(place: &OnceLock<T>, make: impl FnOnce() -> T) -> &T {
    if let Some(there) = place.get() {
        return there;
    }
    let it = make();
    place.get_or_init(|| it)
}
