//! `form-codegen.toml`: which crates there are, and what each is made from.
//!
//! In: the text. Out: a [`Config`], or everything that is wrong with it, located. What always holds: what nobody reads is an error; two
//! crates have neither a name nor a folder in common.

mod edit;
mod keys;
mod read;
mod schema;

use serde_json::{Map, Value};

use crate::api::{Pointer, Publication};
use crate::diagnostic::{Diagnostic, Location, Place, Report};
use crate::emit::{CrateVersion, PackageDetails};
use crate::names;
use crate::selection::Selection;
use crate::source::{PlainText, StatedClient};

use super::input::InputFile;
pub use edit::with_version;
pub use schema::schema;

/// What the file is called.
pub const CONFIG: &str = "form-codegen.toml";

/// A configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The crates, in the order of the file.
    pub crates: Vec<CrateConfig>,
    text: PlainText,
}

/// What a crate is made from. Paths are relative to the file, with `/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CrateConfig {
    /// The number of the crate in the file.
    pub index: usize,
    /// What the crate is called, and its version.
    pub named: NamedCrate,
    /// The document.
    pub document: String,
    /// The overlays: files, or folders of them.
    pub overlays: Vec<String>,
    /// The folder of the chapters of its guide.
    pub guide: Option<String>,
    /// The folder of the crate.
    pub out: String,
    /// The lock.
    pub lock: Option<String>,
    /// The changelog.
    pub changelog: Option<String>,
    /// Texts in which `update` looks for what is gone.
    pub mentioned_in: Vec<String>,
    /// The file of changes that are allowed.
    pub allowed_changes: Option<String>,
    /// Whether operations that can't be expressed are left out.
    pub keep_going: bool,
    /// What the manifest says besides.
    pub details: PackageDetails,
    /// Which operations the crate has.
    pub selection: Selection,
    /// The features that are on unless a program says otherwise.
    pub default_features: Option<Vec<String>>,
    /// Where those stand, if the file has them.
    pub default_features_at: Option<Pointer>,
    /// From how many resources on each has a feature.
    pub resources_from: Option<usize>,
    /// Where the file says what `x-client` says in a document.
    pub client_at: Option<Pointer>,
    /// The kinds of findings that `lint` passes over, each with the reason.
    pub allowed_lints: Vec<AllowedLint>,
    /// The file that says all this, if one does.
    pub said_in: Option<InputFile>,
}

impl CrateConfig {
    /// What the file says of the client.
    #[must_use]
    pub fn client(&self) -> Option<StatedClient<'_>> {
        let text = self.said_in.as_ref()?.source();
        let at = self.client_at.as_ref()?;
        Some(StatedClient { text, at })
    }

    /// The file with what is wrong in it, for people; `None` if no file says this.
    #[must_use]
    pub fn report(&self, found: Vec<Diagnostic>) -> Option<Report> {
        let text = PlainText::read(self.said_in.as_ref()?.source());
        text.ok().map(|text| text.report(found))
    }
}

/// What a crate is called, and its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCrate {
    /// The name of the package.
    pub name: String,
    /// The version of the package.
    pub version: CrateVersion,
}

impl Default for NamedCrate {
    fn default() -> Self {
        Self {
            name: String::new(),
            version: CrateVersion::FIRST,
        }
    }
}

/// A kind of findings that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedLint {
    /// The kind.
    pub id: String,
    /// Why it stays.
    pub reason: String,
}

impl Config {
    /// Reads the text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(file: &InputFile) -> Result<Self, Report> {
        let text = PlainText::read(file.source())?;
        let mut found = Vec::new();
        let root = Pointer::root();
        let none = Map::new();
        let members = text.value().as_object().unwrap_or(&none);
        read::check(keys::FILE, members, &root, &mut found);
        let list = members.get("crate").and_then(Value::as_array);
        let list: Vec<&Map<String, Value>> = list
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .collect();
        let crates: Vec<CrateConfig> = list
            .iter()
            .enumerate()
            .map(|(index, members)| {
                let mut one = of_table(index, members);
                let has_client = members.contains_key("client");
                one.client_at = has_client.then(|| at(&one, "client"));
                let has_default = one.default_features.is_some();
                one.default_features_at =
                    has_default.then(|| at(&one, "features").child("default"));
                one.said_in = Some(file.clone());
                one
            })
            .collect();
        if list.is_empty() && found.is_empty() {
            found.push(
                Diagnostic::error("config-missing", Place::File(0, root), "there is no crate")
                    .help("describe one in a table `[[crate]]`; `form-codegen init DOCUMENT` writes one"),
            );
        }
        crates.iter().for_each(|one| judge(one, &mut found));
        repeated(&crates, &mut found);
        match found.is_empty() {
            true => Ok(Self { crates, text }),
            false => Err(text.report(found)),
        }
    }

    /// The line and column of a member of a crate.
    #[must_use]
    pub fn locate(&self, one: &CrateConfig, member: &str) -> Option<Location> {
        self.text.locate(&at(one, member))
    }
}

/// Where a member of a crate stands.
fn at(one: &CrateConfig, member: &str) -> Pointer {
    Pointer::root()
        .child("crate")
        .child(one.index)
        .child(member)
}

/// The table of a crate, of which members that are of another kind count as missing.
fn of_table(index: usize, members: &Map<String, Value>) -> CrateConfig {
    let none = Map::new();
    let table = |name: &str| members.get(name).and_then(Value::as_object);
    let table = |name: &str| table(name).unwrap_or(&none);
    let path = |name: &str| text(members, name).map(|path| tidy(&path));
    let version = text(members, "version").and_then(|version| version.parse().ok());
    let overlays = texts(members, "overlays");
    let features = table("features");
    let resources_from = features.get("resources-from").and_then(Value::as_u64);
    CrateConfig {
        index,
        named: NamedCrate {
            name: text(members, "name").unwrap_or_default(),
            version: version.unwrap_or(CrateVersion::FIRST),
        },
        document: path("document").unwrap_or_default(),
        overlays: overlays.iter().map(|path| tidy_overlay(path)).collect(),
        guide: path("guide"),
        out: path("out").unwrap_or_default(),
        lock: path("lock"),
        changelog: path("changelog"),
        mentioned_in: texts(members, "mentioned-in"),
        allowed_changes: path("allowed-changes"),
        keep_going: members.get("keep-going") == Some(&Value::Bool(true)),
        details: details(table("package")),
        selection: selection(table("select")),
        default_features: features
            .contains_key("default")
            .then(|| texts(features, "default")),
        default_features_at: None,
        resources_from: resources_from.and_then(|count| usize::try_from(count).ok()),
        client_at: None,
        allowed_lints: allowed_lints(table("lint")),
        said_in: None,
    }
}

fn details(package: &Map<String, Value>) -> PackageDetails {
    PackageDetails {
        license: text(package, "license"),
        authors: texts(package, "authors"),
        description: text(package, "description"),
        publication: Publication {
            keywords: texts(package, "keywords"),
            categories: texts(package, "categories"),
            homepage: text(package, "homepage"),
            documentation: text(package, "documentation"),
            repository: text(package, "repository"),
        },
    }
}

fn selection(select: &Map<String, Value>) -> Selection {
    Selection {
        tags: texts(select, "tags"),
        paths: texts(select, "paths"),
        operations: texts(select, "operations"),
        events: texts(select, "events"),
        exclude_tags: texts(select, "exclude-tags"),
        exclude_paths: texts(select, "exclude-paths"),
        exclude_operations: texts(select, "exclude-operations"),
        opaque: texts(select, "opaque"),
    }
}

fn allowed_lints(lint: &Map<String, Value>) -> Vec<AllowedLint> {
    let allowed = lint.get("allow").and_then(Value::as_array);
    let allowed = allowed.into_iter().flatten().filter_map(Value::as_object);
    let allowed = allowed.filter_map(|one| {
        Some(AllowedLint {
            id: text(one, "id")?,
            reason: text(one, "reason")?,
        })
    });
    allowed.collect()
}

fn text(members: &Map<String, Value>, name: &str) -> Option<String> {
    Some(members.get(name)?.as_str()?.to_owned())
}

fn texts(members: &Map<String, Value>, name: &str) -> Vec<String> {
    let list = members.get(name).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// A path without what leads nowhere; one of a folder that may be missing goes on ending with `/`.
fn tidy_overlay(path: &str) -> String {
    let end = if path.ends_with('/') { "/" } else { "" };
    format!("{}{end}", tidy(path))
}

/// A path without what leads nowhere: `./a//b/` is `a/b`.
fn tidy(path: &str) -> String {
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| *part != "." && !part.is_empty())
        .collect();
    let start = if path.starts_with('/') { "/" } else { "" };
    match parts.is_empty() {
        true => ".".to_owned(),
        false => format!("{start}{}", parts.join("/")),
    }
}

/// What is wrong with values that have the right kind.
fn judge(one: &CrateConfig, found: &mut Vec<Diagnostic>) {
    let mut wrong = |member: &[&str], message: String, help: String| {
        let at = member.iter().fold(
            Pointer::root().child("crate").child(one.index),
            |at, name| at.child(*name),
        );
        found.push(
            Diagnostic::error("config-value", Place::File(0, at), message)
                .label("not as expected")
                .help(help),
        );
    };
    if let Some(fault) =
        names::package_fault(&one.named.name).filter(|_| !one.named.name.is_empty())
    {
        let name = &one.named.name;
        wrong(
            &["name"],
            format!("`{name}` can't be the name of the crate: {fault}"),
            format!("take another, such as `{}`", names::package_ident(name)),
        );
    }
    let publication = &one.details.publication;
    let most = names::MOST_WORDS;
    if publication.keywords.len() > most
        || !publication
            .keywords
            .iter()
            .all(|word| names::is_keyword(word))
    {
        wrong(
            &["package", "keywords"],
            format!("there are at most {most} keywords"),
            names::KEYWORD.to_owned(),
        );
    }
    if publication.categories.len() > most
        || !publication
            .categories
            .iter()
            .all(|word| names::is_category(word))
    {
        wrong(
            &["package", "categories"],
            format!("there are at most {most} categories"),
            names::CATEGORY.to_owned(),
        );
    }
    for (name, url) in [
        ("homepage", &publication.homepage),
        ("documentation", &publication.documentation),
        ("repository", &publication.repository),
    ] {
        if url.as_deref().is_some_and(|url| !names::is_url(url)) {
            wrong(
                &["package", name],
                format!("`{name}` has to be the URL of a page"),
                "write `https://…`".to_owned(),
            );
        }
    }
}

/// Two crates can have neither a name nor a folder in common.
fn repeated(crates: &[CrateConfig], found: &mut Vec<Diagnostic>) {
    for one in crates {
        let mut earlier = crates.iter().take(one.index);
        if let Some(other) =
            earlier.find(|other| other.named.name == one.named.name || other.out == one.out)
        {
            let member = if other.out == one.out { "out" } else { "name" };
            let message = format!("two crates have the same `{member}`");
            found.push(
                Diagnostic::error("config-value", Place::File(0, at(one, member)), message)
                    .label(format!("crate {} has it already", other.index + 1))
                    .help("give each crate a name and a folder of its own"),
            );
        }
    }
}
