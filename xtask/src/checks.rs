//! The checks of `cargo xtask ci`.
//!
//! In: nothing. Out: the commands, in the order in which they run. What always holds: a contributor who runs them sees
//! what continuous integration will see.

/// One check.
pub struct Check {
    /// What it looks at.
    pub what: &'static str,
    /// The arguments of cargo.
    pub arguments: &'static [&'static str],
    /// What it adds to the environment.
    pub variable: Option<(&'static str, &'static str)>,
    /// When it runs.
    pub when: When,
    /// What has to be installed for it; it is skipped where that is not.
    pub needs: Option<Need>,
}

/// What a check needs besides Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A command of cargo.
    Command(&'static str),
    /// A toolchain, as rustup calls it.
    Toolchain(&'static str),
}

/// The oldest Rust that the workspace says it can be built with.
pub const OLDEST_RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// When a check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// If nobody is in a hurry.
    Thorough,
    /// With `--quick` alone, as a part of what runs otherwise.
    Quick,
}

impl Check {
    /// Whether it runs.
    #[must_use]
    pub fn runs(&self, quick: bool) -> bool {
        match self.when {
            When::Always => true,
            When::Thorough => !quick,
            When::Quick => quick,
        }
    }
}

const fn check(what: &'static str, when: When, arguments: &'static [&'static str]) -> Check {
    Check {
        what,
        arguments,
        variable: None,
        when,
        needs: None,
    }
}

/// What has to compile with the oldest Rust.
macro_rules! with_oldest {
    ($what:literal, $($argument:literal),+) => {
        Check {
            what: $what,
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
    check("formatting", When::Always, &["fmt", "--all", "--check"]),
    check(
        "formatting of xtask",
        When::Always,
        &["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"],
    ),
    check(
        "freshness of generated/",
        When::Always,
        &["xtask", "codegen", "--check"],
    ),
    check(
        "lints",
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
    lints_with!(""),
    lints_with!("client"),
    lints_with!("hyper"),
    lints_with!("blocking"),
    lints_with!("reqwest"),
    lints_with!("webhooks"),
    check(
        "lints of xtask",
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
        arguments: &["doc", "--workspace", "--no-deps", "--all-features"],
        variable: Some(("RUSTDOCFLAGS", "-D warnings")),
        when: When::Thorough,
        needs: None,
    },
    // docs.rs builds with the nightly toolchain: what only that knows, such as the badges of features, is tried with it.
    Check {
        what: "documentation as docs.rs makes it",
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
        variable: Some(("RUSTDOCFLAGS", "--cfg docsrs -D warnings")),
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
    // Not the advisories: they need a network, and change without any commit.
    Check {
        what: "dependencies",
        arguments: &["deny", "check", "bans", "licenses", "sources"],
        variable: None,
        when: When::Thorough,
        needs: Some(Need::Command("deny")),
    },
    Check {
        what: "dependencies of xtask",
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
        needs: Some(Need::Command("deny")),
    },
    check(
        "tests of xtask",
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
        When::Thorough,
        &["test", "--workspace", "--all-features"],
    ),
];
