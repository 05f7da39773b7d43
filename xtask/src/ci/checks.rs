//! The checks of `cargo xtask ci`.
//!
//! In: nothing. Out: the commands, in the order in which they run. What always holds: a contributor who runs them sees
//! what continuous integration will see.

use super::check::{Check, Need, When, check};
use crate::arguments::Part;

/// The oldest Rust that the workspace says it can be built with.
pub const OLDEST_RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// What has to compile with the oldest Rust.
macro_rules! with_oldest {
    ($what:literal, $($argument:literal),+) => {
        Check {
            what: $what,
            part: Part::OldestRust,
            arguments: &[concat!("+", env!("CARGO_PKG_RUST_VERSION")), "check", $($argument),+],
            variable: None,
            when: When::Thorough,
            needs: Some(Need::Toolchain(OLDEST_RUST)),
        }
    };
}

/// The lints of what users build, with no other feature than this one.
macro_rules! lints_with {
    ($feature:literal) => {
        check(
            concat!("lints with the feature \"", $feature, "\" alone"),
            Part::Lints,
            When::Thorough,
            &[
                "clippy",
                "--package",
                "stripe-disputes",
                "--package",
                "form-runtime",
                "--no-default-features",
                "--features",
                $feature,
                "--",
                "-D",
                "warnings",
            ],
        )
    };
}

/// What continuous integration runs, in this order: what is quick first.
pub const CHECKS: &[Check] = &[
    check(
        "formatting",
        Part::Formatting,
        When::Always,
        &["fmt", "--all", "--check"],
    ),
    check(
        "formatting of xtask",
        Part::Formatting,
        When::Always,
        &["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"],
    ),
    check(
        "freshness of generated/",
        Part::Freshness,
        When::Always,
        &["xtask", "codegen", "--check"],
    ),
    check(
        "lints",
        Part::Lints,
        When::Always,
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ],
    ),
    check(
        "lints of the library without the program",
        Part::Lints,
        When::Thorough,
        &[
            "clippy",
            "--package",
            "form-codegen",
            "--no-default-features",
            "--",
            "-D",
            "warnings",
        ],
    ),
    lints_with!(""),
    lints_with!("client"),
    lints_with!("hyper"),
    lints_with!("blocking"),
    lints_with!("reqwest"),
    lints_with!("test-util"),
    lints_with!("mock"),
    lints_with!("cli"),
    lints_with!("webhooks"),
    check(
        "lints of xtask",
        Part::Lints,
        When::Always,
        &[
            "clippy",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    ),
    Check {
        what: "documentation",
        part: Part::Documentation,
        arguments: &["doc", "--workspace", "--no-deps", "--all-features"],
        variable: Some(("RUSTDOCFLAGS", "-D warnings")),
        when: When::Thorough,
        needs: None,
    },
    // docs.rs builds with the newest nightly toolchain: what only that knows, such as the badges of features, is tried with
    // it. Only what would fail there is an error: a nightly may warn of more from one day to the next, without a commit.
    Check {
        what: "documentation as docs.rs makes it",
        part: Part::Documentation,
        arguments: &[
            "+nightly",
            "doc",
            "--package",
            "stripe-disputes",
            "--no-deps",
            "--all-features",
            "--target-dir",
            "target/nightly",
        ],
        variable: Some(("RUSTDOCFLAGS", "--cfg docsrs")),
        when: When::Thorough,
        needs: Some(Need::Toolchain("nightly")),
    },
    with_oldest!("the oldest Rust", "--workspace", "--all-features"),
    with_oldest!(
        "the oldest Rust, for xtask",
        "--manifest-path",
        "xtask/Cargo.toml",
        "--target-dir",
        "target/xtask"
    ),
    // Without the advisories: they need a network, and change without any commit.
    Check {
        what: "dependencies",
        part: Part::Dependencies,
        arguments: &["deny", "check", "bans", "licenses", "sources"],
        variable: None,
        when: When::Thorough,
        needs: Some(Need::Deny),
    },
    Check {
        what: "dependencies of xtask",
        part: Part::Dependencies,
        arguments: &[
            "deny",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--config",
            "deny.toml",
            "check",
            "bans",
            "licenses",
            "sources",
        ],
        variable: None,
        when: When::Thorough,
        needs: Some(Need::Deny),
    },
    Check {
        what: "advisories",
        part: Part::Advisories,
        arguments: &["deny", "check", "advisories"],
        variable: None,
        when: When::Online,
        needs: Some(Need::Deny),
    },
    Check {
        what: "advisories of xtask",
        part: Part::Advisories,
        arguments: &[
            "deny",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--config",
            "deny.toml",
            "check",
            "advisories",
        ],
        variable: None,
        when: When::Online,
        needs: Some(Need::Deny),
    },
    check(
        "tests of the generator and the runtime",
        Part::PortableTests,
        When::Subset,
        &[
            "test",
            "--package",
            "form-codegen",
            "--package",
            "form-runtime",
            "--all-features",
        ],
    ),
    check(
        "tests of xtask",
        Part::Tests,
        When::Thorough,
        &[
            "test",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
        ],
    ),
    check(
        "quick tests of xtask",
        Part::Tests,
        When::Quick,
        &[
            "test",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
            "--",
            // Builds the generator in a copy of the repository.
            "--skip",
            "the_command_runs_where_generated_is_missing_or_broken",
        ],
    ),
    check(
        "quick tests",
        Part::Tests,
        When::Quick,
        &[
            "test",
            "--workspace",
            "--all-features",
            "--tests",
            "--",
            // Compile all that is generated.
            "--skip",
            "every_fixture_compiles",
            "--skip",
            "large_documents",
            // Run Node.
            "--skip",
            "a_new_recording_is_the_same",
            "--skip",
            "each_transport_sends_what_the_sdk_sends",
            "--skip",
            "charges_are_disputed",
            "--skip",
            "errors_say_what_happened",
            "--skip",
            "retries_charge_once",
            "--skip",
            "the_same_key_charges_once",
            // Make ten thousand calls.
            "--skip",
            "ten_thousand_calls",
            "--skip",
            "calls_by_",
        ],
    ),
    check(
        "tests",
        Part::Tests,
        When::Thorough,
        &["test", "--workspace", "--all-features"],
    ),
];
