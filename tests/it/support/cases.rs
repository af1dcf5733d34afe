//! How many cases a property is tried on.

use proptest::test_runner::{Config, RngSeed};

/// So many cases, and as many times more as `PROPTEST_CASES` is more than its own 256.
pub fn cases(usual: u32) -> Config {
    let asked = Config::default();
    Config {
        cases: usual.saturating_mul(asked.cases).div_ceil(256),
        ..asked
    }
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "without cargo nothing says which cases"
)]
fn cargo_makes_up_the_same_cases_each_time_and_keeps_none_in_the_tree() {
    let config = Config::default();
    if std::env::var_os("CARGO").is_some() {
        assert_ne!(config.rng_seed, RngSeed::Random, "see .cargo/config.toml");
        assert!(config.failure_persistence.is_none());
    }
    assert_eq!(cases(48).cases, (config.cases * 48).div_ceil(256));
}
