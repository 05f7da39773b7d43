//! The guide of a crate: chapters that somebody wrote beside the document.
//!
//! In: Markdown files. Out: a [`Guide`]. What always holds: each chapter has a title, and a module that no other has; what gives
//! neither is refused, as is a chapter that ends inside of a code block. What a chapter says is taken as it is: its code runs with
//! the tests of the crate's documentation.

use std::collections::BTreeSet;
use std::fmt;

use crate::api::Ident;
use crate::names;
use crate::source::SourceText;

/// The chapters of a guide, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    chapters: Vec<Chapter>,
}

/// A chapter: a page of the crate's documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The module that has the page.
    pub module: Ident,
    /// What it is about, in one line of Markdown.
    pub title: String,
    /// The Markdown behind the title, a line an entry.
    pub lines: Vec<String>,
}

/// A file that is no chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideError {
    /// The file, as people know it.
    pub file: String,
    /// What is wrong with it.
    pub fault: GuideFault,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideFault {
    /// It is not UTF-8.
    NotText,
    /// It does not start with `# ` and a title.
    NoTitle,
    /// Its name has no letter, so that no module can be named after it.
    NoName,
    /// Another file gives the same module.
    SameModule,
    /// It ends inside of a code block.
    OpenBlock,
}

impl fmt::Display for GuideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, help) = match self.fault {
            GuideFault::NotText => ("is not UTF-8", "save it as UTF-8"),
            GuideFault::NoTitle => ("has no title", "start it with `# ` and a title"),
            GuideFault::NoName => (
                "has a name without letters",
                "call it after what it is about: `10-refunds.md`",
            ),
            GuideFault::SameModule => (
                "gives a module that another chapter gives",
                "give it a name that differs in more than the number",
            ),
            GuideFault::OpenBlock => (
                "ends inside of a code block",
                "close the block with a line of three backticks",
            ),
        };
        write!(f, "{} {what}\n  = help: {help}", self.file)
    }
}

impl std::error::Error for GuideError {}

impl Guide {
    /// Reads chapters. A number in front of a file's name orders it and is no part of the module's name.
    ///
    /// ```
    /// use form_codegen::guide::Guide;
    /// use form_codegen::source::SourceText;
    ///
    /// let file = SourceText { name: "guide/10-refunds.md", bytes: b"# Refunds\n\n## In part\n\nAsk.\n" };
    /// let guide = Guide::read(&[file])?;
    /// let chapter = guide.chapters().next().unwrap();
    /// assert_eq!((chapter.module.as_str(), chapter.title.as_str()), ("refunds", "Refunds"));
    /// assert_eq!(chapter.lines, ["# In part", "", "Ask."]);
    /// # Ok::<(), form_codegen::guide::GuideError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first file that is no chapter.
    pub fn read(files: &[SourceText<'_>]) -> Result<Self, GuideError> {
        let mut modules = BTreeSet::new();
        let mut chapters = Vec::with_capacity(files.len());
        for file in files {
            let chapter = chapter(file).and_then(|chapter| {
                match modules.insert(chapter.module.as_str().to_owned()) {
                    true => Ok(chapter),
                    false => Err(GuideFault::SameModule),
                }
            });
            chapters.push(chapter.map_err(|fault| GuideError {
                file: file.name.to_owned(),
                fault,
            })?);
        }
        Ok(Self { chapters })
    }

    /// The chapters, in the order of the files.
    pub fn chapters(&self) -> impl Iterator<Item = &Chapter> {
        self.chapters.iter()
    }
}

fn chapter(file: &SourceText<'_>) -> Result<Chapter, GuideFault> {
    let text = std::str::from_utf8(file.bytes).map_err(|_| GuideFault::NotText)?;
    let stem = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit() || "-_ ".contains(c));
    if !stem.contains(char::is_alphabetic) {
        return Err(GuideFault::NoName);
    }
    let (title, lines) = parse(text)?;
    Ok(Chapter {
        module: names::module_ident(stem),
        title,
        lines,
    })
}

/// The title, and the lines behind it. The title is that of a page: headings are one level higher than in the file.
///
/// # Errors
///
/// If there is no title, or a code block without an end.
pub fn parse(text: &str) -> Result<(String, Vec<String>), GuideFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().map(str::trim_end);
    let title = lines.by_ref().find(|line| !line.is_empty());
    let title = title.and_then(|line| line.strip_prefix("# "));
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    let title = title.ok_or(GuideFault::NoTitle)?.to_owned();
    let mut fence: Option<&str> = None;
    let lines: Vec<String> = lines
        .skip_while(|line| line.is_empty())
        .map(|line| {
            let own = fence_of(line);
            match (fence, own) {
                (None, Some(own)) => fence = Some(own),
                (Some(open), Some(own)) if own.starts_with(open) => fence = None,
                (None, None) if line.starts_with("##") => {
                    return line.strip_prefix('#').unwrap_or(line).to_owned();
                }
                (None | Some(_), None) | (Some(_), Some(_)) => {}
            }
            line.to_owned()
        })
        .collect();
    match fence {
        Some(_) => Err(GuideFault::OpenBlock),
        None => Ok((title, lines)),
    }
}

/// The backticks or tildes that open or close a code block.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ['`', '~'].into_iter().find_map(|sign| {
        let rest = line.trim_start_matches(sign);
        let length = line.len() - rest.len();
        line.get(..length).filter(|fence| fence.len() >= 3)
    })
}
