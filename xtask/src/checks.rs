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
}

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
    }
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
    },
    check(
        "tests of xtask",
        When::Always,
        &[
            "test",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
        ],
    ),
    check(
        "quick tests",
        When::Quick,
        &[
            "test",
            "--package",
            "form-codegen",
            "--package",
            "acceptance",
            "--all-features",
            "--lib",
            "--test",
            "accept",
        ],
    ),
    check(
        "tests",
        When::Thorough,
        &["test", "--workspace", "--all-features"],
    ),
];
